//! The signs, words and adjectives of currencies, with the codes that each may stand for.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use super::term_lines::{InvalidLine, check_word, entries};
use crate::values::currency;

const TEXT: &str = include_str!("vocabulary/currencies.txt");

/// The terms of currencies by their types, each with its codes.
#[derive(Debug, Default)]
struct Currencies<'t> {
    signs: BTreeMap<char, Vec<&'t str>>,
    /// Names and short forms.
    names: HashMap<&'t str, Vec<&'t str>>,
    /// Capital letters before a dollar sign.
    dollar_prefixes: HashMap<&'t str, Vec<&'t str>>,
    adjectives: HashMap<&'t str, Vec<&'t str>>,
    /// The codes themselves.
    codes: HashMap<&'static str, [&'static str; 1]>,
}

static CURRENCIES: LazyLock<Currencies<'static>> =
    LazyLock::new(|| Currencies::parse(TEXT).expect("a test parses the vocabulary of currencies"));

/// The codes of a currency's sign; `None` for any other character.
pub fn of_sign(sign: char) -> Option<&'static [&'static str]> {
    CURRENCIES.signs.get(&sign).map(Vec::as_slice)
}

/// The codes of the letters before a dollar sign: `US$`, `A$`, `R$`.
pub fn of_dollar_prefix(letters: &str) -> Option<&'static [&'static str]> {
    let letters = letters.to_uppercase();
    let listed = CURRENCIES.dollar_prefixes.get(&*letters);
    listed.map(Vec::as_slice).or_else(|| of_code(&letters))
}

/// The codes of a word as it is written: the name of a currency, its short form, or its code in capitals.
pub fn of_word(written: &str) -> Option<&'static [&'static str]> {
    if let Some(code) = of_code(written) {
        return Some(code);
    }
    let word = written.to_lowercase().replace('.', "");
    of_name(&word).or_else(|| of_name(word.strip_suffix('s')?))
}

fn of_name(word: &str) -> Option<&'static [&'static str]> {
    CURRENCIES.names.get(word).map(Vec::as_slice)
}

/// The codes of the currencies that an adjective or a country's name before the name of a currency singles out.
pub fn of_adjective(word: &str) -> Option<&'static [&'static str]> {
    CURRENCIES.adjectives.get(word).map(Vec::as_slice)
}

fn of_code(word: &str) -> Option<&'static [&'static str]> {
    CURRENCIES.codes.get(word).map(<[_; 1]>::as_slice)
}

impl<'t> Currencies<'t> {
    fn parse(text: &'t str) -> Result<Self, InvalidLine> {
        let mut currencies = Self {
            codes: currency::codes().map(|code| (code, [code])).collect(),
            ..Self::default()
        };
        for entry in entries(text) {
            let (line, term, listed) = entry?;
            let codes = currencies.read_codes(line, listed)?;
            let before = currencies.add(line, term, codes)?;
            if before.is_some() {
                let reason = format!("`{term}` is listed twice");
                return Err(InvalidLine::new(line, reason));
            }
        }
        Ok(currencies)
    }

