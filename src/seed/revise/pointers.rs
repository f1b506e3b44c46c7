//! Pointers in the text of a seed file, and their replacement in place: everything between them stays as it is, to the byte.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::document::{Fate, SentenceEntry};
use crate::seed::diagnostics::Diagnostics;
use crate::seed::read::parse_file;
use crate::seed::source_file::SourceFile;
use crate::values::pointer::{MarkedPointer, PointerMark};

/// The key of the pointers of a fact or an excuse.
const POINTER_KEY: &str = "at";

/// A pointer that was carried over, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RevisedPointer {
    pub file: String,
    /// From 1.
    pub line: usize,
    /// The fact, as in `visit kask-uruguay`, or the table of an excuse.
    pub holder: String,
    pub old: String,
    pub new: String,
    /// The position in the old index; `None` for a pointer that the old index does not know.
    pub sentence: Option<usize>,
}

impl RevisedPointer {
    /// The mark of the new pointer.
    pub fn mark(&self) -> Option<PointerMark> {
        MarkedPointer::parse(&self.new).mark
    }
}

/// The fates of the sentences of one document, by their old pointers.
pub struct Fates<'i> {
    document: &'i str,
    /// The position of each old sentence, by its pointer.
    positions: HashMap<&'i str, usize>,
    of_sentences: &'i [Fate],
    new: &'i [SentenceEntry],
}

impl<'i> Fates<'i> {
    pub fn new(
        document: &'i str,
        old: &'i [SentenceEntry],
        new: &'i [SentenceEntry],
        fates: &'i [Fate],
    ) -> Self {
        let positions = old.iter().zip(0..);
        let positions = positions.map(|(sentence, position)| (sentence.at.as_str(), position));
        Self {
            document,
            positions: positions.collect(),
            of_sentences: fates,
            new,
        }
    }

    /// The pointer that takes the place of another, and the position of the old sentence. `None` for a pointer into another
    /// document, or to a sentence that is gone already. `default` is the document of pointers that name none.
    fn revise(&self, written: &str, default: &str) -> Option<(MarkedPointer, Option<usize>)> {
        let old = MarkedPointer::parse(written);
        let document = old.document.as_deref().unwrap_or(default);
        if document != self.document || old.mark == Some(PointerMark::Gone) {
            return None;
        }
        let position = self.positions.get(old.pointer.as_str()).copied();
        let fate = position.map(|position| self.of_sentences[position]);
        let pointer = fate
            .and_then(Fate::position)
            .map(|new| self.new[new].at.clone());
        let mark = match fate {
            Some(Fate::Same(_)) => old.mark,
            // Without an old index, nobody knows what it was read from.
            None if self.is_new_name(&old.pointer) => Some(PointerMark::Changed),
            Some(Fate::Changed(_)) => Some(PointerMark::Changed),
            Some(Fate::Gone) | None => Some(PointerMark::Gone),
        };
        let new = MarkedPointer {
            pointer: pointer.unwrap_or_else(|| old.pointer.clone()),
            mark,
            document: old.document,
        };
        Some((new, position))
    }

    fn is_new_name(&self, pointer: &str) -> bool {
        self.new.iter().any(|sentence| sentence.at == pointer)
    }
}

/// A change of a file: the text that takes the place of a range of bytes.
pub type Edit = (Range<usize>, String);

/// Carries the pointers of a file over. `default` is the document that they lead into if they name none.
pub fn revise_pointers(
    file: &Arc<SourceFile>,
    default: &str,
    fates: &Fates<'_>,
) -> (Vec<Edit>, Vec<RevisedPointer>) {
    // A file with errors was refused before.
    let parsed = parse_file(file, &mut Diagnostics::default());
    let mut reviser = Reviser {
        file,
        default,
        fates,
        edits: Vec::new(),
        pointers: Vec::new(),
    };
    reviser.visit_table("", &parsed.table);
    (reviser.edits, reviser.pointers)
}

struct Reviser<'r> {
    file: &'r Arc<SourceFile>,
    default: &'r str,
    fates: &'r Fates<'r>,
    edits: Vec<Edit>,
    pointers: Vec<RevisedPointer>,
}

