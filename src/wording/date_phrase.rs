//! The grammar of dates: from tokens to the dates that they name, and how these are joined and qualified.

use super::date_tokens::{DateToken, date_tokens};
use super::date_words::{Bound, DateWord};
use super::partial_date::{PartialDate, complete};

/// The way in which the dates of a phrase belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// From one to the other.
    Range,
    /// One or the other, or both.
    Set,
}

/// The wording of a date.
#[derive(Debug, Default)]
pub struct DatePhrase {
    pub dates: Vec<PartialDate>,
    /// `None` for a single date.
    pub link: Option<Link>,
    pub bound: Option<Bound>,
    pub approximate: bool,
    pub uncertain: bool,
}

/// A phrase as far as it was read.
#[derive(Debug, Default)]
struct PhraseParser {
    phrase: DatePhrase,
    /// The date that is being read.
    current: PartialDate,
    is_between: bool,
    after_comma: bool,
}

impl DatePhrase {
    /// Parses the wording; `None` if a part of it is not understood.
    pub fn parse(text: &str) -> Option<Self> {
        let tokens = date_tokens(text)?;
        let mut parser = PhraseParser::default();
        for (index, token) in tokens.iter().enumerate() {
            parser.token(token, tokens.get(index + 1))?;
        }
        parser.finish()
    }
}

impl PhraseParser {
    fn token(&mut self, token: &DateToken, next: Option<&DateToken>) -> Option<()> {
        match token {
            DateToken::Number { value, digits } => self.number(*value, *digits),
            DateToken::Ordinal(number) => {
                self.component(|date| put(&mut date.ordinal, *number), false)
            }
            DateToken::Decade(year) => self.component(|date| put(&mut date.decade, *year), false),
            DateToken::Numeric(readings) => self.component(
                |date| {
                    let is_free = date.numeric.is_empty();
                    date.numeric.clone_from(readings);
                    is_free
                },
                false,
            ),
            DateToken::Comma => {
                self.after_comma = true;
                Some(())
            }
            DateToken::Dash => {
                let is_hyphen = next == Some(&DateToken::Word(DateWord::Century));
                if self.current.is_only_part() || is_hyphen {
                    return Some(());
                }
                self.join(Link::Range)
            }
            DateToken::Word(word) => self.word(*word, next),
        }
    }

    fn word(&mut self, word: DateWord, next: Option<&DateToken>) -> Option<()> {
        match word {
            DateWord::Month(month) => self.component(|date| put(&mut date.month, month), false),
            DateWord::Season(season) => self.component(|date| put(&mut date.season, season), false),
            DateWord::Fraction => {
                self.current.ordinal.take()?;
                self.current.is_part = true;
                Some(())
            }
            DateWord::To => self.join(Link::Range),
            DateWord::Bound(Bound::Until) if !self.current.is_empty() => self.join(Link::Range),
            DateWord::And if self.is_between => self.join(Link::Range),
            // On or about 5 May, on or before 5 May.
            DateWord::Or if may_follow_or(next) && self.current.is_empty() => Some(()),
            DateWord::As => match next {
                Some(DateToken::Word(DateWord::Filler)) => self.bound(Bound::From),
                Some(DateToken::Word(DateWord::Bound(Bound::From))) => Some(()),
                _ => None,
            },
            DateWord::And | DateWord::Or => self.join(Link::Set),
            DateWord::Bound(bound) if self.current.is_empty() => self.bound(bound),
            DateWord::Bound(_) => None,
            DateWord::Beginning if next == Some(&DateToken::Word(DateWord::In)) => {
                self.bound(Bound::From)
            }
            DateWord::Onwards => self.bound(Bound::Since),
            _ => {
                self.mark(word);
                Some(())
            }
        }
    }

    /// Notes a word that may stand anywhere in its date.
    fn mark(&mut self, word: DateWord) {
        match word {
            DateWord::Century => self.current.names_century = true,
            DateWord::Part | DateWord::Beginning => self.current.is_part = true,
            DateWord::Between => self.is_between = true,
            DateWord::Approximate => self.phrase.approximate = true,
            DateWord::Uncertain => self.phrase.uncertain = true,
            _ => {}
        }
    }

