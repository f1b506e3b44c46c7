//! Sums of money in words, such as "US$68.2 million", compared with value, precision and currency.

use super::comparator::comparator;
use super::currency_words::{of_adjective, of_dollar_prefix, of_sign, of_word};
use super::pieces::{Content, Piece, pieces};
use super::quantity::{Amount, Quantity, quantity};
use super::scale_words::scale;

/// A sum of money as words give it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum {
    pub range: SumRange,
    /// The codes of the currencies that the words may mean; empty if they name none.
    pub currencies: Vec<&'static str>,
}

/// The number of a sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SumRange {
    /// One number, with all readings of it.
    One(Vec<Amount>),
    /// `$2 to 3 million`.
    Between { min: i64, max: i64 },
}

/// A sum as a curator writes it.
#[derive(Debug, Clone, Copy)]
pub struct WrittenSum<'s> {
    pub value: i64,
    pub precision: i64,
    pub currency: &'s str,
}

/// A range of sums as a curator writes it. Either end may be open.
#[derive(Debug, Clone, Copy)]
pub struct WrittenRange<'s> {
    pub min: Option<i64>,
    pub max: Option<i64>,
    pub currency: &'s str,
}

/// The result of comparing a sum with the words for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SumComparison {
    Agrees,
    Disagrees(Vec<SumFault>),
    /// The words are not understood, or do not say which number it is.
    NotCompared,
}

/// A member of a sum that the words contradict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SumFault {
    /// The value is one of these.
    Value {
        expected: Vec<i64>,
    },
    /// The words give these ends of a range.
    Range {
        min: i64,
        max: i64,
    },
    /// The value lies between these.
    OutsideRange {
        min: i64,
        max: i64,
    },
    Precision {
        expected: i64,
    },
    /// The currency is one of these.
    Currency {
        expected: Vec<&'static str>,
    },
}

/// Compares a sum with the words for it.
pub fn compare_sum(written: WrittenSum<'_>, words: &str) -> SumComparison {
    let Some(sum) = read_sum(words) else {
        return SumComparison::NotCompared;
    };
    let mut faults = Vec::from_iter(wrong_currency(&sum, written.currency));
    match &sum.range {
        SumRange::Between { min, max } => {
            if !(*min..=*max).contains(&written.value) {
                let (min, max) = (*min, *max);
                faults.push(SumFault::OutsideRange { min, max });
            } else if faults.is_empty() {
                return SumComparison::NotCompared;
            }
        }
        SumRange::One(amounts) => faults.extend(compare_amounts(amounts, written)),
    }
    if faults.is_empty() {
        SumComparison::Agrees
    } else {
        SumComparison::Disagrees(faults)
    }
}

/// Compares a range of sums with the words for it. Words that give a single number are not compared: they may say "more than".
pub fn compare_range(written: WrittenRange<'_>, words: &str) -> SumComparison {
    let Some(sum) = read_sum(words) else {
        return SumComparison::NotCompared;
    };
    let mut faults = Vec::from_iter(wrong_currency(&sum, written.currency));
    match sum.range {
        SumRange::Between { min, max } => {
            if written.min != Some(min) || written.max != Some(max) {
                faults.push(SumFault::Range { min, max });
            }
        }
        SumRange::One(_) if faults.is_empty() => return SumComparison::NotCompared,
        SumRange::One(_) => {}
    }
    if faults.is_empty() {
        SumComparison::Agrees
    } else {
        SumComparison::Disagrees(faults)
    }
}

fn wrong_currency(sum: &Sum, currency: &str) -> Option<SumFault> {
    let fits = |code: &&str| *code == currency;
    let is_wrong = !sum.currencies.is_empty() && !sum.currencies.iter().any(fits);
    let expected = sum.currencies.clone();
    is_wrong.then_some(SumFault::Currency { expected })
}

fn compare_amounts(amounts: &[Amount], written: WrittenSum<'_>) -> Vec<SumFault> {
    let with_value = amounts.iter().find(|amount| amount.value == written.value);
    let expected = match with_value {
        Some(amount) => amount.precision.filter(|unit| *unit != written.precision),
        // A single reading also tells the precision.
        None => match amounts {
            [amount] => amount.precision.filter(|unit| *unit != written.precision),
            _ => None,
        },
    };
    let mut faults = Vec::new();
    if with_value.is_none() {
        let expected = amounts.iter().map(|amount| amount.value).collect();
        faults.push(SumFault::Value { expected });
    }
    faults.extend(expected.map(|expected| SumFault::Precision { expected }));
    faults
}

/// The sum that words give; `None` unless every word is understood.
pub fn read_sum(words: &str) -> Option<Sum> {
    let pieces = pieces(words)?;
    let has_tonnes = pieces.iter().any(|piece| piece.word == "t");
    let mut parser = SumParser::default();
    let mut rest = &pieces[..];
    while !rest.is_empty() {
        rest = &rest[parser.next(rest)?..];
    }
    // Without a currency the letter is more often a unit of weight.
    let is_money = parser.has_currency || !has_tonnes;
    parser.finish().filter(|_| is_money)
}

/// The word that joins two numbers, as far as it was read.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Joint {
    #[default]
    None,
    /// `between`, which "and" must follow.
    Between,
    Range,
}

/// The parts of a sum that were read so far.
#[derive(Debug, Default)]
struct SumParser {
    quantities: Vec<Quantity>,
    /// A scale that stands before its number: `US$ million 4.5`.
    leading_scale: u32,
    joint: Joint,
    currencies: Option<Vec<&'static str>>,
    has_adjective: bool,
    has_currency: bool,
}

