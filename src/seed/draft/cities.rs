//! The countries of well-known cities.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::tokens::fold;
use super::vocabulary::parse_demonyms;

static CITIES: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    let cities = parse_demonyms(include_str!("vocabulary/cities.txt"));
    let cities = cities.expect("a test parses the vocabulary of cities");
    let cities = cities.into_iter();
    cities.map(|(name, code)| (fold(&name), code)).collect()
});

/// The country of a city. A city of today's states says nothing where one of the parties is a former one.
pub fn country_of_city(name: &str, parties: &[&str]) -> Option<&'static str> {
    let code = *CITIES.get(&fold(name.split(',').next()?))?;
    let are_current = || {
        parties
            .iter()
            .all(|party| rust_iso3166::from_alpha3(party).is_some())
    };
    (parties.contains(&code) || are_current()).then_some(code)
}

#[cfg(test)]
mod tests {
    use super::country_of_city;
    use crate::seed::draft::vocabulary::parse_demonyms;

    #[test]
    fn the_shipped_cities_are_valid() {
        parse_demonyms(include_str!("vocabulary/cities.txt")).unwrap();
    }

    #[test]
    fn cities_of_former_states_have_no_country() {
        assert_eq!(country_of_city("Geneva", &["PER", "TCD"]), Some("CHE"));
        assert_eq!(country_of_city("lima", &["PER", "SUN"]), Some("PER"));
        assert_eq!(country_of_city("Moscow", &["PER", "SUN"]), None);
        assert_eq!(country_of_city("Ennedi", &["PER", "TCD"]), None);
    }
}
