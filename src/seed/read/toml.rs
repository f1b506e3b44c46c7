//! From a seed file to its TOML table. Parsing continues after errors, so that one run reports as many as possible.

use std::collections::HashSet;
use std::sync::Arc;

use toml::de::DeTable;

use crate::seed::diagnostics::{Diagnostic, Diagnostics};
use crate::seed::source_file::SourceFile;

/// A file as far as it can be parsed.
pub struct ParsedFile<'t> {
    pub file: &'t Arc<SourceFile>,
    pub table: DeTable<'t>,
    /// False if a part of the file could not be read.
    pub is_complete: bool,
    /// True if the parser guessed where a table goes on, so that keys may be missing from it that are written.
    pub has_syntax_errors: bool,
}

/// Parses a file and reports its syntax errors.
pub fn parse_file<'t>(file: &'t Arc<SourceFile>, diagnostics: &mut Diagnostics) -> ParsedFile<'t> {
    if !check_utf8(file, diagnostics) {
        return ParsedFile {
            file,
            table: DeTable::new(),
            is_complete: false,
            has_syntax_errors: true,
        };
    }
    let (table, errors) = DeTable::parse_recoverable(&file.text);
    let ends: Vec<usize> = file.text.match_indices('\n').map(|(at, _)| at).collect();
    let line = |error: &toml::de::Error| {
        let start = error.span()?.start;
        Some(ends.partition_point(|end| *end < start))
    };
    let mut lines = HashSet::new();
    for (number, error) in errors.iter().enumerate() {
        // The parser may report one mistake several times. Further errors of a line, and errors without a position, are
        // reported once the first one is fixed.
        let is_first_of_line = lines.insert(line(error));
        let has_position = error.span().is_some_and(|span| span.start > 0);
        if is_first_of_line && (number == 0 || has_position) {
            diagnostics.push(syntax_error(file, error));
        }
    }
    ParsedFile {
        file,
        table: table.into_inner(),
        is_complete: errors.is_empty(),
        has_syntax_errors: !errors.is_empty(),
    }
}

/// Reports a file that is not UTF-8, and returns true for one that is. Nothing else is reported about a file that is not: all
/// of it may be garbled.
pub fn check_utf8(file: &Arc<SourceFile>, diagnostics: &mut Diagnostics) -> bool {
    let Some(start) = file.invalid_from else {
        return true;
    };
    diagnostics.push(Diagnostic::new(
        file,
        start..start + char::REPLACEMENT_CHARACTER.len_utf8(),
        "the file is not UTF-8",
        "save it as UTF-8",
    ));
    false
}

/// The diagnostic of an error that the TOML parser found.
pub fn syntax_error(file: &Arc<SourceFile>, error: &toml::de::Error) -> Diagnostic {
    Diagnostic::new(
        file,
        error.span().unwrap_or(0..0),
        error.message().trim().replace('\n', "; "),
        "fix the TOML syntax, which toml.io describes",
    )
}