impl SumParser {
    /// Reads what the pieces begin with, and returns the number of pieces read.
    fn next(&mut self, pieces: &[Piece]) -> Option<usize> {
        if let Some(comparison) = comparator(pieces) {
            return Some(comparison.pieces);
        }
        if let Some(used) = self.currency(pieces) {
            return Some(used);
        }
        let may_follow =
            self.quantities.is_empty() || self.joint == Joint::Range && self.quantities.len() == 1;
        if let Some((mut quantity, used)) = quantity(pieces).filter(|_| may_follow) {
            quantity.exponent += std::mem::take(&mut self.leading_scale);
            self.quantities.push(quantity);
            return Some(used);
        }
        if is_year_at_the_end(pieces) && !self.quantities.is_empty() {
            return Some(pieces.len());
        }
        self.joining_word(&pieces[0])
    }

    /// Reads a word or dash between the numbers, or a word that adds nothing; the number of pieces read is 1.
    fn joining_word(&mut self, first: &Piece) -> Option<usize> {
        let has_number = !self.quantities.is_empty();
        match (&first.content, &*first.word) {
            (Content::Dash, _) | (Content::Word(_), "to")
                if has_number && self.joint == Joint::None =>
            {
                self.joint = Joint::Range;
            }
            (Content::Word(_), "and") if has_number && self.joint == Joint::Between => {
                self.joint = Joint::Range;
            }
            (Content::Word(_), "between") if !has_number => self.joint = Joint::Between,
            (
                Content::Word(_),
                "a" | "an" | "the" | "from" | "of" | "in" | "total" | "sum" | "worth" | "value"
                | "valued" | "at",
            ) if !has_number => {}
            (
                Content::Word(_),
                "a" | "per" | "each" | "year" | "annually" | "of" | "worth" | "in" | "total",
            ) if has_number => {}
            (Content::Word(_), word) if !has_number && self.has_currency => {
                let exponent = scale(word)?;
                self.leading_scale += exponent;
            }
            _ => return None,
        }
        Some(1)
    }

    /// Reads a currency, and returns the number of its pieces.
    fn currency(&mut self, pieces: &[Piece]) -> Option<usize> {
        let first = &pieces[0];
        let sign = |piece: &Piece| match piece.content {
            Content::Sign(sign) => Some(sign),
            _ => None,
        };
        if let Some(codes) = sign(first).and_then(of_sign) {
            self.narrow(codes);
            self.has_currency = true;
            return Some(1);
        }
        let Content::Word(written) = &first.content else {
            return None;
        };
        let is_before_dollar = pieces
            .get(1)
            .is_some_and(|next| next.is_glued && sign(next) == Some('$'));
        if is_before_dollar {
            let codes = of_dollar_prefix(&written.replace('.', ""))?;
            self.narrow(codes);
            self.has_currency = true;
            return Some(2);
        }
        if let Some(codes) = of_word(written) {
            self.narrow(codes);
            self.has_currency = true;
            return Some(1);
        }
        self.narrow(of_adjective(&first.word)?);
        self.has_adjective = true;
        Some(1)
    }

    /// Keeps the currencies that fit this word as well.
    fn narrow(&mut self, codes: &[&'static str]) {
        let kept = match self.currencies.take() {
            None => codes.to_vec(),
            Some(before) => {
                let fits = |code: &&'static str| codes.contains(code);
                before.into_iter().filter(fits).collect()
            }
        };
        self.currencies = Some(kept);
    }

    fn finish(self) -> Option<Sum> {
        // An adjective without the name of a currency may belong to anything, and words that fit no currency are not understood.
        let is_unclear = self.currencies.as_ref().is_some_and(Vec::is_empty)
            || self.has_adjective && !self.has_currency
            || self.leading_scale > 0;
        let range = match &self.quantities[..] {
            _ if is_unclear => return None,
            [one] if self.joint == Joint::None => SumRange::One(one.amounts()),
            [first, last] if self.joint == Joint::Range => between(first, last)?,
            _ => return None,
        };
        if range == SumRange::One(Vec::new()) {
            return None;
        }
        Some(Sum {
            range,
            currencies: self.currencies.unwrap_or_default(),
        })
    }
}

/// `in 2017` at the end.
fn is_year_at_the_end(pieces: &[Piece]) -> bool {
    let [preposition, year] = pieces else {
        return false;
    };
    let Content::Number(figures) = &year.content else {
        return false;
    };
    let is_year = figures
        .iter()
        .all(|figure| figure.places == 0 && (1000..3000).contains(&figure.mantissa));
    matches!(&*preposition.word, "in" | "for" | "by") && is_year
}

/// The range of two quantities. The first shares the scale of the last: `$2 to 3 million`.
fn between(first: &Quantity, last: &Quantity) -> Option<SumRange> {
    let [max] = last.amounts()[..] else {
        return None;
    };
    let scaled = Quantity {
        exponent: last.exponent,
        ..first.clone()
    };
    let candidates = [(first.exponent == 0).then_some(&scaled), Some(first)];
    let min = candidates.into_iter().flatten().find_map(|candidate| {
        let [min] = candidate.amounts()[..] else {
            return None;
        };
        (min.value < max.value).then_some(min.value)
    })?;
    Some(SumRange::Between {
        min,
        max: max.value,
    })
}
