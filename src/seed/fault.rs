//! Diagnostics of seed files, shown in rustc's manner: file, line, the fact, what is wrong and what would be right.

use std::ops::Range;
use std::sync::Arc;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use super::source::File;

/// One thing that is wrong with a seed file.
#[derive(Debug, Clone)]
pub struct Fault {
    pub file: Arc<File>,
    /// In bytes of the file.
    pub span: Range<usize>,
    /// The fact it is about, `visit khurelsukh-nur-sultan`, where there is one.
    pub fact: Option<String>,
    /// What is wrong, in lower case, without a full stop.
    pub what: String,
    /// What would be right.
    pub remedy: String,
}

impl Fault {
    /// A fault of no fact.
    pub fn new(
        file: &Arc<File>,
        span: Range<usize>,
        what: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self {
            file: Arc::clone(file),
            span,
            fact: None,
            what: what.into(),
            remedy: remedy.into(),
        }
    }
}

/// The beginning of a remedy: what was probably meant, if that is known.
pub fn hint(meant: Option<&str>) -> String {
    meant
        .map(|meant| format!("did you mean `{meant}`? "))
        .unwrap_or_default()
}

/// All that was found wrong, in the order of files and lines.
#[derive(Debug, Default)]
pub struct Diagnostics(Vec<Fault>);

impl Diagnostics {
    pub fn push(&mut self, fault: Fault) {
        self.0.push(fault);
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

    /// Every fault with the line it stands in. `styled` colours it for a terminal.
    pub fn render(&mut self, styled: bool) -> String {
        self.0
            .sort_by(|a, b| (&a.file.path, a.span.start).cmp(&(&b.file.path, b.span.start)));
        let renderer = if styled {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        let rendered: Vec<String> = self.0.iter().map(|fault| draw(fault, &renderer)).collect();
        rendered.join("\n\n")
    }
}

fn draw(fault: &Fault, renderer: &Renderer) -> String {
    let end = fault.span.end.min(fault.file.text.len());
    let mark = AnnotationKind::Primary.span(fault.span.start.min(end)..end);
    let mark = match &fault.fact {
        Some(fact) => mark.label(format!("in {fact}")),
        None => mark,
    };
    let snippet = Snippet::source(fault.file.text.as_str())
        .path(fault.file.path.as_str())
        .annotation(mark);
    let title = Level::ERROR.primary_title(fault.what.as_str());
    renderer.render(&[title
        .element(snippet)
        .element(Level::HELP.message(fault.remedy.as_str()))])
}
