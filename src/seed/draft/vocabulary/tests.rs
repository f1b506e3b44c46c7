use std::collections::HashSet;

use super::super::tokens::tokens;
use super::{COUNTRIES, CUES, TITLES, parse_cues, parse_demonyms, parse_titles};
use crate::values::country;

#[test]
fn the_shipped_vocabularies_are_valid() {
    parse_demonyms(include_str!("demonyms.txt")).unwrap();
    parse_titles(include_str!("titles.txt")).unwrap();
    parse_cues(include_str!("cues.txt")).unwrap();
}

#[test]
fn every_country_has_a_demonym() {
    let demonyms = parse_demonyms(include_str!("demonyms.txt")).unwrap();
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
        let (_, title) = TITLES.titles.at(&tokens(text)).unwrap();
        assert_eq!(title.office, office, "{text}");
    }
}

#[test]
fn cues_name_the_line_that_they_come_from() {
    let text = include_str!("cues.txt");
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