    /// The codes of a line, in which a name from a line above stands for its codes.
    fn read_codes(&self, line: usize, listed: &'t str) -> Result<Vec<&'t str>, InvalidLine> {
        let mut codes = Vec::new();
        for word in listed.split(' ') {
            match self.names.get(word) {
                Some(named) => codes.extend(named),
                None if currency::is_code(word) => codes.push(word),
                None => {
                    let reason = format!("`{word}` is neither a code nor a name from a line above");
                    return Err(InvalidLine::new(line, reason));
                }
            }
        }
        let twice = (1..codes.len()).find(|at| codes[..*at].contains(&codes[*at]));
        match twice {
            None => Ok(codes),
            Some(at) => {
                let reason = format!("`{}` is listed twice", codes[at]);
                Err(InvalidLine::new(line, reason))
            }
        }
    }

    /// Adds a term, and returns the codes that it had before.
    fn add(
        &mut self,
        line: usize,
        term: &'t str,
        codes: Vec<&'t str>,
    ) -> Result<Option<Vec<&'t str>>, InvalidLine> {
        let mut characters = term.chars();
        if let (Some(sign), None) = (characters.next(), characters.next())
            && !sign.is_alphanumeric()
        {
            return Ok(self.signs.insert(sign, codes));
        }
        if let Some(letters) = term.strip_suffix('$') {
            if !letters.chars().all(char::is_uppercase) {
                let reason = format!("`{letters}` before the dollar sign are no capital letters");
                return Err(InvalidLine::new(line, reason));
            }
            return Ok(self.dollar_prefixes.insert(letters, codes));
        }
        let (word, words) = match term.strip_suffix(" *") {
            Some(adjective) => (adjective, &mut self.adjectives),
            None => (term, &mut self.names),
        };
        check_word(line, word)?;
        Ok(words.insert(word, codes))
    }
}

#[cfg(test)]
mod tests {
    use super::{Currencies, TEXT, of_adjective, of_dollar_prefix, of_sign, of_word};

    #[test]
    fn the_shipped_vocabulary_is_valid() {
        let currencies = Currencies::parse(TEXT).unwrap();
        assert!(!currencies.signs.is_empty() && !currencies.dollar_prefixes.is_empty());
    }

    #[test]
    fn terms_are_found_in_any_case_and_with_points() {
        assert_eq!(of_sign('€'), Some(&["EUR"][..]));
        assert_eq!(of_sign('e'), None);
        assert!(of_sign('$').is_some_and(|codes| codes.starts_with(&["USD"])));
        assert_eq!(of_dollar_prefix("us"), Some(&["USD"][..]));
        assert_eq!(of_dollar_prefix("NZD"), Some(&["NZD"][..]));
        assert_eq!(of_word("NOK"), Some(&["NOK"][..]));
        assert_eq!(of_word("nok"), None);
        assert_eq!(of_word("Kč"), Some(&["CZK"][..]));
        assert_eq!(of_word("kr."), of_word("Krónur"));
        assert_eq!(of_word("francs"), of_word("franc"));
        assert_eq!(of_adjective("mexican"), Some(&["MXN"][..]));
        assert_eq!(of_word("mexican"), None);
    }

    #[test]
    fn a_name_stands_for_its_codes_on_the_lines_below() {
        let currencies = Currencies::parse("peso: MXN CLP\n$: USD peso BRL").unwrap();
        assert_eq!(currencies.signs[&'$'], ["USD", "MXN", "CLP", "BRL"]);
    }

    #[test]
    fn a_bad_line_is_reported_with_its_number() {
        for (text, message) in [
            (
                "# a\n\npeso: MXQ",
                "line 3: `MXQ` is neither a code nor a name from a line above",
            ),
            (
                "$: peso\npeso: MXN",
                "line 1: `peso` is neither a code nor a name from a line above",
            ),
            (
                "peso: MXN  CLP",
                "line 1: `` is neither a code nor a name from a line above",
            ),
            ("peso: MXN CLP MXN", "line 1: `MXN` is listed twice"),
            (
                "peso: MXN\n$: USD MXN peso",
                "line 2: `MXN` is listed twice",
            ),
            ("peso: MXN\npeso: CLP", "line 2: `peso` is listed twice"),
            ("A$: AUD\nA$: AUD", "line 2: `A$` is listed twice"),
            (
                "a$: AUD",
                "line 1: `a` before the dollar sign are no capital letters",
            ),
            ("Peso: MXN", "line 1: `Peso` is no word in lower case"),
            (
                "new zealand *: NZD",
                "line 1: `new zealand` is no word in lower case",
            ),
            (
                "peso:",
                "line 1: it has no `: ` between a term and its meaning",
            ),
        ] {
            let error = Currencies::parse(text).unwrap_err();
            assert_eq!(error.to_string(), message, "{text}");
        }
    }
}
