//! A point within each country, where maps draw it: also for countries that are too small for their outlines.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::map_frame::Point;
use super::map_world::parse_ring;

/// Points by alpha-3 code.
static POINTS: LazyLock<BTreeMap<&'static str, Point>> = LazyLock::new(|| {
    let lines = include_str!("points.txt").lines();
    let countries = lines.filter_map(|line| line.split_once(' '));
    countries
        .filter(|(code, _)| *code != "#")
        .filter_map(|(code, point)| Some((code, *parse_ring(point).first()?)))
        .collect()
});

/// The point of a country by its code; `None` for former countries and codes of our own.
pub fn point(code: &str) -> Option<Point> {
    POINTS.get(code).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_country_of_the_standard_has_a_point_on_the_globe() {
        for country in rust_iso3166::ALL {
            let Point { x, y } = point(country.alpha3).expect(country.name);
            assert!(x.abs() <= 1800 && y.abs() <= 900, "{}", country.name);
        }
        assert!(point("SUN").is_none());
    }
}
