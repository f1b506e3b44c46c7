//! Checks of countries: those of a fact are parties of the pair, unless a document names another.

use std::cell::OnceCell;

use super::rules::values_at;
use crate::kind::{Rule, Scope};
use crate::seed::diagnostics::Diagnostics;
use crate::seed::read::{Pair, ParsedFact};
use crate::seed::uncompared::{Comparable, Uncompared};
use crate::values::country;
use crate::values::fold::fold;

/// The number of letters by which a name of a country is found, also in its adjective: `Mongolia`, `Mongolian`.
const STEM_LENGTH: usize = 5;

/// The adjectives that begin with other letters than the name of their country.
const ADJECTIVES: &[(&str, &[&str])] = &[
    ("CHE", &["swiss"]),
    ("CHN", &["prc", "beijing"]),
    ("CIV", &["ivory", "ivorian"]),
    ("CZE", &["czech"]),
    ("DNK", &["danish"]),
    ("ESP", &["spanish"]),
    ("FIN", &["finnish"]),
    ("FRA", &["french"]),
    ("GBR", &["uk", "british", "britain", "english", "england"]),
    ("GRC", &["greek"]),
    ("IRL", &["irish"]),
    ("KOR", &["korean", "rok"]),
    ("NLD", &["dutch", "holland"]),
    ("PHL", &["filipino"]),
    ("POL", &["polish"]),
    ("PRK", &["korean", "dprk"]),
    ("SWE", &["swedish"]),
    ("THA", &["thai"]),
    ("TUR", &["turkish", "turk"]),
    ("TWN", &["roc", "taipei"]),
    ("USA", &["us", "american", "america", "washington"]),
    ("VAT", &["vatican", "pope", "papal"]),
];

/// The words with which names of several countries begin.
const SHARED_WORDS: &[&str] = &[
    "british",
    "central",
    "commonwealth",
    "democratic",
    "equatorial",
    "federal",
    "federated",
    "federation",
    "french",
    "grand",
    "islamic",
    "kingdom",
    "north",
    "northern",
    "people",
    "peoples",
    "plurinational",
    "principality",
    "republic",
    "saint",
    "socialist",
    "south",
    "southern",
    "state",
    "states",
    "sultanate",
    "union",
    "united",
    "western",
];

/// The parties of a pair, and what its documents say of other countries.
pub struct Parties<'p> {
    pair: &'p Pair,
    /// Two codes; empty if they are unknown.
    codes: Vec<&'p str>,
    /// The words of each document, folded; `None` if its text is not at hand. Few pairs need them.
    texts: OnceCell<Vec<Option<String>>>,
}

impl<'p> Parties<'p> {
    pub fn new(pair: &'p Pair) -> Self {
        let relation = pair
            .facts
            .iter()
            .find(|fact| fact.kind.scope == Scope::Pair);
        let listed = relation.filter(|relation| !relation.has_errors);
        let listed = listed.and_then(|relation| {
            let lists = relation.kind.rules.iter();
            let mut lists = lists.filter_map(|rule| match rule {
                Rule::TwoDistinct { list } => Some(*list),
                _ => None,
            });
            relation.list(lists.next()?)
        });
        let codes = listed.unwrap_or_default().iter();
        Self {
            pair,
            codes: codes.filter_map(|code| code.as_str()).collect(),
            texts: OnceCell::new(),
        }
    }

    /// Checks the countries of a fact that its kind declares to be parties.
    pub fn check(
        &self,
        fact: &ParsedFact,
        uncompared: &mut Uncompared,
        diagnostics: &mut Diagnostics,
    ) {
        if self.codes.len() != 2 {
            return;
        }
        let rules = fact.kind.rules.iter();
        let fields = rules.filter_map(|rule| match rule {
            Rule::Parties { fields } => Some(*fields),
            _ => None,
        });
        for field in fields.flatten() {
            let values = values_at(&fact.values, field).into_iter();
            let codes = values.filter_map(|value| value.as_str());
            for code in codes.filter(|code| !self.codes.contains(code)) {
                self.check_third(fact, field, code, uncompared, diagnostics);
            }
        }
    }

    /// Checks a country that is not a party.
    fn check_third(
        &self,
        fact: &ParsedFact,
        field: &str,
        code: &str,
        uncompared: &mut Uncompared,
        diagnostics: &mut Diagnostics,
    ) {
        let key = field.split('.').next().unwrap_or(field);
        // The name of another is looked for by `check_country_names`.
        if !country::is_code(code) {
            return;
        }
        match self.is_named(code) {
            Some(true) => {}
            None => uncompared.push(Comparable::Country, fact, key, code),
            Some(false) => {
                let message = format!("`{field}` is {code}, which no document names");
                let remedy = format!(
                    "write {}, or the country that the document names",
                    self.codes.join(" or ")
                );
                diagnostics.push(fact.diagnostic_at(key, message, remedy));
            }
        }
    }

    /// True if a place of the pair is in the country or a document names it; `None` if a text that may name it is missing.
    fn is_named(&self, code: &str) -> Option<bool> {
        let mut places = self.pair.places.iter().flatten();
        if places.any(|place| place.country == code) {
            return Some(true);
        }
        let names = country::names(code).into_iter();
        let stems = names.map(|name| [" ", stem(name)].concat());
        let own = self.pair.country_names().filter(|one| one.code == code);
        let own = own.map(|one| [" ", &fold(one.name)].concat());
        let stems: Vec<String> = stems.chain(own).collect();
        let adjectives = ADJECTIVES.iter().filter(|(of, _)| *of == code);
        let adjectives = adjectives.flat_map(|(_, words)| words.iter());
        let adjectives: Vec<String> = adjectives.map(|word| [" ", word].concat()).collect();
        let names = |text: &String| {
            let mut stems = stems.iter().chain(&adjectives);
            stems.any(|stem| text.contains(stem.as_str()))
        };
        let texts = self.texts.get_or_init(|| folded_texts(self.pair));
        if texts.iter().flatten().any(names) {
            return Some(true);
        }
        let is_complete = texts.iter().all(Option::is_some) && !texts.is_empty();
        is_complete.then_some(false)
    }
}

/// The words of each document, folded; `None` if its text is not at hand.
pub fn folded_texts(pair: &Pair) -> Vec<Option<String>> {
    let texts = pair.documents.values().map(|document| {
        let text = document.text.as_ref()?;
        Some([" ", &fold(&text.document.text)].concat())
    });
    texts.collect()
}

/// The start of a country's name by which it is found. It is the whole name if others begin in the same way.
fn stem(name: &str) -> &str {
    let first = name.split(' ').next().unwrap_or(name);
    let is_own = first.len() >= STEM_LENGTH && !SHARED_WORDS.contains(&first);
    name.get(..STEM_LENGTH).filter(|_| is_own).unwrap_or(name)
}
