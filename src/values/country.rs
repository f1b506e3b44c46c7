//! Countries by ISO 3166-1. Seeds write alpha-3 codes; requests may also write alpha-2 codes and English names.

use std::collections::HashMap;
use std::ops::RangeInclusive;
use std::sync::LazyLock;

use super::fold::spellings;

/// The names that ISO does not list; the file describes its own format.
const OTHER_NAMES: &str = include_str!("country_names.txt");

/// The lengths in bytes of the texts that get suggestions: shorter ones are codes, which are too short to tell a typing error from
/// another code, and no name is longer.
const SUGGESTED_LENGTHS: RangeInclusive<usize> = 4..=60;

/// The number of letters of a name for each typing error that is taken for one.
const LETTERS_PER_ERROR: usize = 5;

/// The length in bytes up to which the initial of a name must be right.
const SHORT: usize = 7;

/// The largest number of typing errors in a name.
const MAX_ERRORS: usize = 3;

/// The largest number of countries that a misspelt name is taken for.
const MAX_SUGGESTIONS: usize = 3;

/// The meaning of a name.
#[derive(Debug, Default)]
struct Meaning {
    /// The countries that it may stand for.
    codes: Vec<&'static str>,
    /// False for a name that several countries share, or that is not the name of a country today.
    is_accepted: bool,
}

/// The alpha-3 code of a country given by alpha-2 or alpha-3 code or by an English name, in any case.
///
/// The part of a name that ISO puts in brackets may be omitted (`Iran` for `Iran (Islamic Republic of)`) if the rest
/// names a single country: `Korea` returns `None`.
pub fn parse(text: &str) -> Option<&'static str> {
    let by_code =
        all().find(|c| c.alpha2.eq_ignore_ascii_case(text) || c.alpha3.eq_ignore_ascii_case(text));
    if let Some(country) = by_code {
        return Some(country.alpha3);
    }
    let keys = keys(text);
    let meaning = keys.iter().find_map(|key| NAMES.get(key))?;
    meaning
        .codes
        .first()
        .copied()
        .filter(|_| meaning.is_accepted)
}

/// The countries that a text which is not the name of one was probably meant for: all that a known name may stand for
/// (`Korea`), or else those with the most similar name. None if that is not clear.
pub fn suggestions(text: &str) -> Vec<&'static str> {
    let keys = keys(text);
    if let Some(meaning) = keys.iter().find_map(|key| NAMES.get(key)) {
        return meaning.codes.clone();
    }
    // The form of a state says little: "Republic of Mongolia" is no misspelt Angola.
    let plain = keys.iter().filter_map(|key| without_form(key));
    if let Some(meaning) = plain.clone().find_map(|key| NAMES.get(key)) {
        return meaning.codes.clone();
    }
    let plain: Vec<&str> = plain.chain(keys.iter().map(String::as_str)).collect();
    let Some(key) = plain
        .first()
        .filter(|key| SUGGESTED_LENGTHS.contains(&key.len()))
    else {
        return Vec::new();
    };
    let mut fewest = (key.len() / LETTERS_PER_ERROR).clamp(1, MAX_ERRORS);
    let mut codes = Vec::new();
    for (name, meaning) in NAMES.iter().filter(|(name, _)| is_comparable(key, name)) {
        let errors = strsim::osa_distance(key, name);
        if errors < fewest {
            fewest = errors;
            codes.clear();
        }
        if errors == fewest {
            codes.extend(&meaning.codes);
        }
    }
    codes.sort_unstable();
    codes.dedup();
    if codes.len() > MAX_SUGGESTIONS {
        codes.clear();
    }
    codes
}

/// A name without the form of the state before or behind it; `None` if it names none.
fn without_form(name: &str) -> Option<&str> {
    const BEFORE: [&str; 7] = [
        "republic of ",
        "kingdom of ",
        "state of ",
        "people s republic of ",
        "peoples republic of ",
        "union of ",
        "commonwealth of ",
    ];
    let before = BEFORE.iter().find_map(|form| name.strip_prefix(form));
    before.or_else(|| name.strip_suffix(" republic"))
}

/// Returns true if one of these names may be a misspelling of the other. In a short name the initial must be right: `Iberia` is not
/// Liberia.
fn is_comparable(text: &str, name: &str) -> bool {
    let has_initial = || text.as_bytes().first() == name.as_bytes().first();
    SUGGESTED_LENGTHS.contains(&name.len())
        && text.len().abs_diff(name.len()) <= MAX_ERRORS
        && (text.len() > SHORT || has_initial())
}

