//! Numbers in English words.

/// The words for 0 to 19, each at its number.
pub const UNITS: &[&str] = &[
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];

/// The words for 20 to 90.
pub const TENS: &[&str] = &[
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];

/// A number in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cardinal {
    pub value: u32,
    /// The number of words that it consists of.
    pub words: usize,
}

/// The number below 1000 at the start of a list of words in lower case.
pub fn cardinal<'w>(mut words: impl Iterator<Item = &'w str> + Clone) -> Option<Cardinal> {
    let first = words.next()?;
    let (value, words_of_first) = match below_hundred(first) {
        Some(value) => {
            let unit = words.clone().next().filter(|_| is_tens(value));
            match unit
                .and_then(below_hundred)
                .filter(|unit| (1..10).contains(unit))
            {
                Some(unit) => (value + unit, 2),
                None => (value, 1),
            }
        }
        None if matches!(first, "a" | "an") && words.clone().next() == Some("hundred") => (1, 1),
        None => return None,
    };
    let mut after = words.skip(words_of_first - 1);
    let plain = Cardinal {
        value,
        words: words_of_first,
    };
    if !(1..10).contains(&value) || after.next() != Some("hundred") {
        return Some(plain);
    }
    let hundreds = Cardinal {
        value: value * 100,
        words: words_of_first + 1,
    };
    let has_and = after.clone().next() == Some("and");
    let rest = cardinal_below_hundred(after.skip(usize::from(has_and)));
    Some(rest.map_or(hundreds, |(value, words)| Cardinal {
        value: hundreds.value + value,
        words: hundreds.words + usize::from(has_and) + words,
    }))
}

fn cardinal_below_hundred<'w>(mut words: impl Iterator<Item = &'w str>) -> Option<(u32, usize)> {
    let value = below_hundred(words.next()?)?;
    let unit = words.next().filter(|_| is_tens(value));
    let unit = unit
        .and_then(below_hundred)
        .filter(|unit| (1..10).contains(unit));
    Some(unit.map_or((value, 1), |unit| (value + unit, 2)))
}

fn is_tens(value: u32) -> bool {
    value >= 20 && value.is_multiple_of(10)
}

/// The number of one word, which may have a hyphen: `twenty-one`.
pub fn below_hundred(word: &str) -> Option<u32> {
    let position = |list: &[&str], word: &str| {
        let position = list.iter().position(|name| *name == word);
        position.and_then(|position| u32::try_from(position).ok())
    };
    if let Some(unit) = position(UNITS, word) {
        return Some(unit);
    }
    let (tens, unit) = word.split_once('-').unwrap_or((word, "zero"));
    let tens = position(TENS, tens)? * 10 + 20;
    let unit = position(UNITS, unit).filter(|unit| *unit < 10)?;
    Some(tens + unit)
}

#[cfg(test)]
mod tests {
    use super::cardinal;

    #[test]
    fn numbers_below_a_thousand_are_read() {
        for (text, expected) in [
            ("six agreements", Some((6, 1))),
            ("twenty-one", Some((21, 1))),
            ("twenty one", Some((21, 2))),
            ("two hundred and five treaties", Some((205, 4))),
            ("a hundred", Some((100, 2))),
            ("nine hundred ninety nine", Some((999, 4))),
            ("two hundred million", Some((200, 2))),
            ("twenty ten", Some((20, 1))),
            ("dozens", None),
            ("a treaty", None),
        ] {
            let read = cardinal(text.split(' ')).map(|read| (read.value, read.words));
            assert_eq!(read, expected, "{text}");
        }
    }
}
