use crate::world::{get, ids, items, ok, table, text};

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
    assert_eq!(ids("/v1/goods?q=mongolia").len(), 12);
}

#[test]
fn all_words_must_be_there_and_the_last_may_be_a_beginning() {
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
fn operators_are_just_words() {
    for q in ["%22", "*", "()", "%27", "-", "^"] {
        assert_eq!(ok(&format!("/v1/search?q={q}"))["total"], 0, "{q}");
    }
    for q in [
        "AND",
        "visit+OR+treaty",
        "NOT+visit",
        "title:visit",
        "a+NEAR/2+b",
        "NEAR(",
        "%22unclosed",
        "col%3Ax",
        "x*y",
    ] {
        assert_eq!(get(&format!("/v1/search?q={q}")).status, 200, "{q}");
    }
    assert_eq!(ok("/v1/search?q=visits+OR+treaties")["total"], 0);
    let long = "word+".repeat(17);
    assert_eq!(get(&format!("/v1/search?q={long}")).status, 400);
}

#[test]
fn snippets_are_marked_and_safe() {
    let found = items("/v1/search?q=precious");
    insta::assert_snapshot!(table(&found, &["kind", "id", "snippet"]), @"
    discrepancy | order-name | The <mark>Precious</mark> Rod
    cooperation | order-of-erdene-ochir | …the order is also called The <mark>Precious</mark> Rod; given on his official visit of that summer; summer of 2008
    ");
    for entry in items("/v1/search?q=kazakhstan&limit=1000") {
        let snippet = text(&entry["snippet"])
            .replace("<mark>", "")
            .replace("</mark>", "");
        assert!(!snippet.contains(['<', '>', '\u{1}', '\u{2}']), "{snippet}");
    }
}

#[test]
fn titles_come_first_and_of_them_facts_of_their_own() {
    insta::assert_snapshot!(table(&items("/v1/search?q=embassy&limit=6&fields=kind,title"), &["kind", "title"]), @"
    discrepancy | Whether Mongolia's embassy moved to Astana or works in two cities
    mission | Embassy of Iceland in Beijing, accredited to Japan
    mission | Embassy of Japan in Iceland
    mission | Embassy of Kazakhstan in Mongolia
    mission | Embassy of Mongolia in Kazakhstan
    mission_event | Japan opens its embassy
    ");
}

#[test]
fn walking_a_search_meets_each_fact_once() {
    let total = ok("/v1/search?q=mongolia&limit=0")["total"]
        .as_u64()
        .unwrap();
    let mut seen = Vec::new();
    let mut next = Some("/v1/search?q=mongolia&limit=7".to_owned());
    while let Some(path) = next {
        let page = ok(&path);
        seen.extend(
            page["items"]
                .as_array()
                .unwrap()
                .iter()
                .map(|i| [text(&i["kind"]), text(&i["id"])].join("/")),
        );
        next = page["next"].as_str().map(str::to_owned);
    }
    assert_eq!(seen.len() as u64, total);
    let all = seen.len();
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), all);
}

#[test]
fn a_search_without_words_is_told_so() {
    let error = get("/v1/search?kind=visit").json()["errors"][0].clone();
    assert_eq!(
        (text(&error["parameter"]), text(&error["reason"])),
        ("q".to_owned(), "missing".to_owned())
    );
    assert_eq!(
        get("/v1/search?q=").json()["errors"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    assert_eq!(ids("/v1/search?q=nazarbayev&kind=visit").len(), 2);
    assert_eq!(get("/v1/search?q=x&sort=date").status, 400);
}
