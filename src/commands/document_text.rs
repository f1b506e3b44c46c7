//! The texts that commands read as documents.

use std::io::{self, Write as _};
use std::path::Path;

use anyhow::{anyhow, bail};

use bilateral::document::{Document, foreign_format, holes};

/// Reads a text in the markup of documents. Texts in other formats are refused.
pub fn read_text(path: &Path) -> anyhow::Result<String> {
    let shown = path.display();
    let unreadable = |error| anyhow!("cannot read {shown}: {error}; pass a readable file in UTF-8");
    let bytes = std::fs::read(path).map_err(unreadable)?;
    if let Some(found) = foreign_format(&bytes) {
        let (name, line, remedy) = (found.name, found.line, found.remedy);
        bail!("{shown} is {name}, as line {line} shows; {remedy}");
    }
    String::from_utf8(bytes).map_err(|error| unreadable(io::Error::other(error)))
}

/// Warns on standard error of the places where something seems to be missing from a text.
pub fn warn_of_holes(document: &Document) {
    for hole in holes(document) {
        let (pointer, around) = (&hole.pointer, &hole.around);
        let _ = writeln!(io::stderr(), "warning: {pointer} has a hole: \"{around}\"");
    }
}
