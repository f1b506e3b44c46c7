//! Finds the wordings of dates and sums inside a sentence.

use std::ops::{Range, RangeInclusive};

use super::currency_words::{of_sign, of_word};
use super::date_phrase::DatePhrase;
use super::date_reading::readings;
use super::date_words::{DateWord, date_word};
use super::number_words::below_hundred;
use super::scale_words::scale;
use super::sums::read_sum;

/// The most words that a wording has. It bounds the work for each word of the sentence.
const MAX_WORDS: usize = 12;

/// A year for dates without one, to see that they are dates. It is a leap year.
const ANY_YEAR: u32 = 2000;

/// The years that numbers are taken for. Others are seldom years.
const YEARS: RangeInclusive<u32> = 1000..=2100;

/// The wordings of dates in a sentence, as ranges of bytes: the longest at each place, without prepositions that add nothing.
pub fn find_dates(sentence: &str) -> Vec<Range<usize>> {
    find(sentence, is_date_word, is_date)
}

/// The wordings of sums of money that name a currency, as ranges of bytes.
pub fn find_sums(sentence: &str) -> Vec<Range<usize>> {
    // Few sentences name a currency, and looking for one is much quicker than reading sums.
    if names_currency(sentence) {
        find(sentence, is_number_word, is_sum)
    } else {
        Vec::new()
    }
}

/// True if a sign or a word of the sentence may name a currency.
fn names_currency(sentence: &str) -> bool {
    let mut signs = sentence.chars().filter(|c| !c.is_alphanumeric());
    let mut words = sentence.split(|c: char| !c.is_alphanumeric() && c != '.');
    signs.any(|sign| of_sign(sign).is_some()) || words.any(|word| of_word(word).is_some())
}

/// True for a word that every wording of a date has: with digits, or a century.
fn is_date_word(word: &str) -> bool {
    let is_century = || date_word(&without_punctuation(word).to_lowercase());
    word.contains(|c: char| c.is_ascii_digit()) || is_century() == Some(DateWord::Century)
}

/// True for a word that may be a number or multiply one, which every sum has.
fn is_number_word(word: &str) -> bool {
    let lower = word.to_lowercase();
    let mut parts = lower.split(|c: char| !c.is_alphanumeric());
    let is_number = |part: &str| {
        matches!(part, "half" | "dozen") || scale(part).is_some() || below_hundred(part).is_some()
    };
    lower.contains(char::is_numeric) || parts.any(is_number)
}

fn is_date(words: &[&str]) -> bool {
    let (Some(first), Some(last)) = (words.first(), words.last()) else {
        return false;
    };
    let meaning = |word: &str| date_word(&without_punctuation(word).to_lowercase());
    let has_digit = |word: &str| word.contains(|c: char| c.is_ascii_digit());
    let can_begin = !matches!(
        meaning(first),
        Some(DateWord::Filler | DateWord::In | DateWord::And | DateWord::Or | DateWord::To)
    );
    let can_end = has_digit(last)
        || matches!(
            meaning(last),
            Some(DateWord::Month(_) | DateWord::Century | DateWord::Onwards)
        );
    // A year or a day of a month; the name of a month alone may be another word.
    let is_specific = words
        .iter()
        .any(|word| has_digit(word) || meaning(word) == Some(DateWord::Century));
    if !can_begin || !can_end || !is_specific {
        return false;
    }
    let phrase = DatePhrase::parse(&words.join(" "));
    phrase.is_some_and(|phrase| {
        let readings = readings(&phrase, Some(ANY_YEAR));
        let mut days = readings
            .iter()
            .flat_map(|reading| [reading.date.earliest, reading.date.latest])
            .flatten();
        let is_decade = words.iter().any(|word| is_decade(word));
        days.any(|day| is_decade || YEARS.contains(&(day.yyyymmdd() / 10_000)))
    })
}

/// True for a decade in digits, such as `840s`, which is no number of anything.
fn is_decade(word: &str) -> bool {
    let word = without_punctuation(word);
    let digits = word.strip_suffix("0s").unwrap_or_default();
    digits.len() >= 2 && digits.chars().all(|c| c.is_ascii_digit())
}

