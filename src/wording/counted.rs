//! Numbers of people and things that a sentence counts, such as "two senators" or "23 helicopters".
//!
//! A sentence may hold many numbers. One that is written must be among them, or else the only one that can be meant differs.

use std::collections::BTreeSet;

use super::counting_words::{CountingWord, is_listed};
use super::currency_words::of_word;
use super::find::{find_dates, find_sums};
use super::numbers::{NumberComparison, compare, is_percent, ordinal};
use super::pieces::{Content, Piece, pieces_up_to};
use super::quantity::quantity;

/// No sentence is longer that is searched for numbers, in bytes.
const MAX_LENGTH: usize = 2000;

/// A number in a sentence.
#[derive(Debug, Clone, Copy)]
struct Found {
    value: i64,
    /// True if it counts the people or things behind it, and exactly.
    is_clear: bool,
    /// True if the words for what is counted stand behind it.
    counts_noun: bool,
    /// True if it is more probably a year.
    is_year: bool,
}

/// Compares a number with the words for what it counts, which may hold it, and with the sentences that state it, if they are at
/// hand.
pub fn compare_counted(
    number: i64,
    noun: Option<&str>,
    sentences: Option<&[&str]>,
) -> NumberComparison {
    let compare = |expected| compare(number, Some(expected));
    if let Some([one]) = noun.and_then(|noun| find_numbers(noun, None)).as_deref()
        && one.is_clear
    {
        return compare(one.value);
    }
    let found = sentences.and_then(|sentences| {
        let found = sentences.iter().map(|one| find_numbers(one, noun));
        Some(found.collect::<Option<Vec<_>>>()?.concat())
    });
    let (Some(found), Some(sentences)) = (found, sentences) else {
        return NumberComparison::NotCompared;
    };
    let of_noun: Vec<&Found> = found.iter().filter(|one| one.counts_noun).collect();
    if let [one] = of_noun[..]
        && one.is_clear
    {
        return compare(one.value);
    }
    if found.iter().any(|one| one.value == number) {
        return NumberComparison::Agrees;
    }
    let meant = || found.iter().filter(|one| !one.is_year);
    let values: BTreeSet<i64> = meant().map(|one| one.value).collect();
    let is_clear = meant().all(|one| one.is_clear) && values.len() == 1;
    match values
        .first()
        .filter(|_| is_clear && !may_be_implied(number, sentences))
    {
        Some(expected) => compare(*expected),
        None => NumberComparison::NotCompared,
    }
}

/// True if the sentences may give the number without naming it, such as by listing that many names.
fn may_be_implied(number: i64, sentences: &[&str]) -> bool {
    sentences.iter().any(|sentence| {
        let mut words = sentence.split(|c: char| !c.is_alphabetic());
        let listed = sentence.matches([',', ';']).count() + sentence.matches(" and ").count() + 1;
        words.any(|word| is_listed(CountingWord::Vague, &word.to_lowercase()))
            || usize::try_from(number).is_ok_and(|number| number <= listed)
    })
}

/// The numbers of a sentence that are no dates, sums, percentages, ordinals or parts of names; `None` if it is too long.
fn find_numbers(sentence: &str, noun: Option<&str>) -> Option<Vec<Found>> {
    if sentence.len() > MAX_LENGTH {
        return None;
    }
    let (text, mut found) = without_dates_and_sums(sentence);
    let pieces = pieces_up_to(&text, MAX_LENGTH)?;
    let mut at = 0;
    while at < pieces.len() {
        if let Some((_, used)) = ordinal(&pieces[at..]) {
            at += used;
        } else if let Some((quantity, used)) = quantity(&pieces[at..]) {
            let (before, behind) = (&pieces[..at], &pieces[at + used..]);
            if let [amount] = quantity.amounts()[..]
                && !is_part_of_name(&pieces[at], before, behind)
                && !is_percent(behind)
            {
                found.push(Found {
                    value: amount.value,
                    is_clear: is_exact(&pieces[at], before) && counts_things(behind),
                    counts_noun: noun.is_some_and(|noun| begins_with(behind, noun)),
                    is_year: false,
                });
            }
            at += used;
        } else {
            at += 1;
        }
    }
    Some(found)
}

/// A sentence with strokes for its dates and sums, and those of its numbers that may be years.
fn without_dates_and_sums(sentence: &str) -> (String, Vec<Found>) {
    let mut found = Vec::new();
    let mut text = sentence.to_owned();
    for range in find_dates(sentence).into_iter().chain(find_sums(sentence)) {
        let words = &sentence[range.clone()];
        if let Ok(value) = words.parse() {
            found.push(Found {
                value,
                is_clear: false,
                counts_noun: false,
                is_year: true,
            });
        }
        text.replace_range(range, &"|".repeat(words.len()));
    }
    (text, found)
}

