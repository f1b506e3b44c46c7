//! The summary of a fact: one sentence of our own that can be read alone.

use crate::kind::FieldType;
use crate::seed::read::ParsedFact;

/// The summary of a fact, from the field that its kind names for it, or from its title and its claim; the caveat stands in
/// parentheses at its end.
pub fn summary(fact: &ParsedFact, caveat: Option<&str>) -> String {
    let path = fact.kind.summary;
    let told = path.and_then(|path| text_at(fact, path));
    let is_sentence = path.and_then(|path| fact.kind.type_at(path));
    let is_sentence = matches!(is_sentence, Some(FieldType::FreeText));
    let text = match (told, &fact.claim) {
        (Some(sentence), _) if is_sentence => sentence.to_owned(),
        (Some(rest), _) => [&fact.title, ": ", rest].concat(),
        (None, Some(claim)) => [&fact.title, ": ", claim].concat(),
        (None, None) => fact.title.clone(),
    };
    match caveat {
        Some(caveat) => with_caveat(&text, caveat),
        None => stopped(&text),
    }
}

/// `A ship sinks (said to be disputed).`
fn with_caveat(text: &str, caveat: &str) -> String {
    let text = text.strip_suffix('.').unwrap_or(text);
    [text, " (", caveat, ")."].concat()
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
