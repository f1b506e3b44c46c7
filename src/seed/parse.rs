//! From the text of a seed file to its table, as far as it can be read.

use std::sync::Arc;

use toml::de::DeTable;

use super::fault::{Diagnostics, Fault};
use super::source::File;

/// A file as far as it can be read.
pub struct Parsed<'t> {
    pub file: &'t Arc<File>,
    pub table: DeTable<'t>,
    /// Whether nothing of it is missing.
    pub whole: bool,
}

/// Reads a file, past the errors in it.
pub fn parse<'t>(file: &'t Arc<File>, faults: &mut Diagnostics) -> Parsed<'t> {
    if !is_text(file, faults) {
        return Parsed {
            file,
            table: DeTable::new(),
            whole: false,
        };
    }
    let (table, errors) = DeTable::parse_recoverable(&file.text);
    let line = |error: &toml::de::Error| {
        error.span().map(|span| {
            file.text[..span.start.min(file.text.len())]
                .matches('\n')
                .count()
        })
    };
    for (at, error) in errors.iter().enumerate() {
        // The reader stumbles more than once over one mistake: what follows on a line is told when that is mended.
        if errors[..at]
            .iter()
            .all(|before| line(before) != line(error))
            && (at == 0 || error.span().is_some_and(|s| s.start > 0))
        {
            faults.push(of_toml(file, error));
        }
    }
    Parsed {
        file,
        table: table.into_inner(),
        whole: errors.is_empty(),
    }
}

/// Whether a file is UTF-8. Of one that is not, no more is told: it may be garbled throughout.
pub fn is_text(file: &Arc<File>, faults: &mut Diagnostics) -> bool {
    if let Some(at) = file.text_until {
        faults.push(Fault::new(
            file,
            at..at + '\u{fffd}'.len_utf8(),
            "the file is not UTF-8",
            "save it as UTF-8",
        ));
    }
    file.text_until.is_none()
}

/// The fault that a TOML reader found.
pub fn of_toml(file: &Arc<File>, error: &toml::de::Error) -> Fault {
    let what = error.message().trim().replace('\n', "; ");
    Fault::new(
        file,
        error.span().unwrap_or(0..0),
        what,
        "write TOML as toml.io describes it",
    )
}
