//! The words that say that a visit has not taken place.

use super::names::is_in;
use crate::seed::draft::sentence::{CueMention, Sentence};

/// The most words between such a word and the visit.
const MAX_GAP: usize = 6;

/// The reason for which the visit of some words did not take place, or not yet.
pub fn status(sentence: &Sentence<'_, '_>, trigger: &CueMention) -> Option<&'static str> {
    let start = trigger.tokens.start;
    let clause = sentence.clause_at(start);
    let near = clause.start.max(start.saturating_sub(MAX_GAP))..start;
    let has = |words: &str| near.clone().any(|at| is_in(sentence, at, words));
    let end = (trigger.tokens.end + 2 * MAX_GAP).min(clause.end);
    let is_behind = |words: &str| {
        let mut verbs = (start..end).filter(|at| is_in(sentence, *at, words));
        verbs.any(|at| at > 0 && is_in(sentence, at - 1, "was were been"))
    };
    if has("cancelled canceled") || is_behind("cancelled canceled") {
        Some("cancelled")
    } else if has("postponed delayed") || is_behind("postponed") {
        Some("postponed")
    } else if has("invited") && (has("was were been to") || sentence.token_is(start, &["to"])) {
        Some("invited")
    } else if has("planned planning plans scheduled expected intends intended will") {
        Some("planned")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use crate::seed::draft::draft_text;
    use crate::seed::draft::proposal::Value;

    #[test]
    fn visits_that_did_not_take_place_have_a_status() {
        for (text, status, date) in [
            (
                "In May 1988, Peruvian President Ana Ruiz was invited to visit Norway.",
                "invited",
                "1988-05",
            ),
            (
                "Norwegian Prime Minister Nils Dahl cancelled a visit to Peru in 1999.",
                "cancelled",
                "1999",
            ),
            (
                "A visit by Norwegian Foreign Minister Nils Dahl to Peru in May 2001 was postponed.",
                "postponed",
                "2001-05",
            ),
            (
                "Peruvian President Ana Ruiz planned to visit Norway in 1988.",
                "planned",
                "1988",
            ),
            (
                "On 3 May 1990, an agreement on whales was signed at the end of the visit of President Ana Ruiz of Peru to Norway.",
                "",
                "1990-05-03",
            ),
        ] {
            let found = draft_text(text, ["NOR", "PER"]);
            let visit = found.iter().find(|one| one.kind.name == "visit");
            let visit = visit.unwrap_or_else(|| panic!("{text}"));
            let expected = (!status.is_empty()).then(|| Value::text(status));
            assert_eq!(visit.field("status"), expected.as_ref(), "{text}");
            let found = visit.date.as_ref().map(|date| date.edtf.as_str());
            assert_eq!(found, Some(date), "{text}");
        }
    }
}
