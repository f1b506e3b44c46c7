//! Countries that ISO 3166-1 lacks, and the documents' own names of countries.

use crate::copy::PairCopy;

const LIST: &str =
    "country_names = [{ code = \"XNC\", name = \"Nordic Circle\", first_year = 1980 },";
const ACTOR: &str = "{ name = \"Nordic Circle of Haiku\" }";

fn one(copy: &PairCopy, message: &str, remedy: &str) {
    let found = copy.diagnostics();
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with(message), "{}", found[0]);
    assert!(found[0].contains(remedy), "{}", found[0]);
}

fn copy_with_actor_of(country: &str) -> PairCopy {
    let copy = PairCopy::new();
    let actor = format!("{{ name = \"Nordic Circle of Haiku\", country = \"{country}\" }}");
    copy.replace("cooperation.toml", ACTOR, &actor);
    copy
}

#[test]
fn a_country_that_iso_lacks_needs_a_name() {
    let none = Vec::<String>::new();
    assert_eq!(copy_with_actor_of("XNC").diagnostics(), none);
    one(
        &copy_with_actor_of("XND"),
        "`XND` is no country of ISO 3166, and has no name",
        "add it to `country_names` of the relation",
    );
    one(
        &copy_with_actor_of("QQ"),
        "`QQ` is not a valid country",
        "one from XAA to XZZ with its name in `country_names`",
    );
    let copy = PairCopy::new();
    copy.replace("relation.toml", "country = \"CHN\"", "country = \"XPQ\"");
    one(&copy, "`XPQ` is no country of ISO 3166", "add it to");
}

#[test]
fn a_name_is_one_that_a_document_uses_for_one_country() {
    for (entry, message, remedy) in [
        (
            "{ code = \"XNC\", name = \"Polar Club\" }",
            "no document has the name `Polar Club`",
            "spell it",
        ),
        (
            "{ code = \"ISL\", name = \"Japan\" }",
            "`Japan` is the name of JPN",
            "write the code JPN",
        ),
        (
            "{ code = \"XND\", name = \"Nordic Circle\" }",
            "`Nordic Circle` is listed twice",
            "list each name once",
        ),
        (
            "{ code = \"XNC\", name = \"Haiku\", first_year = 1990, last_year = 1980 }",
            "the years of XNC end before they begin",
            "swap `first_year` and `last_year`",
        ),
        (
            "{ code = \"XNC\", name = \"Haiku\", successor = \"XNC\" }",
            "XNC is its own successor",
            "name another country",
        ),
    ] {
        let copy = PairCopy::new();
        copy.replace("relation.toml", LIST, &format!("{LIST}\n  {entry},"));
        one(&copy, message, remedy);
    }
}

#[test]
fn no_fact_is_of_a_time_in_which_its_country_did_not_exist() {
    let copy = copy_with_actor_of("XNC");
    let ended = "first_year = 1980, last_year = 1985, successor = \"ISL\"";
    copy.replace("relation.toml", "first_year = 1980", ended);
    one(
        &copy,
        "the date is later than Nordic Circle, which ended in 1985",
        "write ISL, or correct the date",
    );
    let copy = copy_with_actor_of("XNC");
    copy.replace("relation.toml", "first_year = 1980", "first_year = 2050");
    // The contest has no end.
    assert_eq!(copy.diagnostics(), Vec::<String>::new());
}

/// A copy in which Iceland and perhaps other countries have these entries.
fn copy_with_entries(entries: &str) -> PairCopy {
    let copy = PairCopy::new();
    copy.replace("relation.toml", LIST, &format!("{LIST} {entries},"));
    copy
}

#[test]
fn no_event_is_of_a_time_in_which_a_country_of_its_mission_or_relation_did_not_exist() {
    let entry = |rest: &str| format!("{{ code = \"ISL\", name = \"Iceland\", {rest} }}");
    // A visit was earlier too, which is reported in the same way.
    let of_events = |copy: &PairCopy| {
        let found = copy.diagnostics().into_iter();
        found
            .filter(|one| !one.contains("in visit mori-nes"))
            .collect::<Vec<_>>()
    };
    // The mission of Iceland opened in 1958, and relations were established in 1951.
    let copy = copy_with_entries(&entry("first_year = 1957"));
    let found = of_events(&copy);
    assert_eq!(found.len(), 2, "{found:?}");
    for (one, event) in found.iter().zip([
        "mission_event japan-opens-in-reykjavik",
        "relation_event iceland-japan-established",
    ]) {
        let message = "the date is earlier than Iceland, which began in 1957";
        assert!(one.starts_with(message) && one.contains(event), "{one}");
        let remedy = "= help: correct the date or the years of the country";
        assert!(one.contains(remedy), "{one}");
    }
    copy.replace("relation.toml", "first_year = 1957", "first_year = 1951");
    assert_eq!(of_events(&copy), Vec::<String>::new());
    // The relations of a country that it has followed became its own.
    let predecessor =
        "{ code = \"XNC\", name = \"Circle\", last_year = 1956, successor = \"ISL\" }";
    let entries = format!("{}, {predecessor}", entry("first_year = 1957"));
    let copy = copy_with_entries(&entries);
    copy.replace("relation.toml", ", first_year = 1980", "");
    assert_eq!(of_events(&copy), Vec::<String>::new());
}

