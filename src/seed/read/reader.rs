//! The reader of one seed file: the file, the names of places and people, and the diagnostics found so far.

use std::ops::Range;
use std::sync::Arc;

use super::names::PairNames;
use super::toml::ParsedFile;
use crate::seed::diagnostics::{Diagnostic, Diagnostics};
use crate::seed::source_file::SourceFile;

/// Reads the tables of one file, and reports their errors.
pub struct SeedReader<'p> {
    pub file: Arc<SourceFile>,
    /// `None` if not all places could be read: then every name is accepted.
    pub names: Option<&'p PairNames<'p>>,
    /// The id of the document that pointers without one lead into.
    pub document: Arc<str>,
    pub diagnostics: &'p mut Diagnostics,
    /// True once tables were reported as a whole and not read.
    pub left_out_tables: bool,
    /// True if the file has syntax errors. No key is then reported as missing.
    pub has_syntax_errors: bool,
}

impl<'p> SeedReader<'p> {
    pub fn new(parsed: &ParsedFile<'_>, diagnostics: &'p mut Diagnostics) -> Self {
        Self {
            file: Arc::clone(parsed.file),
            names: None,
            document: Arc::from(""),
            diagnostics,
            left_out_tables: false,
            has_syntax_errors: parsed.has_syntax_errors,
        }
    }

    /// The same reader for facts, whose values name places and whose pointers lead into a document.
    pub fn for_facts(self, names: Option<&'p PairNames<'p>>, document: &Arc<str>) -> Self {
        Self {
            names,
            document: Arc::clone(document),
            ..self
        }
    }

    /// Reports an error in this file. A value with an empty span was invented by the TOML parser after a syntax error, which
    /// is reported already, so errors of such values are dropped.
    pub fn report(
        &mut self,
        span: Range<usize>,
        fact: Option<&str>,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        if span != (0..0) {
            self.diagnostics.push(Diagnostic {
                fact: fact.map(str::to_owned),
                ..Diagnostic::new(&self.file, span, message, remedy)
            });
        }
    }
}