/// Every name with its meaning.
static NAMES: LazyLock<HashMap<String, Meaning>> = LazyLock::new(|| {
    let mut names: HashMap<String, Meaning> = HashMap::new();
    for (meaning, listed) in other_names() {
        for key in listed.iter().flat_map(|name| keys(name)) {
            let codes = meaning.codes.clone();
            let is_accepted = meaning.is_accepted;
            names.insert(key, Meaning { codes, is_accepted });
        }
    }
    for country in all() {
        for key in iso_names(country.name).iter().flat_map(|name| keys(name)) {
            let meaning = names.entry(key).or_insert(Meaning {
                codes: Vec::new(),
                is_accepted: true,
            });
            if !meaning.codes.contains(&country.alpha3) {
                meaning.codes.push(country.alpha3);
                meaning.is_accepted &= meaning.codes.len() == 1;
            }
        }
    }
    names
});

/// The short name of every country; its first other name if it shares the short one with others.
static SHORT_NAMES: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let mut short: HashMap<&str, &str> = all()
        .map(|country| (country.alpha3, short_name(country.name)))
        .collect();
    let is_shared = |name: &str| keys(name).iter().any(|key| !NAMES[key].is_accepted);
    for (meaning, listed) in other_names().filter(|(meaning, _)| meaning.is_accepted) {
        let own = short.get_mut(meaning.codes[0]);
        let own = own.expect("a code of the list of names is one of ISO 3166-1");
        if is_shared(own) {
            *own = listed[0];
        }
    }
    short
});

/// The lines of the list of other names.
fn other_names() -> impl Iterator<Item = (Meaning, Vec<&'static str>)> {
    let lines = OTHER_NAMES.lines();
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| {
        let (codes, names) = line.split_once(':').expect("a line has codes and names");
        let without_mark = codes.strip_prefix('?');
        let meaning = Meaning {
            codes: without_mark.unwrap_or(codes).split_whitespace().collect(),
            is_accepted: without_mark.is_none(),
        };
        (meaning, names.split(';').map(str::trim).collect())
    })
}

/// The names that follow from one of ISO: the name, without its brackets, and with the words in brackets in front.
fn iso_names(name: &'static str) -> Vec<String> {
    let mut names = vec![name.to_owned(), short_name(name).to_owned()];
    if let Some((short, form)) = name.split_once(" (")
        && let Some(form) = form.strip_suffix(')')
        && form.trim_end_matches(" the").ends_with(" of")
    {
        names.push([form, short].join(" "));
    }
    names
}

/// The forms under which names are compared.
fn keys(name: &str) -> Vec<String> {
    let key = |spelling: String| {
        let words = spelling.split(' ').filter(|word| *word != "the");
        let words = words.map(|word| if word == "st" { "saint" } else { word });
        words.collect::<Vec<_>>().join(" ")
    };
    let spellings = spellings(&name.replace('&', " and "));
    spellings.into_iter().map(key).collect()
}

/// Every name of a country, in lower case and without accents; also names that it shares with others, and former ones.
pub fn names(alpha3: &str) -> Vec<&'static str> {
    let named = NAMES
        .iter()
        .filter(|(_, meaning)| meaning.codes.contains(&alpha3));
    named.map(|(name, _)| name.as_str()).collect()
}

/// Returns true if `text` is an alpha-3 code in capitals.
pub fn is_alpha3(text: &str) -> bool {
    by_alpha3(text).is_some()
}

/// The short English name of the country with this alpha-3 code.
pub fn name(alpha3: &str) -> Option<&'static str> {
    SHORT_NAMES.get(alpha3).copied()
}

fn by_alpha3(code: &str) -> Option<rust_iso3166::CountryCode> {
    rust_iso3166::from_alpha3(code).filter(|country| country.alpha3 == code)
}

fn all() -> impl Iterator<Item = &'static rust_iso3166::CountryCode> {
    rust_iso3166::ALL.iter()
}

