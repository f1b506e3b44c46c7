//! The texts that commands read as documents.

use std::fs::File;
use std::io::{self, Read as _, Write as _};
use std::path::Path;

use anyhow::{anyhow, bail};

use bilateral::document::{Document, foreign_format, holes};
use bilateral::seed::MAX_FILE_SIZE;

/// Reads a text in the markup of documents. Texts in other formats are refused, and those that no pair can have.
pub fn read_text(path: &Path) -> anyhow::Result<String> {
    let shown = path.display();
    let unreadable = |error| anyhow!("cannot read {shown}: {error}; pass a readable file in UTF-8");
    let bytes = read_up_to(path, MAX_FILE_SIZE + 1).map_err(unreadable)?;
    if bytes.len() > MAX_FILE_SIZE {
        let size = MAX_FILE_SIZE >> 20;
        bail!("{shown} is larger than {size} MiB, and is no article; pass the text of one");
    }
    if let Some(found) = foreign_format(&bytes) {
        let (name, line, remedy) = (found.name, found.line, found.remedy);
        bail!("{shown} is {name}, as line {line} shows; {remedy}");
    }
    String::from_utf8(bytes).map_err(|error| unreadable(io::Error::other(error)))
}

/// Reads the first bytes of a file. It may be a pipe.
fn read_up_to(path: &Path, size: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?
        .take(size as u64)
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Warns on standard error of the places where something seems to be missing from a text.
pub fn warn_of_holes(document: &Document) {
    for hole in holes(document) {
        let (pointer, around) = (&hole.pointer, &hole.around);
        let _ = writeln!(io::stderr(), "warning: {pointer} has a hole: \"{around}\"");
    }
}
