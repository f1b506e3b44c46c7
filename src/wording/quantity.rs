//! Quantities: a number in digits or words, with the words and letters that multiply it.

use super::figures::Figure;
use super::number_words::cardinal;
use super::pieces::{Content, Piece};
use super::scale_words::scale;

/// A quantity, with all readings of its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    pub figures: Vec<Figure>,
    /// The power of ten that multiplies it.
    pub exponent: u32,
}

/// A whole number, and the unit of its last digit if the words say how precise it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount {
    pub value: i64,
    pub precision: Option<i64>,
}

/// The quantity that begins with the first piece, and the number of its pieces.
pub fn quantity(pieces: &[Piece]) -> Option<(Quantity, usize)> {
    let (figures, mut used) = number(pieces)?;
    if is_and_a_half(&pieces[used..]) {
        used += 3;
        let with_half = figures.iter().filter(|figure| figure.places == 0);
        let with_half = with_half.map(|figure| half(figure.mantissa * 10 + 5));
        let (exponent, scales) = scales(&pieces[used..]);
        let quantity = Quantity {
            figures: with_half.collect(),
            exponent,
        };
        return Some((quantity, used + scales));
    }
    let (exponent, scales) = scales(&pieces[used..]);
    Some((Quantity { figures, exponent }, used + scales))
}

fn number(pieces: &[Piece]) -> Option<(Vec<Figure>, usize)> {
    if let Content::Number(figures) = &pieces.first()?.content {
        return Some((figures.clone(), 1));
    }
    let word = |index: usize| pieces.get(index).map_or("", |piece| &*piece.word);
    if word(0) == "half" && word(1) == "a" && scale(word(2)).is_some() {
        return Some((vec![half(5)], 2));
    }
    if matches!(word(0), "a" | "one") && scale(word(1)).is_some_and(|exponent| exponent > 2) {
        return Some((vec![whole(1)], 1));
    }
    if matches!(word(0), "a" | "one") && word(1) == "dozen" {
        return Some((vec![whole(12)], 2));
    }
    if word(0) == "dozen" {
        return None;
    }
    let number = cardinal(pieces.iter().map(|piece| &*piece.word))?;
    let figure = Figure {
        // Ten million may be a round number.
        is_exact_to_last_digit: number.value % 10 != 0,
        ..whole(number.value.into())
    };
    Some((vec![figure], number.words))
}

const fn whole(mantissa: i64) -> Figure {
    Figure {
        mantissa,
        places: 0,
        is_exact_to_last_digit: true,
    }
}

/// A number with one decimal place, which is a half.
const fn half(mantissa: i64) -> Figure {
    Figure {
        mantissa,
        places: 1,
        is_exact_to_last_digit: false,
    }
}

fn is_and_a_half(pieces: &[Piece]) -> bool {
    let words = pieces.iter().map(|piece| &*piece.word);
    words.take(3).eq(["and", "a", "half"])
}

/// The product of the scales at the start, as an exponent, and the number of their pieces.
fn scales(pieces: &[Piece]) -> (u32, usize) {
    let mut exponent = 0;
    let mut used = 0;
    while let Some(piece) = pieces.get(used) {
        // A hyphen may join them to the number: 68-million.
        let is_hyphen = piece.content == Content::Dash;
        let next = if is_hyphen {
            pieces.get(used + 1)
        } else {
            Some(piece)
        };
        let Some(power) = next.and_then(|piece| scale(&piece.word)) else {
            break;
        };
        // Letters after a word or another letter are no scale: 5 million b.
        let is_letter = next.is_some_and(|piece| piece.word.len() <= 2);
        if is_letter && used > 0 {
            break;
        }
        exponent += power;
        used += 1 + usize::from(is_hyphen);
    }
    (exponent, used)
}

impl Quantity {
    /// The whole numbers that it may be.
    pub fn amounts(&self) -> Vec<Amount> {
        let amounts = self.figures.iter().filter_map(|figure| {
            let unit = i128::from(10_i64).checked_pow(self.exponent)?;
            let divisor = i128::from(10_i64).checked_pow(figure.places)?;
            let product = i128::from(figure.mantissa).checked_mul(unit)?;
            let is_whole = product % divisor == 0;
            let value = i64::try_from(product / divisor).ok().filter(|_| is_whole)?;
            let precision = i64::try_from(unit / divisor).ok();
            let is_known = figure.is_exact_to_last_digit && figure.places <= self.exponent;
            Some(Amount {
                value,
                precision: precision.filter(|_| is_known),
            })
        });
        amounts.collect()
    }
}
