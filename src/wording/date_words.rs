//! The English words of dates.

use super::number_words::{below_hundred, ordinal};

/// The part that a word plays in the wording of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateWord {
    /// 1 to 12.
    Month(u32),
    /// 21 to 24, as EDTF numbers them.
    Season(u32),
    /// A part of a period whose limits are not defined: early, mid, late.
    Part,
    /// The first part of a period, or, before "in", the start of one without an end.
    Beginning,
    In,
    /// `as of 2019`, `as from 2019`.
    As,
    /// Half or quarter, which an ordinal precedes.
    Fraction,
    Century,
    To,
    And,
    Or,
    Between,
    Bound(Bound),
    /// The period before it has no end.
    Onwards,
    Approximate,
    Uncertain,
    /// A word that adds nothing.
    Filler,
}

/// A word that makes a date the limit of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    Since,
    /// `from 2004` may mean the day of an event as well as the start of a period.
    From,
    Until,
    By,
    Before,
    After,
}

/// The meaning of a word in lower case; `None` for a word that does not belong to dates.
pub fn date_word(word: &str) -> Option<DateWord> {
    use DateWord as W;
    if let Some(month) = month(word) {
        return Some(W::Month(month));
    }
    Some(match word {
        "spring" => W::Season(21),
        "summer" => W::Season(22),
        "autumn" | "fall" => W::Season(23),
        "winter" => W::Season(24),
        "early" | "mid" | "middle" | "late" | "start" | "end" | "close" => W::Part,
        "beginning" => W::Beginning,
        "in" => W::In,
        "half" | "quarter" => W::Fraction,
        "century" | "centuries" => W::Century,
        "to" | "through" | "thru" => W::To,
        "and" | "&" => W::And,
        "or" => W::Or,
        "between" => W::Between,
        "since" => W::Bound(Bound::Since),
        "as" => W::As,
        "from" | "starting" | "effective" => W::Bound(Bound::From),
        "until" | "till" => W::Bound(Bound::Until),
        "by" => W::Bound(Bound::By),
        "before" => W::Bound(Bound::Before),
        "after" => W::Bound(Bound::After),
        "onwards" | "onward" => W::Onwards,
        "around" | "circa" | "c" | "ca" | "about" | "approximately" | "roughly" => W::Approximate,
        "perhaps" | "possibly" | "probably" | "maybe" | "?" => W::Uncertain,
        "on" | "at" | "of" | "the" | "year" | "years" | "month" | "months" | "day" | "date"
        | "dated" | "during" | "throughout" | "within" | "decade" | "ad" | "ce" => W::Filler,
        _ if is_weekday(word) => W::Filler,
        _ => return None,
    })
}

fn month(word: &str) -> Option<u32> {
    Some(match word {
        "january" | "jan" => 1,
        "february" | "feb" => 2,
        "march" | "mar" => 3,
        "april" | "apr" => 4,
        "may" => 5,
        "june" | "jun" => 6,
        "july" | "jul" => 7,
        "august" | "aug" => 8,
        "september" | "sept" | "sep" => 9,
        "october" | "oct" => 10,
        "november" | "nov" => 11,
        "december" | "dec" => 12,
        _ => return None,
    })
}

fn is_weekday(word: &str) -> bool {
    let full = word.strip_suffix("day").unwrap_or(word);
    matches!(
        full,
        "mon" | "tues" | "wednes" | "thurs" | "fri" | "satur" | "sun"
    ) || matches!(word, "tue" | "wed" | "thu" | "thur" | "sat")
}

/// The number of an ordinal in words: `first`, `twenty-first`, up to 39.
pub fn ordinal_word(word: &str) -> Option<u32> {
    let number = match word.split_once('-') {
        None => ordinal(word),
        Some((tens, unit)) => {
            let tens = below_hundred(tens).filter(|tens| [20, 30].contains(tens))?;
            let unit = ordinal(unit).filter(|unit| *unit < 10)?;
            Some(tens + unit)
        }
    };
    number.filter(|number| *number < 40)
}

#[cfg(test)]
mod tests {
    use super::ordinal_word;

    #[test]
    fn ordinals_are_read() {
        for (word, number) in [
            ("first", Some(1)),
            ("fourth", Some(4)),
            ("nineteenth", Some(19)),
            ("twenty-first", Some(21)),
            ("thirty-first", Some(31)),
            ("ninety-first", None),
            ("month", None),
        ] {
            assert_eq!(ordinal_word(word), number, "{word}");
        }
    }
}
