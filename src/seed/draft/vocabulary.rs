//! The vocabularies of the rules: data files with one term a line, each parsed once.
//!
//! Each file describes its own format. A line that does not follow it is an error with its number, which a test reports.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::patterns::{Pattern, PatternSet, TermSet};
use super::tokens::{fold, words};
use crate::kind::{FieldType, Kind, OFFICE};
use crate::kinds;
use crate::values::country;
use crate::wording::term_lines::{InvalidLine, entries};

/// Words that evoke a kind of fact, or a value of one of its fields.
#[derive(Debug)]
pub struct Cue {
    /// The name of the kind; `context` for headings and whole sentences.
    pub kind: String,
    pub fields: Vec<(String, String)>,
    /// As the file writes it.
    pub pattern: String,
    /// The number of the line in the file.
    pub line: usize,
}

impl Cue {
    /// The value of a field, if the cue sets it.
    pub fn field(&self, name: &str) -> Option<&str> {
        let field = self.fields.iter().find(|(field, _)| field == name);
        field.map(|(_, value)| value.as_str())
    }
}

/// The cues, and the search for their patterns, whose numbers are those of the cues.
#[derive(Debug)]
pub struct Cues {
    pub cues: Vec<Cue>,
    pub patterns: PatternSet,
}

/// The title of a person.
#[derive(Debug, Clone, Copy)]
pub struct Title {
    pub office: &'static str,
    /// True if the name of a field follows: `Minister of *`.
    pub has_field: bool,
}

/// The titles, and the words that tell where names begin and end.
#[derive(Debug)]
pub struct Titles {
    pub terms: TermSet<Title>,
    pub honorifics: TermSet<()>,
    pub fields: HashSet<String>,
    pub bodies: HashSet<String>,
}

/// A name of a country, or an adjective of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CountryTerm<'v> {
    pub code: &'v str,
    pub is_adjective: bool,
}

/// The topic of the lines about headings and whole sentences.
pub const CONTEXT: &str = "context";

pub static CUES: LazyLock<Cues> = LazyLock::new(|| {
    let cues = parse_cues(include_str!("vocabulary/cues.txt"));
    cues.expect("a test parses the vocabulary of cues")
});

pub static TITLES: LazyLock<Titles> = LazyLock::new(|| {
    let titles = parse_titles(include_str!("vocabulary/titles.txt"));
    titles.expect("a test parses the vocabulary of titles")
});

/// The names of all countries, and the adjectives and names of their people.
pub static COUNTRIES: LazyLock<TermSet<CountryTerm<'static>>> = LazyLock::new(|| {
    let demonyms = parse_demonyms(include_str!("vocabulary/demonyms.txt"));
    let demonyms = demonyms.expect("a test parses the vocabulary of demonyms");
    let names = country::unambiguous_names().flat_map(|(name, code)| {
        let term = CountryTerm {
            code,
            is_adjective: false,
        };
        written_forms(name)
            .into_iter()
            .map(move |words| (words, term))
    });
    let demonyms = demonyms.into_iter().map(|(term, code)| {
        let is_adjective = term.contains(char::is_lowercase);
        (words(&term), CountryTerm { code, is_adjective })
    });
    TermSet::new(names.chain(demonyms))
});

/// The forms in which documents write the folded name of a country.
fn written_forms(name: &str) -> Vec<Vec<String>> {
    let word = |word: &str| match word {
        "s" => "'s".to_owned(),
        _ => word.to_owned(),
    };
    // The apostrophe of Côte d'Ivoire is a part of the word.
    let name = name.replace(" d ", " d'");
    let plain: Vec<String> = name.split(' ').map(word).collect();
    let mut forms = vec![plain.clone()];
    if plain.len() == 2 {
        forms.push(vec![plain.join("-")]);
    }
    if plain.iter().any(|word| word == "saint") {
        for short in ["st", "st."] {
            let replaced = plain.iter().map(|word| match word.as_str() {
                "saint" => short.to_owned(),
                _ => word.clone(),
            });
            forms.push(replaced.collect());
        }
    }
    forms
}