fn is_sum(words: &[&str]) -> bool {
    let is_joining = |word: &&str| {
        matches!(
            *word,
            "in" | "of" | "the" | "a" | "and" | "to" | "from" | "at" | "worth" | "total" | "sum"
        )
    };
    let is_inside = words.first().is_some_and(|word| !is_joining(word))
        && words
            .last()
            .is_some_and(|word| !is_joining(word) && !matches!(*word, "under" | "over"))
        && !words.contains(&"in");
    // The Crown Prince of 2015 is no sum.
    let is_year = |word: &&str| word.parse().is_ok_and(|number| YEARS.contains(&number));
    let is_inside = is_inside && !(words.len() == 2 && is_year(&words[0]));
    is_inside && read_sum(&words.join(" ")).is_some_and(|sum| !sum.currencies.is_empty())
}

/// The longest runs of words that satisfy a condition, from left to right. Each has a word that is needed.
fn find(
    sentence: &str,
    is_needed: impl Fn(&str) -> bool,
    condition: impl Fn(&[&str]) -> bool,
) -> Vec<Range<usize>> {
    let words = word_ranges(sentence);
    let needed = (0..words.len()).filter(|word| is_needed(&sentence[words[*word].clone()]));
    let needed: Vec<usize> = needed.collect();
    let mut found = Vec::new();
    let mut first = 0;
    while first < words.len() {
        let longest = words.len().min(first + MAX_WORDS);
        let next = needed.get(needed.partition_point(|word| *word < first));
        let Some(next) = next else {
            break;
        };
        let end = (next + 1..=longest).rev().find(|end| {
            let last = words[end - 1].clone();
            let texts = words[first..end - 1]
                .iter()
                .map(|word| &sentence[word.clone()]);
            let mut texts: Vec<&str> = texts.collect();
            texts.push(without_punctuation(&sentence[last]));
            texts[0] = texts[0].trim_start_matches(OPENING);
            condition(&texts)
        });
        let Some(end) = end else {
            first += 1;
            continue;
        };
        let (start, last) = (&words[first], &words[end - 1]);
        let opening = &sentence[start.clone()];
        let opening = opening.len() - opening.trim_start_matches(OPENING).len();
        let length = without_punctuation(&sentence[last.clone()]).len();
        found.push(start.start + opening..last.start + length);
        first = end;
    }
    found
}

/// The signs that may stand before a wording.
const OPENING: &[char] = &['(', '[', '"', '“', '‘', '\''];

/// A word without the punctuation behind it.
fn without_punctuation(word: &str) -> &str {
    word.trim_end_matches(&[',', '.', ';', ':', ')', ']', '"', '”', '’', '\'', '!', '?'][..])
}

fn word_ranges(sentence: &str) -> Vec<Range<usize>> {
    let words = sentence.split_whitespace();
    let start = sentence.as_ptr().addr();
    words
        .map(|word| {
            let at = word.as_ptr().addr() - start;
            at..at + word.len()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{find_dates, find_sums};

    #[test]
    fn dates_are_found_in_sentences() {
        for (sentence, expected) in [
            (
                "A minister came from 10 to 12 July 1993, and again in May 2004.",
                vec!["from 10 to 12 July 1993", "May 2004"],
            ),
            (
                "The pact (1995) ended in the spring of 2004.",
                vec!["1995", "spring of 2004"],
            ),
            (
                "Since 1988 the two may trade 200 books.",
                vec!["Since 1988"],
            ),
            (
                "In the 17th to 18th century, and on June 20, 2012, it rained.",
                vec!["17th to 18th century", "June 20, 2012"],
            ),
            ("It opened around 2028 or never.", vec!["around 2028"]),
            (
                "The khan of the early 840s had 840 horses.",
                vec!["early 840s"],
            ),
            (
                "It opened in 2005. In May 2006, as resolution 2758 asked, it closed.",
                vec!["2005", "May 2006"],
            ),
            ("Nothing has happened.", vec![]),
        ] {
            let found = find_dates(sentence).into_iter();
            let found: Vec<&str> = found.map(|range| &sentence[range]).collect();
            assert_eq!(found, expected, "{sentence}");
        }
    }

    #[test]
    fn sums_are_found_in_sentences() {
        for (sentence, expected) in [
            (
                "Trade came to US$68.2 million in 2017, and aid to €200,000.",
                vec!["US$68.2 million", "€200,000"],
            ),
            ("It sold fish worth ¥3,500 million.", vec!["¥3,500 million"]),
            (
                "Imports were 900 million krónur.",
                vec!["900 million krónur"],
            ),
            (
                "In 2001, 40 poets came, and in 2015 Crown Prince Olaf.",
                vec![],
            ),
        ] {
            let found = find_sums(sentence).into_iter();
            let found: Vec<&str> = found.map(|range| &sentence[range]).collect();
            assert_eq!(found, expected, "{sentence}");
        }
    }
}
