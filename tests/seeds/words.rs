//! Values beside their words: those that may be left out, those that cannot be compared, and countries that are no parties.

use bilateral::seed::{Report, Sources, Uncompared};

use crate::copy::{PairCopy, check};

fn report(copy: &PairCopy) -> Report {
    check(&copy.sources()).unwrap_or_else(|_| panic!("{:?}", copy.diagnostics()))
}

/// The words that could not be compared, without the path of the folder and without the pair's own day of another calendar.
fn uncompared(copy: &PairCopy) -> Uncompared {
    let mut uncompared = report(copy).uncompared;
    let folder = format!("{}/", copy.folder.path().display());
    for listed in &mut uncompared.listed {
        *listed = listed.replace(&folder, "");
    }
    let before = uncompared.listed.len();
    let own = |listed: &String| listed.ends_with(": 3 June 1905");
    uncompared.listed.retain(|listed| !own(listed));
    assert_eq!(before - uncompared.listed.len(), 1);
    uncompared.dates -= 1;
    uncompared
}

#[test]
fn a_date_may_be_left_out_where_its_words_give_it() {
    let copy = PairCopy::new();
    let before = report(&copy);
    copy.replace("visits.toml", "date = \"2004-21\"\n", "\n");
    copy.replace("treaties.toml", "in_force = \"1960-01-01\"\n", "");
    copy.replace("cooperation.toml", "date = \"1988/..\"\n", "");
    assert_eq!(report(&copy), before);
    // The words must still be those of the document.
    copy.replace("visits.toml", "\"spring of 2004\"", "\"spring of 2005\"");
    let diagnostics = copy.diagnostics();
    assert!(
        diagnostics.len() == 1 && diagnostics[0].starts_with("`spring of 2005` does not occur"),
        "{diagnostics:?}"
    );
}

#[test]
fn words_of_another_calendar_are_not_compared() {
    let copy = PairCopy::new();
    copy.replace(
        "visits.toml",
        "date = \"2004-21\"",
        "date = \"2004-06-03/2004-06-05\"\ncalendar = \"julian\"",
    );
    copy.replace(
        "treaties.toml",
        "in_force = \"1960-01-01\"",
        "in_force = \"1960-01-14\"\nin_force_calendar = \"julian\"",
    );
    // A part of a fact.
    copy.replace(
        "relation.toml",
        "date = \"1951-05-03\"",
        "date = \"1951-05-16\"\ncalendar = \"julian\"",
    );
    let mut found = uncompared(&copy);
    found.listed.sort();
    let listed = [
        "iceland-japan/relation.toml:16: 3 May 1951",
        "iceland-japan/treaties.toml:22: 1 January 1960",
        "iceland-japan/visits.toml:17: spring of 2004",
    ];
    let expected = Uncompared {
        dates: 3,
        listed: listed.map(str::to_owned).to_vec(),
        ..Uncompared::default()
    };
    assert_eq!(found, expected);
}

#[test]
fn words_that_cannot_be_compared_are_counted_and_listed() {
    let copy = PairCopy::new();
    assert_eq!(uncompared(&copy), Uncompared::default());
    copy.replace(
        "visits.toml",
        "\"spring of 2004\"",
        "\"Japan in the spring of 2004\"",
    );
    copy.replace(
        "trade.toml",
        "\"¥3,500 million\"",
        "\"fish worth ¥3,500 million\"",
    );
    copy.replace("treaties.toml", "\"At least 3\"", "\"3\"");
    let mut found = uncompared(&copy);
    found.listed.sort();
    let listed = [
        "iceland-japan/trade.toml:10: fish worth ¥3,500 million",
        "iceland-japan/treaties.toml:36: 3",
        "iceland-japan/visits.toml:17: Japan in the spring of 2004",
    ];
    let expected = Uncompared {
        dates: 1,
        sums: 1,
        counts: 1,
        countries: 0,
        listed: listed.map(str::to_owned).to_vec(),
    };
    assert_eq!(found, expected);
}

#[test]
fn a_third_country_must_be_named_by_a_document_or_have_a_place() {
    let copy = PairCopy::new();
    copy.replace("visits.toml", "host = \"ISL\"", "host = \"FRA\"");
    let diagnostics = copy.diagnostics();
    assert!(
        diagnostics.len() == 1
            && diagnostics[0].starts_with("`host` is FRA, which no document names"),
        "{diagnostics:?}"
    );
    // One of the pair's places is in China.
    copy.replace("visits.toml", "host = \"FRA\"", "host = \"CHN\"");
    assert_eq!(uncompared(&copy), Uncompared::default());
}

#[test]
fn a_third_country_is_not_compared_without_the_texts() {
    let copy = PairCopy::new();
    copy.replace(
        "missions.toml",
        "receiving = \"ISL\"",
        "receiving = \"FRA\"",
    );
    let sources = Sources {
        documents: None,
        ..copy.sources()
    };
    let report = check(&sources).unwrap();
    assert_eq!(report.uncompared.countries, 1);
    assert!(report.uncompared.listed[0].ends_with("missions.toml:6: FRA"));
}