fn short_name(name: &'static str) -> &'static str {
    name.split(" (").next().unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names with the code that they mean.
    const KNOWN: &[(&str, &str)] = &[
        ("BHS", "The Bahamas; Bahamas; Commonwealth of The Bahamas"),
        (
            "CIV",
            "Côte d’Ivoire; Cote d Ivoire; Cote dIvoire; Ivory Coast",
        ),
        (
            "COD",
            "DRC; DR Congo; Democratic Republic of Congo; Congo, The Democratic Republic of the",
        ),
        (
            "COG",
            "Republic of the Congo; Republic of Congo; Congo-Brazzaville",
        ),
        ("CPV", "Cape Verde; Cabo Verde"),
        ("CZE", "Czechia; Czech Republic; the Czech Republic"),
        ("FSM", "Micronesia; Federated States of Micronesia"),
        ("GBR", "UK; Britain; Great Britain; The United Kingdom"),
        ("HKG", "Hong Kong"),
        (
            "IRN",
            "Persia; Islamic Republic of Iran; Iran, Islamic Republic of",
        ),
        ("KNA", "St. Kitts & Nevis; Saint Kitts and Nevis"),
        (
            "KOR",
            "Republic of Korea; South Korea; Korea, Republic of; Korea (Republic of); ROK",
        ),
        (
            "LAO",
            "Laos; Lao People's Democratic Republic; Lao Peoples Democratic Republic",
        ),
        ("MAC", "Macau; Macao"),
        ("MKD", "Macedonia; North Macedonia"),
        ("MMR", "Burma; Myanmar"),
        ("NLD", "Holland; The Netherlands"),
        (
            "PRK",
            "North Korea; DPRK; Democratic People’s Republic of Korea",
        ),
        ("PSE", "Palestine; State of Palestine"),
        ("SWZ", "Swaziland; Eswatini"),
        ("TLS", "East Timor; Timor-Leste"),
        ("TUR", "Turkey; Türkiye; Turkiye"),
        ("TWN", "Taiwan; Republic of China"),
        (
            "USA",
            "USA; U.S.A.; the United States; America; United States of America",
        ),
        ("VAT", "Vatican; Vatican City; Holy See"),
        ("VNM", "Vietnam; Viet Nam"),
    ];

    #[test]
    fn a_country_is_known_by_either_code_and_by_name_in_any_case() {
        for text in ["MNG", "mng", "MN", "mn", "Mongolia", "mongolia"] {
            assert_eq!(parse(text), Some("MNG"), "{text}");
        }
        assert_eq!(parse("cote d'ivoire"), Some("CIV"));
        assert_eq!(parse("Iran"), Some("IRN"));
        assert_eq!(parse("Russia"), Some("RUS"));
    }

    #[test]
    fn usual_official_and_older_names_are_known() {
        for (code, names) in KNOWN {
            for name in names.split("; ") {
                assert_eq!(parse(name), Some(*code), "{name}");
            }
        }
    }

    /// The one exception is `Congo`, the name that ISO gives one of the two countries of this name.
    #[test]
    fn every_name_of_iso_means_its_own_country_alone() {
        let shared = ["Korea", "Congo", "Virgin Islands"];
        for country in all() {
            for name in iso_names(country.name) {
                let expected = (!shared.contains(&name.as_str())).then_some(country.alpha3);
                assert_eq!(parse(&name), expected, "{name}");
            }
            let shown = name(country.alpha3).unwrap();
            assert_eq!(parse(shown), Some(country.alpha3), "{shown}");
        }
        assert_eq!(name("PRK"), Some("North Korea"));
        assert_eq!(name("COG"), Some("Republic of the Congo"));
        assert_eq!(name("IRN"), Some("Iran"));
    }

    #[test]
    fn every_other_name_is_listed_once_under_codes_of_iso() {
        let mut listed = HashMap::new();
        for (meaning, names) in other_names() {
            assert!(
                meaning.codes.iter().all(|code| is_alpha3(code)),
                "{names:?}"
            );
            assert!(
                !meaning.is_accepted || meaning.codes.len() == 1,
                "{names:?}"
            );
            for name in names {
                let expected = meaning
                    .codes
                    .first()
                    .copied()
                    .filter(|_| meaning.is_accepted);
                assert_eq!(parse(name), expected, "{name}");
                let before = listed.insert(keys(name), meaning.codes.clone());
                assert!(before.is_none_or(|codes| codes == meaning.codes), "{name}");
            }
        }
    }

    #[test]
    fn suggestions_are_all_candidates_and_nothing_far_fetched() {
        for (text, codes) in [
            ("Korea", "KOR PRK"),
            ("Congo", "COD COG"),
            ("Koria", "KOR PRK"),
            ("England", "GBR"),
            ("Czechoslovakia", "CZE SVK"),
            ("Soviet Union", ""),
            ("Kosovo", ""),
            ("Prussia", ""),
            ("Atlantis", ""),
            ("Bali", ""),
            ("Iberia", ""),
            ("Kazakstan", "KAZ"),
            ("Mongola", "MNG"),
            ("Phillipines", "PHL"),
            ("Slovania", "SVK SVN"),
            ("KAX", ""),
            ("", ""),
            ("Republic of Mongolia", "MNG"),
            ("Mongolian Republic", "MNG"),
            ("Republic of Japan", "JPN"),
            ("Kingdom of Denmrk", "DNK"),
        ] {
            assert_eq!(suggestions(text).join(" "), codes, "{text}");
        }
        assert!(suggestions(&"\u{fdfa}".repeat(200)).is_empty());
    }

    #[test]
    fn a_name_of_two_countries_or_none_is_unknown() {
        assert_eq!(parse("Korea"), None);
        assert_eq!(parse("Atlantis"), None);
        assert_eq!(parse(""), None);
    }
}
