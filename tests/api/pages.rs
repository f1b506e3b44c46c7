use std::collections::BTreeSet;

use bilateral::kind::Scope;
use bilateral::kinds;

use crate::world::{get, items, ok, send, text};

const PAIR: &str = "/relations/kazakhstan-mongolia";
const PAGES: [&str; 6] = [
    "/",
    PAIR,
    "/relations/iceland-japan?as_of=1975",
    "/documents/kazakhstan-mongolia",
    "/embed/timeline?relation=iceland-japan",
    "/?q=embassy",
];

/// The values of an attribute in a page, as they read.
fn attributes(page: &str, name: &str) -> Vec<String> {
    let start = format!(" {name}=\"");
    page.split(&start)
        .skip(1)
        .map(|rest| {
            rest.split('"')
                .next()
                .unwrap()
                .replace("&#38;", "&")
                .replace("&amp;", "&")
        })
        .collect()
}

/// Text as it stands in a page.
fn escaped(text: &str) -> String {
    text.replace('&', "&#38;")
        .replace('<', "&#60;")
        .replace('>', "&#62;")
        .replace('"', "&#34;")
        .replace('\'', "&#39;")
}

#[test]
fn pages_load_nothing_but_what_comes_from_here_and_run_no_inline_script() {
    for path in PAGES {
        let page = get(path);
        assert_eq!(
            (page.status, page.header("content-type")),
            (200, "text/html; charset=utf-8"),
            "{path}"
        );
        let policy = page.header("content-security-policy");
        assert!(
            policy.starts_with("default-src 'none'") && !policy.contains("unsafe"),
            "{path}: {policy}"
        );
        let framed = if path.starts_with("/embed") {
            "frame-ancestors *"
        } else {
            "frame-ancestors 'none'"
        };
        assert!(policy.contains(framed), "{path}: {policy}");
        assert_eq!(page.header("referrer-policy"), "no-referrer");
        assert!(
            !page.body.contains(" style=\"") && !page.body.contains("javascript:"),
            "{path}"
        );
        for script in page.body.split("<script").skip(1) {
            assert!(
                script.starts_with(" src=\"/assets/")
                    || script.starts_with(" type=\"application/ld+json\""),
                "{path}"
            );
        }
        let outside = ["href", "src", "action"]
            .iter()
            .flat_map(|name| attributes(&page.body, name))
            .find(|to| to.contains("//"));
        assert_eq!(outside, None, "{path}");
        // With its style, script and icon, coded as browsers ask for it.
        let weight = |path: &str| {
            send(axum::http::Method::GET, path, &[("accept-encoding", "br")])
                .bytes
                .len()
        };
        let assets = ["/assets/style.css", "/assets/script.js", "/assets/icon.svg"];
        let all = weight(path) + assets.iter().map(|path| weight(path)).sum::<usize>();
        assert!(all < 100_000, "{path} weighs {all}");
    }
}

#[test]
fn every_link_leads_somewhere_and_every_mark_is_there() {
    for path in PAGES {
        let page = get(path).body;
        let ids: Vec<String> = attributes(&page, "id");
        let unique: BTreeSet<&String> = ids.iter().collect();
        assert_eq!(ids.len(), unique.len(), "{path} has an id twice: {ids:?}");
        for link in attributes(&page, "href") {
            let (to, mark) = link
                .split_once('#')
                .map_or((link.as_str(), None), |(to, mark)| (to, Some(mark)));
            let there = if to.is_empty() {
                page.clone()
            } else {
                get(to).body
            };
            assert!(
                to.is_empty() || get(to).status == 200,
                "{path} links to {link}"
            );
            let marked =
                mark.is_none_or(|mark| attributes(&there, "id").iter().any(|id| id == mark));
            assert!(marked, "{path} links to {link}, where nothing is");
        }
    }
}

#[test]
fn the_page_of_a_pair_says_what_the_api_says() {
    let page = get(PAIR).body;
    let relation = "relation=kazakhstan-mongolia";
    for kind in [
        "missions",
        "visits",
        "treaties",
        "trade",
        "goods",
        "cooperation",
        "history",
        "discrepancies",
    ] {
        for item in items(&format!("/v1/{kind}?{relation}&limit=1000")) {
            let id = text(&item["id"]);
            let (_, rest) = page
                .split_once(&format!(" id=\"{id}\""))
                .unwrap_or_else(|| panic!("no {kind} {id}"));
            let shown = if kind == "goods" {
                &item["label"]
            } else {
                &item["title"]
            };
            let near: String = rest.chars().take(6_000).collect();
            assert!(near.contains(&escaped(&text(shown))), "{id}");
            if !item["date"].is_null() {
                assert!(
                    page.contains(&escaped(&text(&item["date"]["text"]))),
                    "{id}"
                );
            }
            for source in item["sources"].as_array().unwrap() {
                let mark = format!("/documents/kazakhstan-mongolia#s{}", source["start"]);
                assert!(near.contains(&mark), "{id} does not lead to its sentence");
            }
        }
    }
    for event in items(&format!(
        "/v1/timeline?{relation}&kind=relation_event,mission_event,visit,treaty,cooperation"
    )) {
        assert!(
            page.contains(&format!("<a href=\"#{}\"><title>", text(&event["id"]))),
            "{} is not drawn",
            event["id"]
        );
    }
    let listed = ok(&format!("/v1/treaties?{relation}"))["total"].to_string();
    assert!(page.contains(&format!(
        "<strong>{listed}</strong> listed; the document mentions <strong>more than 50"
    )));
    assert!(page.contains("Kazakhstan <span class=\"when\">KAZ</span> and Mongolia"));
    assert!(page.contains("22 January 1992, preferred; 1991") && page.contains("US$68.2 million"));
}

