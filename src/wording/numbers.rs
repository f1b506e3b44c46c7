//! Single numbers in words: places in a ranking, such as "third-largest", and percentages, such as "4.5 per cent".

use super::number_words::{self, below_hundred};
use super::pieces::{Content, Piece, pieces};
use super::quantity::quantity;

/// The result of comparing a number with the words for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberComparison {
    Agrees,
    Disagrees {
        expected: i64,
    },
    /// The words are not understood, or may mean several numbers.
    NotCompared,
}

/// Words by which a number is another place than its own.
const TURNING: &[&str] = &[
    "last",
    "smallest",
    "least",
    "lowest",
    "bottom",
    "half",
    "top",
    "among",
    "of",
    "not",
    "before",
    "after",
    "behind",
    "least-important",
    "from",
    "outside",
];

/// The words for the first place, without a number.
const FIRST_PLACE: &[&str] = &["largest", "biggest", "greatest"];

/// The words that may stand beside them.
const BESIDE_FIRST_PLACE: &[&str] = &[
    "the",
    "its",
    "s",
    "single",
    "partner",
    "export",
    "import",
    "market",
    "supplier",
    "importer",
    "exporter",
    "destination",
    "country",
    "by",
    "far",
];

/// The words before a number without an ending that make it a place: `No. 3`.
const BEFORE_PLACE: &[&str] = &["no", "nr", "number", "rank", "ranked", "place", "position"];

/// The numbers that are taken for years beside another number.
const YEARS: std::ops::RangeInclusive<i64> = 1000..=2100;

/// Compares a place in a ranking with the words for it.
pub fn compare_rank(position: i64, words: &str) -> NumberComparison {
    compare(position, rank_from_words(words))
}

/// Compares hundredths of a percent with the words for them.
pub fn compare_percentage(basis_points: i64, words: &str) -> NumberComparison {
    compare(basis_points, percentage_from_words(words))
}

pub(super) fn compare(written: i64, read: Option<i64>) -> NumberComparison {
    match read {
        None => NumberComparison::NotCompared,
        Some(expected) if expected == written => NumberComparison::Agrees,
        Some(expected) => NumberComparison::Disagrees { expected },
    }
}

/// The place that words give: 3 for `third-largest partner`.
pub fn rank_from_words(words: &str) -> Option<i64> {
    let pieces = pieces(words)?;
    let is_turning = |piece: &Piece| TURNING.contains(&&*piece.word);
    if pieces.iter().any(is_turning) {
        return None;
    }
    let (mut ordinals, mut others) = (Vec::new(), Vec::new());
    let mut at = 0;
    while at < pieces.len() {
        if let Some((value, used)) = ordinal(&pieces[at..]) {
            ordinals.push(value);
            at += used;
        } else if let Some((quantity, used)) = quantity(&pieces[at..]) {
            let [amount] = quantity.amounts()[..] else {
                return None;
            };
            others.push((amount.value, at));
            at += used;
        } else {
            at += 1;
        }
    }
    match (&ordinals[..], &others[..]) {
        ([one], _) if others.iter().all(|(value, _)| YEARS.contains(value)) => Some(*one),
        ([], [(value, at)]) => {
            let before = pieces[..*at].last();
            let is_place = before.is_some_and(|piece| {
                BEFORE_PLACE.contains(&&*piece.word) || piece.content == Content::Sign('#')
            });
            (is_place || pieces.len() == 1).then_some(*value)
        }
        ([], []) => is_first_place(&pieces).then_some(1),
        _ => None,
    }
}

fn is_first_place(pieces: &[Piece]) -> bool {
    let is_superlative = |piece: &Piece| FIRST_PLACE.contains(&&*piece.word);
    let is_beside = |piece: &Piece| {
        BESIDE_FIRST_PLACE.contains(&&*piece.word)
            || piece.word.starts_with("trad")
            || matches!(piece.content, Content::Sign('’' | '\''))
    };
    pieces.iter().filter(|piece| is_superlative(piece)).count() == 1
        && pieces
            .iter()
            .all(|piece| is_superlative(piece) || is_beside(piece))
}

