//! The summary of a fact: one sentence of our own that can be read alone.

use crate::kind::Summary;
use crate::seed::read::ParsedFact;

/// The summary of a fact, from the field that its kind names for it, or from its title and its claim; the caveat stands in
/// parentheses at its end.
pub fn summary(fact: &ParsedFact, caveat: Option<&str>) -> String {
    let (sentence, rest) = match fact.kind.summary {
        Some(Summary::Sentence(path)) => (text_at(fact, path), None),
        Some(Summary::AfterTitle(path)) => (None, text_at(fact, path)),
        None => (None, None),
    };
    let text = match (sentence, rest.or(fact.claim.as_deref())) {
        (Some(sentence), _) => sentence.to_owned(),
        (None, Some(rest)) => [&fact.title, ": ", rest].concat(),
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
