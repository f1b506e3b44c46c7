//! Countries by ISO 3166-1, former ones by ISO 3166-3, and codes of the range that ISO leaves to its users. Seeds write codes of
//! three letters; requests may also write the other codes and English names.

use std::collections::HashMap;
use std::ops::RangeInclusive;

use super::country_names::{NAMES, SHORT_NAMES, all, keys};

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

/// The three-letter code of a country given by a code or by an English name, in any case.
///
/// The part of a name that ISO puts in brackets may be omitted (`Iran` for `Iran (Islamic Republic of)`) if the rest
/// names a single country: `Korea` returns `None`.
pub fn parse(text: &str) -> Option<&'static str> {
    let is_code = |code: &str| code.eq_ignore_ascii_case(text);
    let by_code = all().find(|c| is_code(c.alpha3) || c.other_code.is_some_and(is_code));
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

/// The names that documents use for countries, besides those that the program knows: each with its code.
#[derive(Debug, Default)]
pub struct DocumentNames(HashMap<String, String>);

impl DocumentNames {
    /// Takes names and codes.
    pub fn new(names: impl IntoIterator<Item = (String, String)>) -> Self {
        let entries = names.into_iter().flat_map(|(name, code)| {
            let mut keys = keys(&name);
            keys.push(code.to_ascii_lowercase());
            keys.into_iter().map(move |key| (key, code.clone()))
        });
        Self(entries.collect())
    }

    /// The code of the country that a text means, by [`parse`] or by one of these names.
    pub fn parse(&self, text: &str) -> Option<String> {
        let own = || keys(text).iter().find_map(|key| self.0.get(key)).cloned();
        parse(text).map(str::to_owned).or_else(own)
    }
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

/// Every name of a country, in lower case and without accents; also names that it shares with others, and former ones.
pub fn names(alpha3: &str) -> Vec<&'static str> {
    let named = NAMES
        .iter()
        .filter(|(_, meaning)| meaning.codes.contains(&alpha3));
    named.map(|(name, _)| name.as_str()).collect()
}

/// Every name that means a single country, in lower case and without accents, with the code of the country.
pub fn unambiguous_names() -> impl Iterator<Item = (&'static str, &'static str)> {
    NAMES
        .iter()
        .filter_map(|(name, meaning)| match meaning.codes[..] {
            [code] => Some((name.as_str(), code)),
            _ => None,
        })
}

/// Returns true if `text` is the three-letter code of a country, in capitals.
pub fn is_code(text: &str) -> bool {
    all().any(|country| country.alpha3 == text)
}

/// Returns true if `text` is a code that ISO 3166-1 leaves to its users, in capitals: a pair may give it to a party that has none.
pub fn is_user_assigned(text: &str) -> bool {
    let is_in_range = |range: RangeInclusive<&str>| range.contains(&text);
    let ranges = ["AAA"..="AAZ", "QMA"..="QZZ", "XAA"..="XZZ", "ZZA"..="ZZZ"];
    let is_three_letters = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase());
    is_three_letters && ranges.into_iter().any(is_in_range)
}

/// The short English name of the country with this code.
pub fn name(alpha3: &str) -> Option<&'static str> {
    SHORT_NAMES.get(alpha3).copied()
}

#[cfg(test)]
mod tests {
    use super::super::country_names::{iso_names, other_names};
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
        ("CSK", "Czechoslovakia; CSHH; Czecho-Slovakia"),
        ("CZE", "Czechia; Czech Republic; the Czech Republic"),
        ("DDR", "East Germany; DDDE; German Democratic Republic"),
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
        ("SUN", "Soviet Union; SUHH; the USSR; U.S.S.R."),
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
        ("XKX", "Kosovo; Republic of Kosovo"),
        ("YUG", "Yugoslavia; YUCS; SFRY"),
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
            assert!(meaning.codes.iter().all(|code| is_code(code)), "{names:?}");
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
            ("West Germany", "DEU"),
            ("Northern Cyprus", ""),
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

    /// A code of our list is of ISO 3166-3, or of those that ISO leaves to its users.
    #[test]
    fn countries_that_iso_lacks_have_codes_that_no_other_has() {
        for country in all().filter(|country| rust_iso3166::from_alpha3(country.alpha3).is_none()) {
            assert!(
                is_user_assigned(country.alpha3) || country.other_code.is_some(),
                "{country:?}"
            );
            assert_eq!(name(country.alpha3), Some(country.name));
        }
        for code in ["XKX", "QMA", "AAA", "AAZ", "ZZZ", "XZZ"] {
            assert!(is_user_assigned(code), "{code}");
        }
        for code in ["ABA", "QLZ", "ZYZ", "xkx", "XK", "XKXX", "X1X", "SUN"] {
            assert!(!is_user_assigned(code), "{code}");
        }
        assert!(is_code("SUN") && is_code("XKX") && !is_code("XAB"));
    }

    #[test]
    fn a_name_of_two_countries_or_none_is_unknown() {
        assert_eq!(parse("Korea"), None);
        assert_eq!(parse("Atlantis"), None);
        assert_eq!(parse(""), None);
    }
}
