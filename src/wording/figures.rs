//! Numbers in digits, with separators of thousands and of decimals.

/// A decimal number: `mantissa` divided by ten to the power of `places`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figure {
    pub mantissa: i64,
    pub places: u32,
    /// False if the last digit does not say how precise the number is: 3½.
    pub is_exact_to_last_digit: bool,
}

/// The most digits that a number may have, so that it fits an integer.
const MAX_DIGITS: usize = 15;

/// All readings of the number at the start of a text, and its length in bytes; no readings if its separators follow no custom.
pub fn figure(text: &str) -> Option<(Vec<Figure>, usize)> {
    let (groups, separators, length) = groups(text)?;
    let places = readings(&groups, &separators);
    let digits: String = groups.concat();
    let mantissa = digits.parse().ok().filter(|_| digits.len() <= MAX_DIGITS);
    let figures = places.into_iter().filter_map(|places| {
        Some(Figure {
            mantissa: mantissa?,
            places: u32::try_from(places).ok()?,
            is_exact_to_last_digit: true,
        })
    });
    let figures: Vec<Figure> = figures.collect();
    let Some((hundredths, end)) = fraction(&text[length..]) else {
        return Some((figures, length));
    };
    let whole = figures.iter().filter(|figure| figure.places == 0);
    let mixed = whole.map(|figure| Figure {
        mantissa: figure.mantissa * 100 + hundredths,
        places: 2,
        is_exact_to_last_digit: false,
    });
    Some((mixed.collect(), length + end))
}

/// The hundredths of a fraction sign at the start of a text, and the length of the sign.
pub fn fraction(text: &str) -> Option<(i64, usize)> {
    let sign = text.chars().next()?;
    let hundredths = match sign {
        '½' => 50,
        '¼' => 25,
        '¾' => 75,
        _ => return None,
    };
    Some((hundredths, sign.len_utf8()))
}

/// The groups of digits, the separators between them, and the length of all.
fn groups(text: &str) -> Option<(Vec<&str>, Vec<char>, usize)> {
    let digits =
        |text: &str| text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let mut groups = vec![&text[..digits(text)]];
    let mut separators = Vec::new();
    let mut length = groups[0].len();
    while let Some(separator) = text[length..].chars().next() {
        let after = length + separator.len_utf8();
        let end = after + digits(&text[after..]);
        let separator = match separator {
            ',' | '.' if end > after => separator,
            '\'' | '’' if end == after + 3 => '\'',
            ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}'
                if end == after + 3 && groups[0].len() <= 3 =>
            {
                ' '
            }
            _ => break,
        };
        separators.push(separator);
        groups.push(&text[after..end]);
        length = end;
    }
    (length > 0).then_some((groups, separators, length))
}

/// The numbers of decimal places that the number may have.
fn readings(groups: &[&str], separators: &[char]) -> Vec<usize> {
    let (Some(first), Some(last)) = (groups.first(), groups.last()) else {
        return Vec::new();
    };
    let decimal = last.len();
    let can_lead = (1..=3).contains(&first.len()) && !first.starts_with('0');
    match separators {
        [] => vec![0],
        ['.'] if last.len() == 3 && can_lead => vec![decimal, 0],
        ['.'] => vec![decimal],
        [','] if last.len() == 3 && can_lead => vec![0],
        [','] if last.len() < 3 && !first.is_empty() => vec![decimal],
        [' ' | '\''] if can_lead => vec![0],
        [thousands, .., mark] if can_lead => {
            let (inner, separators) = (
                &groups[1..groups.len() - 1],
                &separators[..separators.len() - 1],
            );
            let is_uniform = separators.iter().all(|other| other == thousands);
            match (is_uniform, mark == thousands) {
                (true, true) if is_grouped(&groups[1..], *thousands) => vec![0],
                (true, false) if is_grouped(inner, *thousands) && ",.".contains(*mark) => {
                    vec![decimal]
                }
                _ => Vec::new(),
            }
        }
        _ => Vec::new(),
    }
}

/// True if these are groups of three digits, or of two before the last three as in India.
fn is_grouped(groups: &[&str], separator: char) -> bool {
    let Some((last, inner)) = groups.split_last() else {
        return false;
    };
    let all = |length: usize| inner.iter().all(|group| group.len() == length);
    last.len() == 3 && (all(3) || separator == ',' && all(2))
}

#[cfg(test)]
mod tests {
    use super::figure;

    #[test]
    fn separators_are_told_apart() {
        for (text, expected) in [
            ("68.2 million", vec![(682, 1)]),
            ("200,000", vec![(200_000, 0)]),
            ("1,00,000", vec![(100_000, 0)]),
            ("4,5 million", vec![(45, 1)]),
            ("1 000 000 francs", vec![(1_000_000, 0)]),
            ("1'234'567", vec![(1_234_567, 0)]),
            ("1.234 francs", vec![(1234, 3), (1234, 0)]),
            ("1.000.000,5", vec![(10_000_005, 1)]),
            ("1,234.50", vec![(123_450, 2)]),
            (".5 million", vec![(5, 1)]),
            ("3½ million", vec![(350, 2)]),
            ("1,2,3", vec![]),
            ("12345678901234567890", vec![]),
        ] {
            let (figures, _) = figure(text).expect(text);
            let figures: Vec<_> = figures
                .iter()
                .map(|one| (one.mantissa, one.places))
                .collect();
            assert_eq!(figures, expected, "{text}");
        }
        assert_eq!(figure("million"), None);
    }
}