#[test]
fn every_item_stands_on_the_page_of_its_pair_where_search_and_audit_lead() {
    for kind in kinds::LISTS
        .iter()
        .filter(|kind| kind.scope != Scope::Document)
    {
        for item in items(&format!("/v1/{}?limit=1000", kind.plural)) {
            let page = get(&format!("/relations/{}", text(&item["relation"]))).body;
            assert!(
                page.contains(&format!(" id=\"{}\"", text(&item["id"]))),
                "no {} {}",
                kind.name,
                item["id"]
            );
        }
    }
}

#[test]
fn missions_are_shown_as_they_were_on_a_day() {
    let page = |year: &str| get(&format!("{PAIR}?as_of={year}")).body;
    assert!(page("2005").contains("open, diplomatic mission, in Ulaanbaatar"));
    assert!(page("2008").contains("open, embassy, in Ulaanbaatar"));
    assert_eq!(get(&format!("{PAIR}?as_of=someday")).status, 400);
    assert_eq!(get("/relations/kazakhstan-mongola").status, 404);
}

#[test]
fn the_audit_has_every_sentence_in_its_place() {
    for (document, sentences) in [("kazakhstan-mongolia", 52), ("iceland-japan", 19)] {
        let page = get(&format!("/documents/{document}")).body;
        let listed = items(&format!("/v1/documents/{document}/sentences"));
        assert_eq!(listed.len(), sentences);
        let mut from = 0;
        for sentence in listed {
            let mark = format!("<li id=\"s{}\"", sentence["start"]);
            from += page[from..]
                .find(&mark)
                .unwrap_or_else(|| panic!("{mark} is missing or out of order"));
            if let Some(text) = sentence["text"].as_str() {
                assert!(page[from..].contains(&escaped(text)), "{text}");
            }
            let excuse = sentence["excuse"].as_str().map(escaped);
            assert!(excuse.is_none_or(|excuse| page[from..].contains(&excuse)));
        }
    }
}

#[test]
fn the_front_page_lists_pairs_and_finds_words() {
    let page = get("/").body;
    for pair in items("/v1/relations") {
        assert!(page.contains(&format!("<a href=\"/relations/{0}\">", text(&pair["id"]))));
    }
    let found = get("/?q=%3Cscript%3E+embassy").body;
    assert!(
        !found.contains("<script>") && found.contains("value=\"script embassy\""),
        "{found}"
    );
    let first = get("/?q=e").body;
    let next = attributes(&first, "href")
        .into_iter()
        .find(|link| link.contains("cursor="))
        .unwrap();
    let second = get(&next);
    assert!(second.status == 200 && second.body.contains("class=\"hits\"") && second.body != first);
    let none = get("/?q=%22").body;
    assert!(
        none.contains("No results. Try fewer words") && !none.contains("<h2>Pairs</h2>"),
        "{none}"
    );
}

#[test]
fn the_page_says_of_which_day_it_shows_the_missions() {
    let page = |query: &str| get(&format!("/relations/kazakhstan-mongolia{query}")).body;
    assert!(page("").contains("As of <output for=\"as_of\" id=\"day\">the last event</output>"));
    assert!(page("?as_of=2010").contains(">the end of 2010</output>"));
    let between = page("?as_of=2010-06");
    assert!(
        between.contains(">2010-06-30</output>") && between.contains("value=\"2010\""),
        "{between}"
    );
}

#[test]
fn a_timeline_to_embed_holds_the_pairs_that_are_named() {
    assert_eq!(get("/embed/timeline").status, 400);
    let both = get("/embed/timeline?relation=iceland-japan,kazakhstan-mongolia");
    for visit in items("/v1/visits") {
        assert!(
            both.body.contains(&escaped(&text(&visit["title"]))),
            "{}",
            visit["id"]
        );
    }
    assert_eq!(
        get("/embed/timeline?relation=iceland-japan,no-such").status,
        404
    );
    let documented =
        ok("/openapi.json")["paths"]["/embed/timeline"]["get"]["responses"]["404"].clone();
    assert!(documented.is_object());
    assert_eq!(get("/embed/timeline?relation=no-such").status, 404);
}
