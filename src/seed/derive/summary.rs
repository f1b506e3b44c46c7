//! The summary of a fact: one sentence of our own that can be read alone.

use crate::kind::FieldType;
use crate::seed::read::ParsedFact;

/// The summary of a fact, from the field that its kind names for it, or from its title and its claim.
pub fn summary(fact: &ParsedFact) -> String {
    let path = fact.kind.summary;
    let told = path.and_then(|path| text_at(fact, path));
    let is_sentence = path.and_then(|path| fact.kind.type_at(path));
    let is_sentence = matches!(is_sentence, Some(FieldType::FreeText));
    match (told, &fact.claim) {
        (Some(sentence), _) if is_sentence => stopped(sentence),
        (Some(rest), _) => stopped(&[&fact.title, ": ", rest].concat()),
        (None, Some(claim)) => stopped(&[&fact.title, ": ", claim].concat()),
        (None, None) => stopped(&fact.title),
    }
}

fn text_at<'f>(fact: &'f ParsedFact, path: &str) -> Option<&'f str> {
    let mut keys = path.split('.');
    let first = keys.next().and_then(|key| fact.values.get(key))?;
    keys.fold(first, |value, key| &value[key]).as_str()
}

/// The text with a full stop, unless it ends like a sentence.
fn stopped(text: &str) -> String {
    let stop = if text.ends_with(['.', '?', '!', '…']) {
        ""
    } else {
        "."
    };
    [text, stop].concat()
}
