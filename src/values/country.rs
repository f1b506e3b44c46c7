//! Countries by ISO 3166-1. Seeds write alpha-3 codes; requests may also write alpha-2 codes and English names.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::fold::fold;

/// Common names that ISO does not use.
const COMMON_NAMES: &[(&str, &str)] = &[
    ("america", "USA"),
    ("britain", "GBR"),
    ("brunei", "BRN"),
    ("burma", "MMR"),
    ("cape verde", "CPV"),
    ("czech republic", "CZE"),
    ("democratic republic of the congo", "COD"),
    ("dr congo", "COD"),
    ("east timor", "TLS"),
    ("great britain", "GBR"),
    ("holland", "NLD"),
    ("ivory coast", "CIV"),
    ("laos", "LAO"),
    ("macau", "MAC"),
    ("macedonia", "MKD"),
    ("north korea", "PRK"),
    ("russia", "RUS"),
    ("saint helena", "SHN"),
    ("south korea", "KOR"),
    ("swaziland", "SWZ"),
    ("syria", "SYR"),
    ("the gambia", "GMB"),
    ("the netherlands", "NLD"),
    ("turkey", "TUR"),
    ("uk", "GBR"),
    ("united kingdom", "GBR"),
    ("united states", "USA"),
    ("vatican", "VAT"),
    ("vietnam", "VNM"),
];

/// The alpha-3 code of a country given by alpha-2 or alpha-3 code, English name or common name, in any case.
///
/// The part of a name that ISO puts in brackets may be omitted (`Iran` for `Iran (Islamic Republic of)`) if the rest names a
/// single country: `Korea` returns `None`.
pub fn parse(text: &str) -> Option<&'static str> {
    let by_code =
        all().find(|c| c.alpha2.eq_ignore_ascii_case(text) || c.alpha3.eq_ignore_ascii_case(text));
    if let Some(country) = by_code {
        return Some(country.alpha3);
    }
    NAMES.get(&fold(text)).copied().flatten()
}

/// Every folded name with its alpha-3 code; `None` for a name that several countries share.
static NAMES: LazyLock<HashMap<String, Option<&'static str>>> = LazyLock::new(|| {
    let mut names: HashMap<String, Option<&'static str>> = HashMap::new();
    for country in all() {
        let code = Some(country.alpha3);
        for name in [country.name, short_name(country.name)] {
            let known = names.entry(fold(name)).or_insert(code);
            *known = known.filter(|_| *known == code);
        }
    }
    names.extend(
        COMMON_NAMES
            .iter()
            .map(|(name, code)| ((*name).to_owned(), Some(*code))),
    );
    names
});

/// Returns true if `text` is an alpha-3 code in capitals.
pub fn is_alpha3(text: &str) -> bool {
    by_alpha3(text).is_some()
}

/// The short English name of the country with this alpha-3 code.
pub fn name(alpha3: &str) -> Option<&'static str> {
    by_alpha3(alpha3).map(|country| short_name(country.name))
}

fn by_alpha3(code: &str) -> Option<rust_iso3166::CountryCode> {
    rust_iso3166::from_alpha3(code).filter(|country| country.alpha3 == code)
}

/// Every alpha-3 code with the short English name.
pub fn codes_and_names() -> impl Iterator<Item = (&'static str, &'static str)> {
    all().map(|c| (c.alpha3, short_name(c.name)))
}

/// Every alpha-2 code with the alpha-3 code of the same country.
pub fn codes() -> impl Iterator<Item = (&'static str, &'static str)> {
    all().map(|c| (c.alpha2, c.alpha3))
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

    #[test]
    fn a_country_is_known_by_either_code_and_by_name_in_any_case() {
        for text in ["MNG", "mng", "MN", "mn", "Mongolia", "mongolia"] {
            assert_eq!(parse(text), Some("MNG"), "{text}");
        }
        assert_eq!(parse("cote d'ivoire"), Some("CIV"));
        assert_eq!(parse("Iran"), Some("IRN"));
        assert_eq!(parse("Russia"), Some("RUS"));
        assert!(COMMON_NAMES.iter().all(|(_, code)| is_alpha3(code)));
    }

    #[test]
    fn a_name_of_two_countries_or_none_is_unknown() {
        assert_eq!(parse("Korea"), None);
        assert_eq!(parse("Atlantis"), None);
        assert_eq!(parse(""), None);
    }
}
