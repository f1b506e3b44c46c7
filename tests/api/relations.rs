//! Relations: the pair itself, with the events of its diplomatic relations.

use crate::client::{items, ok, table, text};

#[test]
fn the_preferred_date_is_shown_and_the_others_are_kept() {
    let relation = &ok("/v1/relations/kazakhstan-mongolia")["item"];
    assert_eq!(relation["established"]["edtf"], "1992-01-22");
    let events = relation["events"].as_array().unwrap();
    insta::assert_snapshot!(table(events, &["type", "date.edtf", "date.text", "rank", "discrepancies"]), @"
    absent | ../1991 | until 1991 | normal | established-date + ties-before-1991
    established | 1991 | 1991 | normal | established-date
    established | 199X | 1990s | normal | established-date
    established | 1992-01-22 | 22 January 1992 | preferred | established-date
    ");
}

#[test]
fn the_state_of_relations_depends_on_the_day() {
    let days = ["1950", "1991-06-30", "1992-01-21", "1992-01-22", "2020"];
    let at = |day: &str| {
        ok(&format!("/v1/relations/kazakhstan-mongolia?as_of={day}"))["item"]["state"].clone()
    };
    let states = days.map(|day| {
        format!(
            "{day}: {} {}",
            text(&at(day)["status"]),
            at(day)["may_have_happened"]
        )
    });
    insta::assert_snapshot!(states.join("\n"), @r#"
    1950: none []
    1991-06-30: none ["established-1991","established-1990s"]
    1992-01-21: none ["established-1991","established-1990s"]
    1992-01-22: established []
    2020: established []
    "#);
}

#[test]
fn relations_can_be_suspended_and_resumed() {
    let at = |day: &str| {
        table(
            &items(&format!("/v1/relations?id=iceland-japan&as_of={day}")),
            &["state.status"],
        )
    };
    assert_eq!(
        ["1950", "1973", "1975", "1977"].map(at),
        ["none", "established", "suspended", "established"]
    );
}

/// `country` takes the names that documents use, and those of former countries.
#[test]
fn countries_that_iso_lacks_are_found_by_name() {
    for name in [
        "XNC",
        "Nordic Circle",
        "circle of haiku",
        "Soviet Union",
        "SUHH",
        "Kosovo",
    ] {
        let path = format!("/v1/visits?country={}", name.replace(' ', "%20"));
        assert!(items(&path).is_empty(), "{name}");
    }
    let names = &items("/v1/relations?id=iceland-japan")[0]["country_names"];
    insta::assert_snapshot!(names, @r#"[{"code":"XNC","name":"Nordic Circle","first_year":1980,"last_year":null,"successor":null},{"code":"XNC","name":"Circle of Haiku","first_year":null,"last_year":null,"successor":null}]"#);
}