/// Parses the adjectives of countries: each with the code of its country.
pub fn parse_demonyms(text: &str) -> Result<Vec<(String, &'static str)>, InvalidLine> {
    let mut terms = Vec::new();
    let mut taken = HashSet::new();
    for entry in entries(text) {
        let (line, code, listed) = entry?;
        let known = country::parse(code).filter(|known| *known == code);
        let code =
            known.ok_or_else(|| InvalidLine::new(line, format!("`{code}` is no country")))?;
        for term in listed.split(", ") {
            if !term.starts_with(char::is_uppercase) {
                return Err(InvalidLine::new(
                    line,
                    format!("`{term}` has no capital letter"),
                ));
            }
            if !taken.insert(fold(term)) {
                return Err(InvalidLine::new(line, format!("`{term}` is listed twice")));
            }
            terms.push((term.to_owned(), code));
        }
    }
    Ok(terms)
}

/// Parses the titles of people.
pub fn parse_titles(text: &str) -> Result<Titles, InvalidLine> {
    let (mut titles, mut honorifics) = (Vec::new(), Vec::new());
    let (mut fields, mut bodies) = (HashSet::new(), HashSet::new());
    let mut taken = HashSet::new();
    for entry in entries(text) {
        let (line, term, meaning) = entry?;
        let name = term.trim_end_matches(" *");
        let has_field = name != term;
        if !taken.insert((words(term), meaning == "body")) {
            return Err(InvalidLine::new(line, format!("`{term}` is listed twice")));
        }
        match meaning {
            "honorific" => honorifics.push((words(name), ())),
            "field" => drop(fields.insert(fold(name))),
            "body" => drop(bodies.insert(fold(name))),
            _ => {
                let office = OFFICE.values.iter().find(|office| **office == meaning);
                let office = office
                    .ok_or_else(|| InvalidLine::new(line, format!("`{meaning}` is no office")))?;
                let title = Title { office, has_field };
                let spaced = name.replace('-', " ");
                if spaced != name {
                    titles.push((words(&spaced), title));
                }
                titles.push((words(name), title));
                if name.split(' ').count() == 2 && !has_field && name.starts_with("Vice ") {
                    titles.push((words(&name.replace(' ', "-")), title));
                }
            }
        }
    }
    Ok(Titles {
        terms: TermSet::new(titles),
        honorifics: TermSet::new(honorifics),
        fields,
        bodies,
    })
}

/// Parses the cues.
pub fn parse_cues(text: &str) -> Result<Cues, InvalidLine> {
    let mut cues = Vec::new();
    let mut patterns = Vec::new();
    for entry in entries(text) {
        let (line, head, listed) = entry?;
        let mut parts = head.split(' ');
        let kind = parts.next().unwrap_or_default();
        let fields = parts.map(|part| part.split_once('='));
        let fields: Option<Vec<(&str, &str)>> = fields.collect();
        let fields = fields.ok_or_else(|| InvalidLine::new(line, "a field has no `=`"))?;
        check_head(kind, &fields).map_err(|reason| InvalidLine::new(line, reason))?;
        for pattern in listed.split("; ") {
            patterns
                .push(Pattern::parse(pattern).map_err(|reason| InvalidLine::new(line, reason))?);
            let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
            cues.push(Cue {
                kind: kind.to_owned(),
                fields: fields.iter().map(owned).collect(),
                pattern: pattern.to_owned(),
                line,
            });
        }
    }
    let patterns = PatternSet::new(patterns);
    Ok(Cues { cues, patterns })
}

/// Checks that the kind and the values of its fields exist.
fn check_head(kind: &str, fields: &[(&str, &str)]) -> Result<(), String> {
    if kind == CONTEXT {
        return Ok(());
    }
    let known = kinds::by_name(kind).ok_or_else(|| format!("`{kind}` is no kind of fact"))?;
    let wrong = fields
        .iter()
        .find(|(name, value)| !has_value(known, name, value));
    match wrong {
        None => Ok(()),
        Some((name, value)) => Err(format!("`{name}` of `{kind}` cannot be `{value}`")),
    }
}

