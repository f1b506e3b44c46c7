//! Diagnostics of seed files, in the style of rustc: file, line, fact, what is wrong and a remedy.

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use annotate_snippets::{AnnotationKind, Element, Level, Origin, Renderer, Snippet};

use super::source_file::{SourceFile, display_path, escape};

/// The number of diagnostics that are shown. The others are only counted: nobody reads more, and each takes memory and time.
const MAX_SHOWN: usize = 100;

/// The length in bytes of the longest lines that are shown with a diagnostic. Nobody finds anything in longer ones.
const MAX_LINES_LENGTH: usize = 4000;

/// The length in characters from which messages and remedies are cut.
const MAX_TEXT_LENGTH: usize = 1000;

/// One error in a seed file.
#[derive(Debug, Clone)]
pub struct Diagnostic {
    pub file: Arc<SourceFile>,
    /// In bytes of the file.
    pub span: Range<usize>,
    /// The fact that the error is in, `visit khurelsukh-nur-sultan`; `None` outside facts.
    pub fact: Option<String>,
    /// The error, in lower case, without a full stop.
    pub message: String,
    /// The way to fix it.
    pub remedy: String,
}

impl Diagnostic {
    /// A diagnostic outside facts.
    pub fn new(
        file: &Arc<SourceFile>,
        span: Range<usize>,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self {
            file: Arc::clone(file),
            span,
            fact: None,
            message: message.into(),
            remedy: remedy.into(),
        }
    }

    /// A diagnostic of a file or folder whose text was not read.
    pub fn of_path(path: &Path, message: impl Into<String>, remedy: impl Into<String>) -> Self {
        let file = SourceFile::new(display_path(path), b"");
        Self::new(&Arc::new(file), 0..0, message, remedy)
    }

    /// The order in which diagnostics are shown.
    fn position(&self) -> (&str, usize) {
        (&self.file.path, self.span.start)
    }
}

/// The start of a remedy: a suggestion, if there is one.
pub fn did_you_mean(suggestion: Option<&str>) -> String {
    suggestion
        .map(|suggestion| format!("did you mean `{suggestion}`? "))
        .unwrap_or_default()
}

/// The errors that were found: all are counted, and the first of them are kept, in the order of files and lines.
#[derive(Debug, Default)]
pub struct Diagnostics {
    /// Fewer than twice as many as are shown. The first [`MAX_SHOWN`] are sorted once there were twice as many.
    kept: Vec<Diagnostic>,
    /// True once the first of [`Self::kept`] are sorted.
    is_pruned: bool,
    count: usize,
}

impl Diagnostics {
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.count += 1;
        self.keep(diagnostic);
    }

    fn keep(&mut self, mut diagnostic: Diagnostic) {
        if self.shows(&diagnostic.file, diagnostic.span.start) {
            shorten(&mut diagnostic.message);
            shorten(&mut diagnostic.remedy);
            self.kept.push(diagnostic);
        }
        if self.kept.len() == 2 * MAX_SHOWN {
            self.kept
                .sort_by(|one, other| one.position().cmp(&other.position()));
            self.kept.truncate(MAX_SHOWN);
            self.is_pruned = true;
        }
    }

    /// Returns false if a diagnostic at this position would only be counted, so that a costly remedy need not be found.
    pub fn shows(&self, file: &SourceFile, start: usize) -> bool {
        let last = self.kept.get(MAX_SHOWN - 1).filter(|_| self.is_pruned);
        last.is_none_or(|last| (file.path.as_str(), start) < last.position())
    }

    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The number of all errors, whether they are shown or not.
    pub fn len(&self) -> usize {
        self.count
    }

    /// The value if there is no error.
    pub fn into_result<T>(self, value: T) -> Result<T, Self> {
        if self.is_empty() {
            Ok(value)
        } else {
            Err(self)
        }
    }

    pub fn append(&mut self, other: Self) {
        self.count += other.count;
        for diagnostic in other.kept {
            self.keep(diagnostic);
        }
    }

    /// The diagnostics that are shown, in the order of files and lines.
    pub fn shown(&self) -> Vec<&Diagnostic> {
        let mut sorted: Vec<&Diagnostic> = self.kept.iter().collect();
        sorted.sort_by_key(|diagnostic| diagnostic.position());
        sorted.truncate(MAX_SHOWN);
        sorted
    }

    /// The diagnostics as plain text, with the number of those that are not shown.
    pub fn render_plain(&self) -> String {
        self.render(&Renderer::plain())
    }

    /// The same with the colours of a terminal.
    pub fn render_colored(&self) -> String {
        self.render(&Renderer::styled())
    }

    fn render(&self, renderer: &Renderer) -> String {
        let shown = self.shown();
        let mut rendered: Vec<String> = shown.iter().map(|one| render(one, renderer)).collect();
        if self.count > shown.len() {
            let shown = shown.len();
            let count = self.count;
            rendered.push(format!(
                "only the first {shown} of {count} errors are shown"
            ));
        }
        rendered.join("\n\n")
    }
}

fn render(diagnostic: &Diagnostic, renderer: &Renderer) -> String {
    let (message, remedy) = (escape(&diagnostic.message), escape(&diagnostic.remedy));
    let title = Level::ERROR.primary_title(message.as_str());
    renderer.render(&[title
        .element(place(diagnostic))
        .element(Level::HELP.message(remedy.as_str()))])
}

/// The lines of a diagnostic with its mark. If they are too long, the first of them or only its number.
fn place(diagnostic: &Diagnostic) -> Element<'_> {
    let Diagnostic {
        file, span, fact, ..
    } = diagnostic;
    let (path, text) = (file.path.as_str(), file.text.as_str());
    if text.is_empty() {
        return Origin::path(path).into();
    }
    let end = span.end.min(text.len());
    let start = span.start.min(end);
    let before = &text[..start];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let number = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
    let end_of_line = |from: usize| text[from..].find('\n').map_or(text.len(), |at| from + at);
    let ends = [
        (end, end_of_line(end)),
        (end_of_line(start), end_of_line(start)),
    ];
    // Only these lines are passed on: the renderer takes time in proportion to the text that it is given.
    let fits = |(_, lines_end): &&(usize, usize)| lines_end - line_start <= MAX_LINES_LENGTH;
    let Some(&(end, lines_end)) = ends.iter().find(fits) else {
        let column = text[line_start..start].chars().count() + 1;
        return Origin::path(path).line(number).char_column(column).into();
    };
    let mark = AnnotationKind::Primary.span(start - line_start..end.max(start) - line_start);
    let mark = match fact {
        Some(fact) => mark.label(["in ", &escape(fact)].concat()),
        None => mark,
    };
    Snippet::source(&text[line_start..lines_end])
        .line_start(number)
        .path(path)
        .annotation(mark)
        .into()
}

/// Cuts a text that is longer than anybody reads, such as one that quotes a value of megabytes.
fn shorten(text: &mut String) {
    if let Some((end, _)) = text.char_indices().nth(MAX_TEXT_LENGTH) {
        text.truncate(end);
        text.push('…');
    }
}