#[test]
fn some_events_may_be_older_or_later_than_their_countries() {
    let years = |years: &str| format!("{{ code = \"JPN\", name = \"Japan\", {years} }}");
    let message = |years: &str, event: &str| {
        let copy = copy_with_entries(years);
        copy.replace(
            "relation.toml",
            "type = \"established\"",
            &format!("type = \"{event}\""),
        );
        let found = copy.diagnostics().into_iter();
        found
            .filter(|one| one.contains("relation_event iceland-japan-established"))
            .collect::<Vec<_>>()
    };
    for (bounds, event, is_valid) in [
        ("first_year = 1952", "established", false),
        ("first_year = 1952", "severed", false),
        ("first_year = 1952", "recognised", true),
        ("first_year = 1952", "absent", true),
        ("last_year = 1950", "recognised", false),
        ("last_year = 1950", "absent", true),
        ("last_year = 1950", "severed", true),
    ] {
        let found = message(&years(bounds), event);
        assert_eq!(found.is_empty(), is_valid, "{bounds} {event}: {found:?}");
    }
    // An embassy may close after the country has ended, but not open.
    let copy = copy_with_entries(&years("last_year = 1969"));
    let found = copy.diagnostics();
    let has = |event: &str| found.iter().any(|one| one.contains(event));
    assert!(!has("japan-closes-in-reykjavik"), "{found:?}");
    assert!(has("japan-reopens-in-reykjavik"), "{found:?}");
}

/// Former countries of ISO 3166-3 have codes and names of their own.
#[test]
fn a_former_country_is_known_without_a_name() {
    let copy = PairCopy::new();
    copy.replace("relation.toml", "country = \"CHN\"", "country = \"SUN\"");
    assert_eq!(copy.diagnostics(), Vec::<String>::new());
}

#[test]
fn a_former_currency_is_one_of_its_time() {
    for (currency, year, is_valid) in [("ISJ", 1980, true), ("ISJ", 2001, false)] {
        let copy = PairCopy::new();
        let text = std::fs::read_to_string(copy.path("trade.toml")).unwrap();
        assert!(text.contains("currency = \"ISK\"") && text.contains("date = \"2001\""));
        let text = text.replace("currency = \"ISK\"", &format!("currency = \"{currency}\""));
        let text = text.replace("date = \"2001\"", &format!("date = \"{year}\""));
        std::fs::write(copy.path("trade.toml"), text).unwrap();
        let found = copy.diagnostics();
        let is_late =
            |one: &String| one.starts_with("the date is later than 1981, the last year of ISJ");
        assert_eq!(!found.iter().any(is_late), is_valid, "{found:?}");
    }
}

/// A code that ISO leaves to its users means the same country in all pairs.
#[test]
fn pairs_agree_on_the_codes_of_countries() {
    use std::fs;

    use crate::copy::copy_folder;

    for (old, new, message) in [
        ("\"XNC\"", "\"XND\"", "has the code XNC in another pair"),
        (
            "Circle",
            "Pond",
            "XNC is `circle of haiku`, `nordic circle` in another pair",
        ),
    ] {
        let copy = PairCopy::new();
        let pair = copy.path("relation.toml").parent().unwrap().to_owned();
        let other = pair.with_file_name("japan-iceland");
        copy_folder(&pair, &other, &|text| {
            text.replace("iceland-japan", "japan-iceland")
        });
        let relation = other.join("relation.toml");
        let text = fs::read_to_string(&relation).unwrap();
        let start = text.find("country_names").unwrap();
        let changed = [&text[..start], &text[start..].replace(old, new)].concat();
        fs::write(&relation, changed).unwrap();
        let found = copy.diagnostics();
        assert!(found.iter().any(|one| one.contains(message)), "{found:?}");
    }
}