fn has_value(kind: &Kind, name: &str, value: &str) -> bool {
    let mut fields = kind.fields.iter();
    let field = fields.find(|field| field.name == name);
    match field.map(|field| field.field_type) {
        Some(FieldType::Choice(vocabulary)) => vocabulary.values.contains(&value),
        Some(FieldType::Flag) => value == "true",
        _ => name == "role",
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::super::tokens::tokens;
    use super::{COUNTRIES, CUES, TITLES, parse_cues, parse_demonyms, parse_titles};
    use crate::values::country;

    #[test]
    fn the_shipped_vocabularies_are_valid() {
        parse_demonyms(include_str!("vocabulary/demonyms.txt")).unwrap();
        parse_titles(include_str!("vocabulary/titles.txt")).unwrap();
        parse_cues(include_str!("vocabulary/cues.txt")).unwrap();
    }

    #[test]
    fn every_country_has_a_demonym() {
        let demonyms = parse_demonyms(include_str!("vocabulary/demonyms.txt")).unwrap();
        let listed: HashSet<&str> = demonyms.iter().map(|(_, code)| *code).collect();
        let iso = rust_iso3166::ALL.iter().map(|country| country.alpha3);
        let missing: Vec<&str> = iso.filter(|code| !listed.contains(code)).collect();
        assert!(missing.is_empty(), "{missing:?}");
        assert!(
            ["CSK", "DDR", "SUN", "YUG"]
                .iter()
                .all(|code| listed.contains(code))
        );
    }

    #[test]
    fn countries_are_found_by_their_names_and_demonyms() {
        for (text, code, is_adjective) in [
            ("Peruvian", "PER", true),
            ("South Korean", "KOR", true),
            ("Guinea-Bissau", "GNB", false),
            ("St. Lucia", "LCA", false),
            ("Côte d’Ivoire", "CIV", false),
            ("United Arab Emirates", "ARE", false),
            ("Soviet Union", "SUN", false),
        ] {
            let (_, term) = COUNTRIES
                .at(&tokens(text))
                .unwrap_or_else(|| panic!("{text}"));
            assert_eq!(
                (term.code, term.is_adjective),
                (code, is_adjective),
                "{text}"
            );
            assert!(country::is_code(term.code));
        }
    }

    #[test]
    fn titles_are_found_in_any_case() {
        for (text, office) in [
            ("prime minister", "head_of_government"),
            ("Vice-President", "deputy_head"),
            ("Minister of Foreign Affairs", "foreign_minister"),
            ("Minister of Health", "minister"),
        ] {
            let (_, title) = TITLES.terms.at(&tokens(text)).unwrap();
            assert_eq!(title.office, office, "{text}");
        }
    }

    #[test]
    fn cues_name_the_line_that_they_come_from() {
        let text = include_str!("vocabulary/cues.txt");
        for cue in &CUES.cues {
            let line = text.lines().nth(cue.line - 1).unwrap();
            assert!(line.contains(&cue.pattern), "{line}");
        }
    }

    #[test]
    fn a_bad_line_is_reported_with_its_number() {
        let cues = |text: &str| parse_cues(text).map(drop).unwrap_err().to_string();
        let titles = |text: &str| parse_titles(text).map(drop).unwrap_err().to_string();
        let demonyms = |text: &str| parse_demonyms(text).map(drop).unwrap_err().to_string();
        assert_eq!(
            cues("# a\n\nvist: visited"),
            "line 3: `vist` is no kind of fact"
        );
        assert_eq!(
            cues("visit type=holiday: holiday"),
            "line 1: `type` of `visit` cannot be `holiday`"
        );
        assert_eq!(cues("visit type: visited"), "line 1: a field has no `=`");
        assert_eq!(
            cues("visit: Visited"),
            "line 1: `Visited` is no word in lower case"
        );
        assert_eq!(
            cues("visit visited"),
            "line 1: it has no `: ` between a term and its meaning"
        );
        assert_eq!(
            cues("visit:  visited"),
            "line 1: it has a space too many, or a part is missing"
        );
        assert_eq!(titles("King: monarch"), "line 1: `monarch` is no office");
        assert_eq!(
            titles("King: head_of_state\nking: other"),
            "line 2: `king` is listed twice"
        );
        assert_eq!(demonyms("QQQ: Qqq"), "line 1: `QQQ` is no country");
        assert_eq!(
            demonyms("PER: peruvian"),
            "line 1: `peruvian` has no capital letter"
        );
        assert_eq!(
            demonyms("PER: Peruvian\nCHL: Peruvian"),
            "line 2: `Peruvian` is listed twice"
        );
    }
}
