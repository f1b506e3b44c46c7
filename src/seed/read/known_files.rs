//! The files that a pair's folder may hold, and the keys at their top levels.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::pair_document::EXCUSE_KEY;
use super::places::{PERSON_KEY, PLACE_KEY};
use super::toml::{ParsedFile, parse_file};
use crate::kind::Scope;
use crate::kinds;
use crate::seed::diagnostics::{Diagnostic, Diagnostics, did_you_mean};
use crate::seed::source_file::SourceFile;
use crate::values::nearest::nearest;

/// The file with the pair's own fact, its places and its people.
pub const PAIR_FILE: &str = "relation.toml";

/// The keys of an index.
const INDEX_KEYS: [&str; 4] = ["sha256", "length", "sections", "sentences"];

/// Parses a file of a pair's folder and reports its unknown keys; `None` for a file with an unknown name.
pub fn parse_pair_file<'t>(
    file: &'t Arc<SourceFile>,
    diagnostics: &mut Diagnostics,
) -> Option<ParsedFile<'t>> {
    let of_pair = kinds::seeded().filter(|kind| kind.scope != Scope::Document);
    let keys = of_pair
        .filter(|kind| kind.seed.file == file.name())
        .map(|kind| kind.seed.key);
    let names = [PLACE_KEY, PERSON_KEY];
    let names = names.into_iter().filter(|_| file.name() == PAIR_FILE);
    let known: Vec<&str> = keys.chain(names).collect();
    if known.is_empty() {
        diagnostics.push(unknown_file(file));
        return None;
    }
    Some(parse_with_keys(file, &known, diagnostics))
}

/// Parses the file that describes a document.
pub fn parse_document_file<'t>(
    file: &'t Arc<SourceFile>,
    diagnostics: &mut Diagnostics,
) -> ParsedFile<'t> {
    let known = [kinds::document().seed.key, EXCUSE_KEY];
    parse_with_keys(file, &known, diagnostics)
}

/// Parses the index of a document.
pub fn parse_index_file<'t>(
    file: &'t Arc<SourceFile>,
    diagnostics: &mut Diagnostics,
) -> ParsedFile<'t> {
    parse_with_keys(file, &INDEX_KEYS, diagnostics)
}

fn parse_with_keys<'t>(
    file: &'t Arc<SourceFile>,
    known: &[&str],
    diagnostics: &mut Diagnostics,
) -> ParsedFile<'t> {
    let mut parsed = parse_file(file, diagnostics);
    for (key, _) in &parsed.table {
        let name: &str = key.get_ref();
        if known.contains(&name) {
            continue;
        }
        parsed.is_complete = false;
        // Unlike inside a table, the key that was meant may be there as well: each table of an array is written with it.
        let is_shown = diagnostics.shows(file, key.span().start);
        let nearest = is_shown.then(|| nearest(name, known.iter().copied()));
        let suggestion = did_you_mean(nearest.flatten());
        let remedy = suggestion + "known keys of this file: " + &known.join(", ");
        let message = format!("unknown key `{name}`");
        diagnostics.push(Diagnostic::new(file, key.span(), message, remedy));
    }
    parsed
}

fn unknown_file(file: &Arc<SourceFile>) -> Diagnostic {
    let of_pair = kinds::seeded().filter(|kind| kind.scope != Scope::Document);
    let known: BTreeSet<&str> = of_pair.map(|kind| kind.seed.file).collect();
    let stems = known.iter().map(|name| name.trim_end_matches(".toml"));
    let suggestion = nearest(file.name().trim_end_matches(".toml"), stems);
    let suggestion = suggestion.map(|stem| [stem, ".toml"].concat());
    let known: Vec<&str> = known.into_iter().collect();
    let remedy = did_you_mean(suggestion.as_deref()) + "known files: " + &known.join(", ");
    let message = format!("unknown seed file `{}`", file.name());
    Diagnostic::new(file, 0..0, message, remedy)
}
