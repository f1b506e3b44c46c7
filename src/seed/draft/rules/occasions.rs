//! The occasions of visits: the named meetings of several states that guests attend.

use std::ops::Range;

use super::names::run_around;
use crate::seed::draft::sentence::Sentence;

/// The name of the conference or summit that somebody attends in some tokens.
pub fn occasion(sentence: &Sentence<'_, '_>, range: &Range<usize>) -> Option<String> {
    let mut attended = sentence.cues_of("visit").filter(|one| {
        one.cue.field("role") == Some("attended") && range.contains(&one.tokens.start)
            || range.contains(&one.tokens.start)
                && sentence.token_is(one.tokens.start, &["attend", "attended", "attending"])
    });
    let attended = attended.next()?.tokens.start;
    let noun = sentence.cues_of("visit").find(|one| {
        let is_event = one.cue.field("type") == Some("multilateral");
        let is_behind = one.tokens.start > attended && range.contains(&one.tokens.start);
        is_event && is_behind && sentence.tokens[one.tokens.end - 1].is_capital
    })?;
    let last = noun.tokens.end - 1;
    let run = run_around(sentence, last);
    let is_number = |at: usize| {
        let token = &sentence.tokens[at];
        token.is_word && token.folded.starts_with(|c: char| c.is_ascii_digit())
    };
    let numbered = run.start.checked_sub(1).filter(|at| is_number(*at));
    let run = numbered.unwrap_or(run.start)..run.end;
    // Of `the Americas and the Andean Summit`, the name is longer than its last words.
    let is_cut = run.start > 1
        && sentence.token_is(run.start - 1, &["the"])
        && sentence.token_is(run.start - 2, &["and"]);
    (run.len() > 1 && !is_cut).then(|| sentence.written(run).to_owned())
}

#[cfg(test)]
mod tests {
    use crate::seed::draft::draft_text;
    use crate::seed::draft::proposal::Value;

    #[test]
    fn the_name_of_what_is_attended_is_the_occasion() {
        for (text, expected) in [
            (
                "In May 1988, Peruvian President Ana Ruiz visited Oslo to attend the World Congress on Whales.",
                "World Congress on Whales",
            ),
            (
                "In 1999 Norwegian Prime Minister Nils Dahl attended the 4th Andean Summit in Lima.",
                "4th Andean Summit",
            ),
            (
                "Peruvian President Ana Ruiz visited Oslo in 1988. She also attended the Arctic Conference.",
                "Arctic Conference",
            ),
            ("In 1988 Peruvian President Ana Ruiz visited Oslo.", ""),
        ] {
            let found = draft_text(text, ["NOR", "PER"]);
            let visit = found.iter().find(|one| one.kind.name == "visit");
            let occasion = visit.and_then(|visit| visit.field("occasion"));
            let expected = (!expected.is_empty()).then(|| Value::text(expected));
            assert_eq!(occasion, expected.as_ref(), "{text}");
        }
    }
}