/// The ordinal at the start of the pieces, and the number of its pieces: `95th`, `third`, `twenty-first`.
pub(super) fn ordinal(pieces: &[Piece]) -> Option<(i64, usize)> {
    let first = pieces.first()?;
    if let Content::Number(figures) = &first.content {
        let ending = pieces.get(1).filter(|next| next.is_glued)?;
        let [figure] = figures[..] else {
            return None;
        };
        let is_ordinal = matches!(&*ending.word, "st" | "nd" | "rd" | "th") && figure.places == 0;
        return is_ordinal.then_some((figure.mantissa, 2));
    }
    if let Some(value) = number_words::ordinal(&first.word) {
        return Some((value.into(), 1));
    }
    let tens =
        below_hundred(&first.word).filter(|value| *value >= 20 && value.is_multiple_of(10))?;
    let dash = usize::from(
        pieces
            .get(1)
            .is_some_and(|next| next.content == Content::Dash),
    );
    let unit = number_words::ordinal(&pieces.get(1 + dash)?.word).filter(|unit| *unit < 10)?;
    Some(((tens + unit).into(), 2 + dash))
}

/// The hundredths of a percent that words give: 450 for `4.5%`.
pub fn percentage_from_words(words: &str) -> Option<i64> {
    let pieces = pieces(words)?;
    let mut found = None;
    let mut at = 0;
    while at < pieces.len() {
        if ordinal(&pieces[at..]).is_some() || pieces[at].word.starts_with("half") {
            return None;
        }
        let Some((quantity, used)) = quantity(&pieces[at..]) else {
            at += 1;
            continue;
        };
        let is_negative = at > 0 && pieces[at - 1].content == Content::Dash;
        let is_percentage = is_percent(&pieces[at + used..]);
        at += used;
        let [figure] = quantity.figures[..] else {
            return None;
        };
        match (is_percentage, found) {
            (true, None) if !is_negative && quantity.exponent == 0 => {
                let hundredths = figure.mantissa.checked_mul(100)?;
                let divisor = 10_i64.checked_pow(figure.places)?;
                found = Some((hundredths % divisor == 0).then_some(hundredths / divisor)?);
            }
            (false, _) if figure.places == 0 && YEARS.contains(&figure.mantissa) => {}
            _ => return None,
        }
    }
    found
}

/// True if the pieces begin with a sign or word for percent.
pub(super) fn is_percent(pieces: &[Piece]) -> bool {
    let word = |at: usize| pieces.get(at).map_or("", |piece| &*piece.word);
    let sign = pieces.first().map(|piece| &piece.content);
    sign == Some(&Content::Sign('%'))
        || matches!(word(0), "percent" | "pct")
        || word(0) == "per" && word(1) == "cent"
}

#[cfg(test)]
mod tests {
    use super::{percentage_from_words, rank_from_words};

    #[test]
    fn places_are_read_in_digits_and_words() {
        for (words, expected) in [
            ("95th largest", Some(95)),
            ("third-largest", Some(3)),
            ("the twenty-first biggest partner", Some(21)),
            ("thirtieth", Some(30)),
            ("fourth in 2019", Some(4)),
            ("No. 3", Some(3)),
            ("#12", Some(12)),
            ("7", Some(7)),
            ("largest trading partner", Some(1)),
            ("one of the largest", None),
            ("second to last", None),
            ("top ten", None),
            ("between third and fifth", None),
            ("one third", None),
            ("largest partners", None),
            ("drittgrößter", None),
        ] {
            assert_eq!(rank_from_words(words), expected, "{words}");
        }
    }

    #[test]
    fn percentages_are_read_in_digits_and_words() {
        for (words, expected) in [
            ("4.5%", Some(450)),
            ("4.5 %", Some(450)),
            ("more than 12 per cent", Some(1200)),
            ("0.03 percent", Some(3)),
            ("four percent in 2019", Some(400)),
            ("4,5%", Some(450)),
            ("4 to 5%", None),
            ("−3%", None),
            ("a third", None),
            ("0.001%", None),
            ("half a percent", None),
            ("45", None),
        ] {
            assert_eq!(percentage_from_words(words), expected, "{words}");
        }
    }
}