impl Reviser<'_> {
    /// Visits a table. `holder` names the fact that it is, or that it is inside of.
    fn visit_table(&mut self, holder: &str, table: &DeTable<'_>) {
        for (key, value) in table {
            if key.get_ref() == POINTER_KEY {
                self.revise(holder, value);
            } else {
                self.visit(key.get_ref(), holder, value);
            }
        }
    }

    fn visit(&mut self, key: &str, holder: &str, value: &Spanned<DeValue<'_>>) {
        match value.get_ref() {
            DeValue::Table(table) => {
                let id = table.get("id").and_then(|id| id.get_ref().as_str());
                let holder = match id {
                    Some(id) => format!("{key} {id}"),
                    None if holder.is_empty() => key.to_owned(),
                    None => holder.to_owned(),
                };
                self.visit_table(&holder, table);
            }
            DeValue::Array(entries) => {
                for entry in entries {
                    self.visit(key, holder, entry);
                }
            }
            _ => {}
        }
    }

    /// Revises a pointer or a list of pointers.
    fn revise(&mut self, holder: &str, value: &Spanned<DeValue<'_>>) {
        let DeValue::Array(entries) = value.get_ref() else {
            if let Some(new) = self.revise_one(holder, value) {
                self.edits.push((value.span(), quoted(&new)));
            }
            return;
        };
        // Two sentences that were merged have one pointer now. Lists that were not touched stay as they are, even with a fault.
        let mut seen = HashSet::new();
        let (mut end, mut is_revised) = (0, false);
        let mut edits: Vec<Edit> = Vec::new();
        for entry in entries {
            let new = self.revise_one(holder, entry);
            let old = entry.get_ref().as_str().map(str::to_owned);
            is_revised |= new.is_some();
            let is_double = { new.clone().or(old) }.is_some_and(|text| !seen.insert(text));
            if is_double {
                let Range { start, end: after } = entry_with_comma(&self.file.text, end, entry);
                let start = edits.last().map_or(start, |(last, _)| start.max(last.end));
                edits.push((start..after, String::new()));
            } else if let Some(new) = new {
                edits.push((entry.span(), quoted(&new)));
            }
            end = entry.span().end;
        }
        if is_revised {
            self.edits.extend(edits);
        }
    }

    /// Records what becomes of a pointer, and returns it if it is another one now.
    fn revise_one(&mut self, holder: &str, value: &Spanned<DeValue<'_>>) -> Option<String> {
        let old = value.get_ref().as_str()?;
        let (new, sentence) = self.fates.revise(old, self.default)?;
        let new = new.to_string();
        let start = value.span().start;
        self.pointers.push(RevisedPointer {
            file: self.file.path.clone(),
            line: 1 + self.file.text[..start].matches('\n').count(),
            holder: holder.to_owned(),
            old: old.to_owned(),
            new: new.clone(),
            sentence,
        });
        (new != old).then_some(new)
    }
}

/// The part of a text that goes when an entry of a list is removed: comments stay. `before` is the end of the entry before it.
fn entry_with_comma(text: &str, before: usize, entry: &Spanned<DeValue<'_>>) -> Range<usize> {
    let span = entry.span();
    let is_space = |sign: char| sign == ' ' || sign == '\t';
    let behind = text[span.end..].trim_start_matches(is_space);
    if let Some(rest) = behind.strip_prefix(',') {
        let spaces = rest.len() - rest.trim_start_matches(is_space).len();
        return span.start..text.len() - rest.len() + spaces;
    }
    if text[before..span.start].trim() == "," {
        return before..span.end;
    }
    span
}

/// A text as a TOML string.
pub fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

/// The text of a file after edits that do not overlap.
pub fn apply(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|(range, _)| range.start);
    let mut edited = String::with_capacity(text.len());
    let mut end = 0;
    for (range, new) in edits {
        edited.push_str(&text[end..range.start]);
        edited.push_str(&new);
        end = range.end;
    }
    edited.push_str(&text[end..]);
    edited
}
