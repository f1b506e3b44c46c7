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
        listed: listed.map(str::to_owned).to_vec(),
        ..Uncompared::default()
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

/// The diagnostics of a copy, each in one line: the message and the remedy.
fn lines(copy: &PairCopy) -> Vec<String> {
    let line = |one: &String| {
        let remedy = one.rsplit("= help: ").next().unwrap_or_default();
        format!("{}: {remedy}", one.lines().next().unwrap_or_default())
    };
    copy.diagnostics().iter().map(line).collect()
}

#[test]
fn shares_and_ranks_are_compared_with_their_words() {
    let with = |group: &str| {
        let copy = PairCopy::new();
        // The document at hand has none of these words.
        copy.replace(
            "trade.toml",
            "status = \"A\"",
            &format!("{group}\nstatus = \"A\""),
        );
        copy
    };
    let own = |copy: &PairCopy| {
        let mut found = lines(copy);
        found.retain(|line| !line.contains("does not occur"));
        found
    };
    let share = |points: i64, text: &str| {
        with(&format!(
            "share = {{ basis_points = {points}, of = \"exports\", country = \"ISL\", text = \"{text}\" }}"
        ))
    };
    let rank = |position: i64, text: &str| {
        with(&format!(
            "partner_rank = {{ position = {position}, among = \"partner\", country = \"ISL\", text = \"{text}\" }}"
        ))
    };
    let none = Vec::<String>::new();
    assert_eq!(own(&share(450, "4.5 per cent")), none);
    assert_eq!(
        own(&share(45, "4.5 per cent")),
        [
            "`share.basis_points` is 45, but `4.5 per cent` gives 450: write basis_points = 450, or correct the text"
        ]
    );
    assert_eq!(own(&rank(95, "95th largest")), none);
    assert_eq!(
        own(&rank(4, "third-largest")),
        [
            "`partner_rank.position` is 4, but `third-largest` gives 3: write position = 3, or correct the text"
        ]
    );
    // Words that the document has, and that give no number.
    let found = uncompared(&share(3300, "fish"));
    assert_eq!((found.shares, found.ranks), (1, 0));
    assert_eq!(
        found.listed,
        ["iceland-japan/trade.toml:11: basis_points = 3300, fish"]
    );
    let found = uncompared(&rank(3, "fish"));
    assert_eq!((found.shares, found.ranks), (0, 1));
    assert_eq!(
        found.listed,
        ["iceland-japan/trade.toml:11: position = 3, fish"]
    );
}

#[test]
fn numbers_of_people_and_things_are_compared_with_the_sentences() {
    let copy = PairCopy::new();
    copy.replace("visits.toml", "number = 2", "number = 3");
    assert_eq!(
        lines(&copy),
        [
            "`guests.number` is 3, but the number in Incidents 2.1 is 2: write number = 2, or cite the sentence that gives 3"
        ]
    );
    // Forty poets came along, which the second of the two sentences says.
    let with_poets = |number: i64, title: &str| {
        let copy = PairCopy::new();
        let poets = format!(
            "guests = [{{ title = \"{title}\", number = {number}, country = \"ISL\" }}, {{ name = \"Sigríður"
        );
        copy.replace("visits.toml", "guests = [{ name = \"Sigríður", &poets);
        copy
    };
    assert_eq!(uncompared(&with_poets(40, "poets")), Uncompared::default());
    let found = lines(&with_poets(41, "poets"));
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("is 40: write number = 40"), "{found:?}");
    let with_count = |file: &str, before: &str, count: i64| {
        let copy = PairCopy::new();
        copy.replace(file, before, &format!("count = {count}\n{before}"));
        copy
    };
    let found = uncompared(&with_count(
        "cooperation.toml",
        "frequency = \"annual\"",
        17,
    ));
    assert_eq!(found.counts, 1);
    assert_eq!(
        found.listed,
        ["iceland-japan/cooperation.toml:11: count = 17"]
    );
    let copy = with_count("cooperation.toml", "frequency = \"annual\"", 41);
    copy.replace(
        "cooperation.toml",
        "at = \"Culture / Trade 3.1\"",
        "at = [\"Culture / Trade 3.1\", \"Visits 2.2\"]",
    );
    assert_eq!(
        lines(&copy),
        [
            "`count` is 41, but the number in Culture / Trade 3.1, Visits 2.2 is 40: write count = 40, or cite the sentence that gives 41"
        ]
    );
}
