//! Footnotes of a changed document: their marks are carried over like pointers, by the works that they name. Numbers that now belong
//! to other works would give facts wrong sources.

use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::pointers::{Edit, quoted};
use crate::document::{Fate, Reference, SentenceEntry};
use crate::kind::Scope;
use crate::kinds;
use crate::seed::diagnostics::Diagnostics;
use crate::seed::read::parse_file;
use crate::seed::source_file::SourceFile;
use crate::values::pointer::GONE;

/// The footnotes of a changed document: the list in its new text, and the sentences that refer to them, with their fates.
pub struct Footnotes<'i> {
    pub listed: &'i [Reference],
    pub old: &'i [SentenceEntry],
    pub new: &'i [SentenceEntry],
    pub fates: &'i [Fate],
}

/// Carries the marks of a document's footnotes over to those of its new text. Also returns the ids of the references whose works
/// no footnote names for certain: their marks are marked as gone.
pub fn revise_references(
    file: &Arc<SourceFile>,
    footnotes: &Footnotes<'_>,
) -> (Vec<Edit>, Vec<String>) {
    let (mut edits, mut lost) = (Vec::new(), Vec::new());
    let parsed = parse_file(file, &mut Diagnostics::default());
    for table in written_references(&parsed.table) {
        let text = |key: &str| table.get(key).and_then(|value| value.get_ref().as_str());
        let Some((written, value)) = text("mark").zip(table.get("mark")) else {
            continue;
        };
        let mark = written.strip_prefix(GONE);
        let is_gone = mark.is_some();
        let mark = mark.unwrap_or(written);
        let new = match footnotes.new_mark(mark, text("text"), text("address")) {
            Found::Mark(new) => new.to_owned(),
            Found::NothingKnown if footnotes.keep(mark) && !is_gone => mark.to_owned(),
            Found::NothingKnown | Found::Nowhere => {
                lost.push(text("id").unwrap_or(mark).to_owned());
                [GONE, mark].concat()
            }
        };
        if new != written {
            edits.push((value.span(), quoted(&new)));
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

/// The footnote of a work in the new text.
enum Found<'i> {
    Mark(&'i str),
    /// No footnote of the list names it, or several do.
    Nowhere,
    /// The text has no list of footnotes, or nothing is known of the work.
    NothingKnown,
}

impl<'i> Footnotes<'i> {
    /// The mark of the only footnote that names a work. Of several, the one that did before.
    fn new_mark(&self, mark: &str, text: Option<&str>, address: Option<&str>) -> Found<'i> {
        if self.listed.is_empty() || (text.is_none() && address.is_none()) {
            return Found::NothingKnown;
        }
        let same = self.listed.iter().filter(|one| one.names(text, address));
        let same: Vec<&Reference> = same.collect();
        // Another work may have the same address, or the same words and an address.
        let is_whole =
            |one: &Reference| text.is_some() && address.is_some() == one.address.is_some();
        match same.as_slice() {
            [only] if is_whole(only) => Found::Mark(&only.mark),
            [only] if only.mark == mark => Found::NothingKnown,
            [_] => Found::Nowhere,
            several => {
                let own = several.iter().find(|one| one.mark == mark);
                own.map_or(Found::Nowhere, |own| Found::Mark(&own.mark))
            }
        }
    }

    /// True if a mark certainly means the same footnote as before: every sentence that stayed the same has it now if it had it
    /// before, and if none of these has it, no other does.
    fn keep(&self, mark: &str) -> bool {
        let has = |sentence: &SentenceEntry| sentence.references.iter().any(|one| one == mark);
        let mut is_in_same = false;
        for (old, fate) in self.old.iter().zip(self.fates) {
            let Fate::Same(new) = fate else { continue };
            if has(old) != has(&self.new[*new]) {
                return false;
            }
            is_in_same |= has(old);
        }
        is_in_same || !self.new.iter().any(has)
    }
}
