//! Checks of numbers that words give: shares, ranks, and the people and things that sentences count.

use serde_json::{Map, Value};

use crate::kind::{Field, FieldType, NumberWords};
use crate::seed::diagnostics::Diagnostics;
use crate::seed::read::{Citation, Pair, ParsedFact};
use crate::seed::uncompared::{Comparable, Uncompared};
use crate::wording::counted::compare_counted;
use crate::wording::numbers::{NumberComparison, compare_percentage, compare_rank};

/// The check of one fact.
struct NumberCheck<'c> {
    fact: &'c ParsedFact,
    /// The sentences that it cites; `None` if the text of one is not at hand.
    sentences: Option<Vec<&'c str>>,
    uncompared: &'c mut Uncompared,
    diagnostics: &'c mut Diagnostics,
}

/// A number with the path of its field, and the words that the fact has for it.
struct Written<'c> {
    path: &'c str,
    number: i64,
    /// Words in the fact itself.
    text: Option<&'c str>,
    is_in_sentence: bool,
}

/// Compares the numbers of a fact with their words. `has_texts` is false if a document that it cites is not the indexed one.
pub fn check_numbers(
    fact: &ParsedFact,
    pair: &Pair,
    has_texts: bool,
    uncompared: &mut Uncompared,
    diagnostics: &mut Diagnostics,
) {
    let texts = fact.citations.iter();
    let texts = texts.map(|citation| pair.sentence_text(citation).filter(|_| has_texts));
    let sentences: Option<Vec<&str>> = texts.collect();
    let mut check = NumberCheck {
        fact,
        sentences: sentences.filter(|sentences| !sentences.is_empty()),
        uncompared,
        diagnostics,
    };
    check.fields(fact.kind.fields, &fact.values, "");
}

impl NumberCheck<'_> {
    /// Checks the fields of a group, whose path ends with a dot; that of the fact is empty.
    fn fields(&mut self, fields: &[Field], values: &Map<String, Value>, path: &str) {
        for field in fields {
            let value = values.get(field.name).unwrap_or(&Value::Null);
            if let (Some(words), Some(number)) = (field.words, value.as_i64()) {
                self.number(&[path, field.name].concat(), number, words, values);
            }
            let FieldType::Group(inner) = field.field_type.element_type() else {
                continue;
            };
            let path = [path, field.name, "."].concat();
            let entries = value.as_array();
            let entries = entries.map_or(std::slice::from_ref(value), Vec::as_slice);
            for group in entries.iter().filter_map(Value::as_object) {
                self.fields(inner, group, &path);
            }
        }
    }

    fn number(&mut self, path: &str, number: i64, words: NumberWords, group: &Map<String, Value>) {
        let text = |field: &str| group.get(field).and_then(Value::as_str);
        let (text, comparable) = match words {
            NumberWords::Rank(field) => (text(field), Comparable::Rank),
            NumberWords::Percentage(field) => (text(field), Comparable::Share),
            NumberWords::Sentence { noun } => (noun.and_then(text), Comparable::Count),
        };
        let own = text.unwrap_or_default();
        let compared = match words {
            NumberWords::Rank(_) => compare_rank(number, own),
            NumberWords::Percentage(_) => compare_percentage(number, own),
            NumberWords::Sentence { .. } => {
                compare_counted(number, text, self.sentences.as_deref())
            }
        };
        let written = Written {
            path,
            number,
            text,
            is_in_sentence: comparable == Comparable::Count,
        };
        match compared {
            NumberComparison::Agrees => {}
            NumberComparison::NotCompared => self.list(&written, comparable),
            NumberComparison::Disagrees { expected } => self.contradict(&written, expected),
        }
    }

    fn list(&mut self, written: &Written<'_>, comparable: Comparable) {
        let name = written.name();
        let listed = match written.text {
            Some(text) => format!("{name} = {}, {text}", written.number),
            None => format!("{name} = {}", written.number),
        };
        self.uncompared
            .push(comparable, self.fact, written.key(), &listed);
    }

    fn contradict(&mut self, written: &Written<'_>, expected: i64) {
        let Written { path, number, .. } = written;
        let pointers = self.fact.citations.iter().map(Citation::as_written);
        let pointers: Vec<&str> = pointers.collect();
        let (source, other) = match written.text.filter(|_| !written.is_in_sentence) {
            Some(text) => (
                format!("`{text}` gives {expected}"),
                "correct the text".to_owned(),
            ),
            None => (
                format!("the number in {} is {expected}", pointers.join(", ")),
                format!("cite the sentence that gives {number}"),
            ),
        };
        let message = format!("`{path}` is {number}, but {source}");
        let remedy = format!("write {} = {expected}, or {other}", written.name());
        let diagnostic = self.fact.diagnostic_at(written.key(), message, remedy);
        self.diagnostics.push(diagnostic);
    }
}

impl Written<'_> {
    /// The key of the fact that holds the number.
    fn key(&self) -> &str {
        self.path.split('.').next().unwrap_or(self.path)
    }

    /// The name of the field itself.
    fn name(&self) -> &str {
        self.path.rsplit('.').next().unwrap_or(self.path)
    }
}
