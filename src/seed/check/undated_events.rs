//! Warnings of events without a date that count on no day, because the day of their document is unknown.

use crate::seed::read::{Pair, ParsedFact};

/// A warning for each document with such events. The days of the pair's documents must have been found before.
pub fn warn_of_undated_events(pair: &Pair) -> Vec<String> {
    let events: Vec<&ParsedFact> = pair.facts.iter().flat_map(uncounted).collect();
    let documents = pair.document_facts().filter_map(|document| {
        let is_of_document = |event: &&&ParsedFact| {
            let citation = event.citations.first();
            citation.is_some_and(|citation| *citation.document == **document.id.get_ref())
                && pair.document_days.of_fact(event).is_none()
        };
        let count = events.iter().filter(is_of_document).count();
        let events = match count {
            0 => return None,
            1 => "1 event without a date counts".to_owned(),
            _ => format!("{count} events without dates count"),
        };
        Some(format!(
            "{}: {events} on no day, because the day of the document is unknown: add retrieved = \"YYYY-MM-DD\" or \
             published = \"YYYY-MM-DD\", or revised to dataset.toml",
            document.file.path
        ))
    });
    documents.collect()
}

/// The events of a fact that change its state and have no date.
fn uncounted(fact: &ParsedFact) -> impl Iterator<Item = &ParsedFact> {
    fact.all_parts().filter(|event| {
        let machine = fact.kind.states;
        let transition = machine.and_then(|machine| machine.transition(event.text("type")));
        event.date.is_none() && transition.is_some()
    })
}
