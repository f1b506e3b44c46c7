//! The search: words in any spelling, ranked, with snippets.

use crate::client::{ids, items, ok, rejections, table, text};

#[test]
fn any_spelling_finds_people_places_and_countries() {
    for q in ["khurelsukh", "Kh%C3%BCrels%C3%BCkh", "KHURELSUKH"] {
        assert_eq!(
            ids(&format!("/v1/search?q={q}"))[0],
            "khurelsukh-nur-sultan",
            "{q}"
        );
        assert_eq!(
            ids(&format!("/v1/visits?q={q}")),
            ["khurelsukh-nur-sultan"],
            "{q}"
        );
    }
    assert_eq!(
        ids("/v1/visits?q=astana"),
        ["khurelsukh-nur-sultan", "battsetseg-nur-sultan"]
    );
    assert_eq!(
        ids("/v1/visits?q=nur-sultan"),
        ["khurelsukh-nur-sultan", "battsetseg-nur-sultan"]
    );
    let goods = ids("/v1/goods?relation=kazakhstan-mongolia");
    assert_eq!(ids("/v1/goods?q=mongolia"), goods);
}

#[test]
fn every_word_must_match_and_the_last_may_be_a_prefix() {
    assert_eq!(
        ids("/v1/history?q=golden+horde+fal"),
        ["golden-horde-falls"]
    );
    assert_eq!(ids("/v1/history?q=gold+horde"), Vec::<String>::new());
    assert_eq!(
        ids("/v1/history?q=golden+horde+visit"),
        Vec::<String>::new()
    );
}

#[test]
fn words_are_found_in_all_their_forms_and_without_possessive_endings() {
    let found = |q: &str| {
        let mut ids = ids(&format!("/v1/search?limit=1000&q={q}"));
        ids.sort_unstable();
        ids
    };
    for (word, other) in [
        ("embassy", "embassies"),
        ("treaty", "treaties"),
        ("president", "presidents"),
        ("satellite", "satellites"),
    ] {
        // Before another word, which the last word may be a prefix of.
        assert!(!found(word).is_empty(), "{word}");
        assert_eq!(
            found(&format!("{word}+mongolia")),
            found(&format!("{other}+mongolia"))
        );
        assert!(
            found(word).iter().all(|id| found(other).contains(id)),
            "{other}"
        );
    }
    let presidents = found("mongolia+president");
    for q in [
        "Mongolia%E2%80%99s+president",
        "MONGOLIA's+president",
        "mongolia+'s+president",
    ] {
        assert_eq!(found(q), presidents, "{q}");
    }
    assert!(found("satel").contains(&found("satellite")[0]));
}

#[test]
fn words_in_quotation_marks_are_next_to_each_other_as_they_are() {
    let found = |q: &str| ids(&format!("/v1/history?q={q}"));
    let falls = ["golden-horde-falls"];
    assert!(found("%22golden+horde%22").contains(&falls[0].to_owned()));
    assert_eq!(found("%E2%80%9CGolden+Horde%E2%80%9D+fal"), falls);
    assert_eq!(found("falls+%22GOLDEN-HORDE%22"), falls);
    for q in [
        "fal+%22golden+horde%22",
        "%22horde+golden%22",
        "%22golden+hordes%22",
        "%22golden+hor%22",
    ] {
        assert_eq!(found(q), Vec::<String>::new(), "{q}");
    }
    let all = ok("/v1/search?q=established+relations&limit=0")["total"].clone();
    let exact = ok("/v1/search?q=%22established+relations%22&limit=0")["total"].clone();
    assert!(exact.as_u64() < all.as_u64(), "{exact} of {all}");
    let page = ok("/v1/search?q=%22official+visit%22&limit=1");
    let next = text(&page["next"]);
    assert!(
        next.starts_with("/v1/search?q=%22official%20visit%22&limit=1&cursor="),
        "{next}"
    );
    assert_ne!(ok(&next)["items"], page["items"]);
}

#[test]
fn operators_of_query_languages_are_plain_words() {
    for q in ["%22", "*", "()", "%27", "-", "^"] {
        assert_eq!(ok(&format!("/v1/search?q={q}"))["total"], 0, "{q}");
    }
    for (q, words) in [
        ("AND", "and"),
        ("visit+OR+treaty", "visit+or+treaty"),
        ("NOT+visit", "not+visit"),
        ("title:visit", "title+visit"),
        ("a+NEAR/2+b", "a+near+2+b"),
        ("NEAR(", "near"),
        ("%22unclosed", "unclosed"),
        ("col%3Ax", "col+x"),
        ("x*y", "x+y"),
        ("official+*visit*", "official+visit"),
    ] {
        let all = |q| items(&format!("/v1/search?limit=1000&q={q}"));
        assert_eq!(all(q), all(words), "{q}");
    }
    assert_eq!(ok("/v1/search?q=visits+OR+treaties")["total"], 0);
    let long = "word ".repeat(17);
    let errors = rejections(&format!("/v1/search?q={}", long.replace(' ', "+")));
    assert_eq!(errors, [format!("q invalid {long}")]);
}

#[test]
fn snippets_mark_the_words_and_escape_the_rest() {
    let found = items("/v1/search?q=precious");
    insta::assert_snapshot!(table(&found, &["kind", "id", "snippet"]), @"
    discrepancy | order-name | The <mark>Precious</mark> Rod
    cooperation | order-of-erdene-ochir | …the order is also called The <mark>Precious</mark> Rod; given on his official visit of that summer; summer of 2008
    ");
    for entry in items("/v1/search?q=kazakhstan&limit=1000") {
        let snippet = text(&entry["snippet"]);
        assert!(snippet.contains("<mark>"), "{snippet}");
        let plain = snippet.replace("<mark>", "").replace("</mark>", "");
        assert!(!plain.contains(['<', '>', '\u{1}', '\u{2}']), "{snippet}");
    }
}

#[test]
fn matches_in_titles_come_first_and_parts_after_whole_facts() {
    insta::assert_snapshot!(table(&items("/v1/search?q=embassy&limit=6&fields=kind,title"), &["kind", "title"]), @"
    mission | Embassy of Japan in Iceland
    mission | Embassy of Iceland in Beijing, accredited to Japan
    mission | Embassy of Mongolia in Kazakhstan
    discrepancy | Whether Mongolia's embassy moved to Astana or works in two cities
    mission | Embassy of Kazakhstan in Mongolia
    mission_event | Japan opens its embassy
    ");
}

#[test]
fn a_search_needs_words_and_has_no_other_order_than_relevance() {
    assert_eq!(rejections("/v1/search?kind=visit"), ["q missing null"]);
    assert_eq!(rejections("/v1/search?q="), ["q empty "]);
    assert_eq!(
        rejections("/v1/search?q=x&sort=date"),
        ["sort unknown null"]
    );
    assert_eq!(
        ids("/v1/search?q=nazarbayev&kind=visit"),
        ["nazarbayev-mongolia-1993", "nazarbayev-mongolia-2008"]
    );
}

#[test]
fn filters_of_a_search_keep_its_order() {
    let all = items("/v1/search?q=mongolia&limit=1000");
    for (filter, kept) in [
        ("kind=visit,treaty", "visit treaty"),
        ("kind=traded_good", "traded_good"),
    ] {
        let expected = all
            .iter()
            .filter(|hit| kept.split(' ').any(|kind| hit["kind"] == kind));
        let actual = items(&format!("/v1/search?q=mongolia&limit=1000&{filter}"));
        assert_eq!(actual, expected.cloned().collect::<Vec<_>>(), "{filter}");
    }
}
