//! Footnotes of a changed document: their marks are carried over like pointers, by the works that they name.

use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::pointers::{Edit, quoted};
use crate::document::Reference;
use crate::kind::Scope;
use crate::kinds;
use crate::seed::diagnostics::Diagnostics;
use crate::seed::read::parse_file;
use crate::seed::source_file::SourceFile;

/// Carries the marks of a document's footnotes over to those of its new text. Also returns the ids of the references whose works
/// the text names no more, or in several footnotes.
pub fn revise_references(
    file: &Arc<SourceFile>,
    references: &[Reference],
) -> (Vec<Edit>, Vec<String>) {
    let (mut edits, mut lost) = (Vec::new(), Vec::new());
    let parsed = parse_file(file, &mut Diagnostics::default());
    for table in written_references(&parsed.table) {
        let text = |key: &str| table.get(key).and_then(|value| value.get_ref().as_str());
        let Some((mark, value)) = text("mark").zip(table.get("mark")) else {
            continue;
        };
        match new_mark(mark, text("text"), text("address"), references) {
            Some(new) if new != mark => edits.push((value.span(), quoted(new))),
            Some(_) => {}
            None => lost.push(text("id").unwrap_or(mark).to_owned()),
        }
    }
    (edits, lost)
}

/// The tables of references in the file of a document.
fn written_references<'p>(table: &'p DeTable<'_>) -> impl Iterator<Item = &'p DeTable<'p>> {
    let document = table.get(kinds::document().seed.key);
    let document = document.and_then(|document| document.get_ref().as_table());
    let keys = kinds::document().parts();
    let key = keys.filter(|(_, kind)| kind.scope == Scope::Reference);
    let key = key.map(|(_, kind)| kind.seed.key).next();
    let list = document.zip(key).and_then(|(table, key)| table.get(key));
    let entries = list.and_then(|list| list.get_ref().as_array());
    let entries = entries.into_iter().flat_map(|entries| entries.iter());
    entries.filter_map(|entry: &Spanned<DeValue<'_>>| entry.get_ref().as_table())
}

/// The mark of the only footnote that names a work, by its address or else by its text. A work of which nothing is known keeps its
/// mark.
fn new_mark<'r>(
    mark: &'r str,
    text: Option<&str>,
    address: Option<&str>,
    references: &'r [Reference],
) -> Option<&'r str> {
    let is_same = |reference: &&Reference| match (address, text) {
        (Some(address), _) => reference.address.as_deref() == Some(address),
        (None, Some(text)) => reference.text == text || reference.text.contains(text),
        (None, None) => reference.mark == mark,
    };
    let mut same = references.iter().filter(is_same);
    match (same.next(), same.next()) {
        (Some(only), None) => Some(&only.mark),
        // Of several footnotes that name it, the one that did before.
        (Some(_), Some(_)) => references
            .iter()
            .filter(is_same)
            .map(|reference| reference.mark.as_str())
            .find(|found| *found == mark),
        (None, _) => None,
    }
}
