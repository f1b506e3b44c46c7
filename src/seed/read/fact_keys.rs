//! Reads the keys that facts of all kinds have.

use toml::Spanned;
use toml::de::DeValue;

use super::citation::Citation;
use super::scalar::ID_REMEDY;
use super::table::{MAX_ENTRIES, TOO_MANY_ENTRIES, Table};
use crate::kind::{FieldType, Kind, Presence, RANK, Scope};
use crate::values::slug::is_slug;

/// The keys of all facts.
pub const COMMON_KEYS: &[&str] = &[
    "id",
    "title",
    "at",
    "date",
    "date_text",
    "calendar",
    "rank",
    "claim",
    "note",
    DRAFT_KEY,
];

/// The key of a fact or place that a program has proposed and nobody has read yet: why it was proposed.
pub const DRAFT_KEY: &str = "draft";

impl Table<'_, '_, '_> {
    pub fn id(&mut self) -> Spanned<String> {
        let id = self.required_text("id");
        if !id.get_ref().is_empty() && !is_slug(id.get_ref()) {
            let message = format!("`{}` is not a valid id", id.get_ref());
            self.report(id.span(), message, ID_REMEDY);
        }
        id
    }

    pub fn rank(&mut self) -> &'static str {
        let value = self.entries.get("rank");
        let rank = value.and_then(|value| self.value("rank", FieldType::Choice(&RANK), value));
        let written = |known: &&&str| rank.as_ref().is_some_and(|rank| rank == **known);
        RANK.values.iter().find(written).unwrap_or(&"normal")
    }

    /// Reports a table that a program has proposed and nobody has read yet, so that it is never loaded.
    pub fn reject_draft(&mut self) {
        let Some((key, _)) = self.entries.get_key_value(DRAFT_KEY) else {
            return;
        };
        let message = "drafted and not read yet";
        let remedy = "read the sentence, mend the table, and delete the line `draft`";
        self.report(key.span(), message, remedy);
    }

    /// The sentences of `at`: one pointer, or a list of them.
    pub fn citations(&mut self, kind: &Kind) -> Vec<Citation> {
        let presence = match kind.scope {
            Scope::Document | Scope::Sentence | Scope::Reference => Presence::Optional,
            Scope::Pair | Scope::Fact => Presence::Required,
        };
        let Some(value) = self.get("at", presence) else {
            return Vec::new();
        };
        let values: Vec<_> = match value.get_ref() {
            DeValue::Array(array) if array.len() > MAX_ENTRIES => {
                let message = format!("`at` has more than {MAX_ENTRIES} entries");
                self.report(value.span(), message, TOO_MANY_ENTRIES);
                return Vec::new();
            }
            DeValue::String(_) => vec![value],
            DeValue::Array(array) => array.iter().collect(),
            _ => Vec::new(),
        };
        let pointers = values.iter().filter_map(|value| {
            let pointer = value.get_ref().as_str()?;
            let written = Spanned::new(value.span(), pointer.to_owned());
            Some(Citation::parse(written, &self.reader.document))
        });
        let pointers: Vec<_> = pointers.collect();
        if pointers.is_empty() || pointers.len() < values.len() {
            let message = "`at` is neither a pointer nor a list of pointers";
            let remedy = "write at = \"Section P.S\", or a list of such pointers";
            self.report(value.span(), message, remedy);
        }
        pointers
    }
}