/// True for the number of `G20`, `Mi-8`, `5G` or `#3`.
fn is_part_of_name(number: &Piece, before: &[Piece], behind: &[Piece]) -> bool {
    let is_digits = matches!(number.content, Content::Number(_));
    let is_word = |piece: &Piece| matches!(piece.content, Content::Word(_));
    let is_joined = number.is_glued
        && match before {
            [.., word, dash] if dash.content == Content::Dash => is_word(word) && dash.is_glued,
            [.., sign] => {
                is_word(sign) || !matches!(sign.content, Content::Sign('(' | '[' | '"' | '“' | '‘'))
            }
            [] => false,
        };
    is_digits
        && (is_joined
            || behind
                .first()
                .is_some_and(|next| next.is_glued && is_word(next)))
}

/// True if nothing before a number makes it inexact or the number of a thing that has a name, such as `Resolution 242`.
fn is_exact(number: &Piece, before: &[Piece]) -> bool {
    let is_digits = matches!(number.content, Content::Number(_));
    let is_name = |word: &str| {
        let is_article = matches!(
            &*word.to_lowercase(),
            "a" | "an" | "the" | "all" | "these" | "those"
        );
        is_digits && word.starts_with(char::is_uppercase) && !is_article
    };
    // "One" is often no number.
    number.word != "one"
        && match before.last().map(|piece| (&piece.content, &*piece.word)) {
            Some((Content::Dash, _)) => false,
            Some((Content::Word(written), word)) => {
                !is_listed(CountingWord::Inexact, word) && !is_name(written)
            }
            _ => true,
        }
}

/// True if a number counts the people or things behind it.
fn counts_things(behind: &[Piece]) -> bool {
    let (is_joined, rest) = match behind {
        [dash, rest @ ..] if dash.content == Content::Dash => (true, rest),
        _ => (false, behind),
    };
    let Some(Content::Word(written)) = rest.first().map(|piece| &piece.content) else {
        return false;
    };
    let word = &*rest[0].word;
    let singular = word.strip_suffix('s').unwrap_or(word);
    let is_joined_noun = !is_joined || rest[0].is_glued;
    is_joined_noun
        && !is_listed(CountingWord::Behind, word)
        && !is_listed(CountingWord::Behind, singular)
        && of_word(written).is_none()
}

/// True if the pieces begin with the first word of the noun, perhaps behind another one.
fn begins_with(behind: &[Piece], noun: &str) -> bool {
    let first = noun
        .split_whitespace()
        .next()
        .unwrap_or_default()
        .to_lowercase();
    let mut next = behind.iter().take(2);
    !first.is_empty() && next.any(|piece| piece.word == first)
}

#[cfg(test)]
mod tests {
    use super::NumberComparison::{Agrees, Disagrees, NotCompared};
    use super::compare_counted;

    #[test]
    fn a_number_is_compared_with_the_only_one_that_can_be_meant() {
        let other = |expected| Disagrees { expected };
        for (number, sentence, expected) in [
            (23, "Japan delivered 23 helicopters on 24 May 1994.", Agrees),
            (
                24,
                "Japan delivered 23 helicopters on 24 May 1994.",
                other(23),
            ),
            (24, "Japan delivered twenty-three helicopters.", other(23)),
            (11, "A 12-member delegation came.", other(12)),
            (1500, "In 1994 Japan trained 1500 students.", Agrees),
            (24, "Over 23 helicopters came.", NotCompared),
            (24, "They gave 23 helicopters and 5 ships.", NotCompared),
            (
                24,
                "They paid $23 million in 23 days for 5% of it.",
                NotCompared,
            ),
            (
                24,
                "They saw Resolution 242, the G20 and a Mi-8.",
                NotCompared,
            ),
            (
                24,
                "It was the 23rd meeting of the two countries.",
                NotCompared,
            ),
            (2, "Both sides sent 40 students.", NotCompared),
            (3, "Nes, Reykjavík and Akureyri got 40 books.", NotCompared),
            (24, "Helicopters were delivered.", NotCompared),
            (24, "Between 20 and 30 helicopters came.", NotCompared),
            (24, "From 20 to 30 helicopters came.", NotCompared),
            (24, "The price of one of 23 helicopters fell.", NotCompared),
        ] {
            let found = compare_counted(number, None, Some(&[sentence]));
            assert_eq!(found, expected, "{number}: {sentence}");
        }
        assert_eq!(compare_counted(24, None, None), NotCompared);
    }

    #[test]
    fn the_words_for_what_is_counted_come_first() {
        let other = |expected| Disagrees { expected };
        let sentence = "Two senators and three deputies of 5 parties came with a minister.";
        for (number, noun, expected) in [
            (2, "senators", Agrees),
            (3, "senators", other(2)),
            (3, "deputies", Agrees),
            (2, "Two senators", Agrees),
            (3, "Two senators", other(2)),
            (1, "minister", NotCompared),
        ] {
            let found = compare_counted(number, Some(noun), Some(&[sentence]));
            assert_eq!(found, expected, "{number}: {noun}");
        }
        assert_eq!(compare_counted(2, Some("Two senators"), None), Agrees);
        assert_eq!(compare_counted(2, Some("senators"), None), NotCompared);
    }
}