    fn bound(&mut self, bound: Bound) -> Option<()> {
        // From 2004 onwards, as of 2004, as from 2004.
        let may_follow = matches!(self.phrase.bound, None | Some(Bound::From));
        self.phrase.bound = Some(bound);
        may_follow.then_some(())
    }

    fn number(&mut self, value: u32, digits: usize) -> Option<()> {
        let short_year = self.year_before().filter(|_| digits == 2);
        if let Some(year) = short_year {
            return self.component(|date| put(&mut date.year, year - year % 100 + value), true);
        }
        match (digits, value) {
            (1 | 2, 1..=31) => self.component(|date| put(&mut date.day, value), true),
            (3 | 4, 100..=2999) => self.component(|date| put(&mut date.year, value), true),
            _ => None,
        }
    }

    /// The year after which two digits are another year: 1994–96.
    fn year_before(&self) -> Option<u32> {
        let previous = self.phrase.dates.last()?;
        let is_plain = previous.day.or(previous.month).is_none();
        let follows = self.phrase.link == Some(Link::Range) && self.current.is_empty();
        previous.year.filter(|_| is_plain && follows)
    }

    /// Adds a component. A second one of its sort begins another date, if a comma stands between them.
    fn component(
        &mut self,
        set: impl Fn(&mut PartialDate) -> bool,
        may_follow_comma: bool,
    ) -> Option<()> {
        let before = self.current.clone();
        let is_set = set(&mut self.current);
        let after_comma = std::mem::take(&mut self.after_comma);
        if is_set {
            return Some(());
        }
        self.current = before;
        if !after_comma || !may_follow_comma {
            return None;
        }
        self.join(Link::Set)?;
        set(&mut self.current).then_some(())
    }

    /// Ends one date; another follows.
    fn join(&mut self, link: Link) -> Option<()> {
        if self.current.is_empty() || self.phrase.link.is_some_and(|other| other != link) {
            return None;
        }
        self.after_comma = false;
        self.phrase.link = Some(link);
        self.phrase.dates.push(std::mem::take(&mut self.current));
        Some(())
    }

    fn finish(mut self) -> Option<DatePhrase> {
        let is_range = self.phrase.link == Some(Link::Range);
        let is_closed = !(self.after_comma || self.is_between && !is_range);
        let mut phrase = self.phrase;
        phrase.dates.push(std::mem::take(&mut self.current));
        let is_complete = phrase.dates.iter().all(|date| !date.is_empty());
        if !is_closed || !is_complete || is_range && phrase.dates.len() != 2 {
            return None;
        }
        if is_range && matches!(phrase.bound, Some(Bound::From | Bound::Since)) {
            phrase.bound = None;
        }
        phrase.join_winter();
        complete(&mut phrase.dates, is_range)?;
        let is_single = phrase.dates.len() == 1;
        (is_single || phrase.bound.is_none()).then_some(phrase)
    }
}

impl DatePhrase {
    /// Makes one date of the winter of two years: `winter of 2004–05`.
    fn join_winter(&mut self) {
        let [first, second] = &self.dates[..] else {
            return;
        };
        let next = first.year.map(|year| year + 1);
        let only_year = PartialDate {
            year: next,
            ..PartialDate::default()
        };
        if first.season == Some(24) && next.is_some() && *second == only_year {
            let numeric = first.year.map(|year| format!("{year:04}-24"));
            self.dates = vec![PartialDate {
                numeric: numeric.into_iter().collect(),
                ..PartialDate::default()
            }];
            self.link = None;
        }
    }
}

impl PartialDate {
    fn is_only_part(&self) -> bool {
        self.is_part
            && *self
                == Self {
                    is_part: true,
                    ..Self::default()
                }
    }
}

fn may_follow_or(next: Option<&DateToken>) -> bool {
    matches!(
        next,
        Some(DateToken::Word(DateWord::Approximate | DateWord::Bound(_)))
    )
}

/// Fills a slot, and returns false if it was full.
fn put(slot: &mut Option<u32>, value: u32) -> bool {
    slot.replace(value).is_none()
}
