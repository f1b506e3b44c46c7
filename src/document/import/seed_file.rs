//! The file of an imported document in the seeds: its properties, the rows of its infobox, its see-also lines and footnotes.

use std::collections::HashSet;
use std::fmt::Write as _;

use super::article::Metadata;
use crate::document::{Document, Reference, Sentence};
use crate::values::slug::{MAX_LENGTH, slug_of};

/// The names of sections whose lines are titles of other articles.
const SEE_ALSO: [&str; 1] = ["See also"];

/// Writes the file of a document. Nothing that is unknown has a key.
pub(super) fn document_file(
    id: &str,
    title: &str,
    metadata: &Metadata,
    document: &Document,
) -> String {
    let mut file = SeedFile {
        document_id: id,
        toml: String::new(),
        ids: HashSet::new(),
    };
    file.document(title, metadata);
    for sentence in &document.sentences {
        let text = document.sentence_text(sentence).to_string();
        let at = &sentence.pointer;
        if at.section == "Infobox" {
            file.infobox_row(sentence, &text);
        } else if SEE_ALSO.contains(&at.section.as_str()) {
            let title = format!("Related article: {text}");
            file.entry("see_also", &text, &title);
            file.line("at", &at.to_string());
            file.line("name", &text);
        }
    }
    for Reference {
        mark,
        text,
        address,
    } in &document.references
    {
        file.entry("reference", mark, &format!("Footnote {mark} of “{title}”"));
        file.line("mark", mark);
        file.optional("text", Some(text.as_str()).filter(|text| !text.is_empty()));
        file.optional("address", address.as_deref());
    }
    file.toml
}

struct SeedFile<'f> {
    document_id: &'f str,
    toml: String,
    /// The ids of its tables so far.
    ids: HashSet<String>,
}

impl SeedFile<'_> {
    fn document(&mut self, title: &str, metadata: &Metadata) {
        self.toml.push_str("[document]\n");
        self.line("id", self.document_id);
        self.line("title", title);
        self.optional("publisher", metadata.publisher.as_deref());
        self.optional("language", metadata.language.as_deref());
        self.optional("address", metadata.address.as_deref());
        self.optional(
            "address_status",
            metadata.address.as_deref().map(|_| "stated"),
        );
        self.optional("revision", metadata.revision.as_deref());
        self.optional("published", metadata.published.as_deref());
        self.optional("retrieved", metadata.retrieved.as_deref());
        self.optional("licence", metadata.licence.as_deref());
    }

    fn infobox_row(&mut self, sentence: &Sentence, text: &str) {
        let Some((key, value)) = text.split_once(": ") else {
            return;
        };
        self.entry("infobox", key, &format!("Infobox: {key}"));
        self.line("at", &sentence.pointer.to_string());
        self.line("key", key);
        self.line("value", value);
    }

    /// Begins a table, whose id is made from a name.
    fn entry(&mut self, table: &str, name: &str, title: &str) {
        let id = self.unique_id(name);
        let _ = write!(self.toml, "\n[[document.{table}]]\n");
        self.line("id", &id);
        self.line("title", title);
    }

    /// An id that no table of the file has yet. It begins with the id of the document, because ids are unique over all pairs.
    fn unique_id(&mut self, name: &str) -> String {
        let own = slug_of(name).unwrap_or_default();
        let base = [self.document_id, &own]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join("-");
        let shorten = |length: usize| {
            base[..base.len().min(length)]
                .trim_end_matches('-')
                .to_owned()
        };
        let mut id = shorten(MAX_LENGTH);
        let mut number = 1;
        while !self.ids.insert(id.clone()) {
            number += 1;
            let suffix = format!("-{number}");
            id = shorten(MAX_LENGTH - suffix.len()) + &suffix;
        }
        id
    }

    fn optional(&mut self, key: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.line(key, value);
        }
    }

    fn line(&mut self, key: &str, value: &str) {
        let value = toml::Value::String(value.to_owned());
        let _ = writeln!(self.toml, "{key} = {value}");
    }
}
