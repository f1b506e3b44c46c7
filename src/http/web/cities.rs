//! The places of cities: the capitals, and other cities in which missions have their seats.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use super::map_frame::Point;
use crate::values::fold::fold;

/// A city on a map.
#[derive(Debug, Clone)]
pub struct City {
    pub name: &'static str,
    pub point: Point,
    names: Vec<&'static str>,
}

/// The cities of each country by its code, the capital first.
static CITIES: LazyLock<BTreeMap<&'static str, Vec<City>>> = LazyLock::new(|| {
    let lines = include_str!("cities.txt").lines();
    let mut cities: BTreeMap<&'static str, Vec<City>> = BTreeMap::new();
    for (code, city) in lines.filter_map(parse) {
        cities.entry(code).or_default().push(city);
    }
    cities
});

/// The cities by their folded names.
static BY_NAME: LazyLock<HashMap<String, &'static City>> = LazyLock::new(|| {
    let cities = CITIES.values().flatten();
    cities
        .flat_map(|city| city.names.iter().map(move |name| (fold(name), city)))
        .collect()
});

fn parse(line: &'static str) -> Option<(&'static str, City)> {
    let (code, rest) = line.split_once(' ')?;
    let (point, names) = rest.split_once(' ')?;
    let (x, y) = point.split_once(',')?;
    let point = Point {
        x: x.parse().ok()?,
        y: y.parse().ok()?,
    };
    let names: Vec<&str> = names.split('|').collect();
    let name = names.first()?;
    Some((code, City { name, point, names }))
}

/// The capital of a country by its code.
pub fn capital(code: &str) -> Option<&'static City> {
    CITIES.get(code)?.first()
}

/// A city by any of its names.
pub fn city(name: &str) -> Option<&'static City> {
    BY_NAME.get(&fold(name)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::country;

    #[test]
    fn every_line_is_a_city_of_a_country_on_the_globe() {
        let lines = include_str!("cities.txt").lines();
        let lines = lines.filter(|line| !line.starts_with('#')).count();
        assert_eq!(CITIES.values().flatten().count(), lines);
        for (code, cities) in &*CITIES {
            assert!(country::is_code(code), "{code}");
            let on_globe = |city: &City| city.point.x.abs() <= 1800 && city.point.y.abs() <= 900;
            assert!(cities.iter().all(on_globe), "{code}");
        }
    }

    #[test]
    fn cities_are_found_by_all_of_their_names() {
        assert_eq!(capital("KAZ").unwrap().name, "Astana");
        assert_eq!(city("Nur-Sultan").unwrap().name, "Astana");
        assert_eq!(city("reykjavik").unwrap().name, "Reykjavík");
        assert!(city("Atlantis").is_none());
    }
}
