//! Diagnostics of seed files, in the style of rustc: file, line, fact, what is wrong and a remedy.

use std::ops::Range;
use std::sync::Arc;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use super::source::SourceFile;

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
}

/// The start of a remedy: a suggestion, if there is one.
pub fn did_you_mean(suggestion: Option<&str>) -> String {
    suggestion
        .map(|suggestion| format!("did you mean `{suggestion}`? "))
        .unwrap_or_default()
}

/// All errors that were found.
#[derive(Debug, Default)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn append(&mut self, mut other: Self) {
        self.0.append(&mut other.0);
    }

    /// All diagnostics in the order of files and lines, as plain text.
    pub fn render_plain(&self) -> String {
        self.render(&Renderer::plain())
    }

    /// The same with the colours of a terminal.
    pub fn render_colored(&self) -> String {
        self.render(&Renderer::styled())
    }

    fn render(&self, renderer: &Renderer) -> String {
        let mut sorted: Vec<&Diagnostic> = self.0.iter().collect();
        sorted.sort_by_key(|diagnostic| (&diagnostic.file.path, diagnostic.span.start));
        let rendered: Vec<String> = sorted.iter().map(|one| render(one, renderer)).collect();
        rendered.join("\n\n")
    }
}

fn render(diagnostic: &Diagnostic, renderer: &Renderer) -> String {
    let Diagnostic {
        file,
        span,
        fact,
        message,
        remedy,
    } = diagnostic;
    let end = span.end.min(file.text.len());
    let mark = AnnotationKind::Primary.span(span.start.min(end)..end);
    let mark = match fact {
        Some(fact) => mark.label(format!("in {fact}")),
        None => mark,
    };
    let snippet = Snippet::source(file.text.as_str())
        .path(file.path.as_str())
        .annotation(mark);
    let title = Level::ERROR.primary_title(message.as_str());
    renderer.render(&[title
        .element(snippet)
        .element(Level::HELP.message(remedy.as_str()))])
}
