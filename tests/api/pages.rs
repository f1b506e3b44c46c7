//! The web pages: they escape what they show, load only their own assets, and show what the API has.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use bilateral::kind::{Kind, Scope};
use bilateral::kinds;

use crate::client::{get, items, ok, rejections, send, text};

const PAIR: &str = "/relations/kazakhstan-mongolia";
const DISCREPANCIES: &str = "/relations/kazakhstan-mongolia/discrepancies";
const PAGES: [&str; 14] = [
    "/",
    PAIR,
    DISCREPANCIES,
    "/relations/iceland-japan?as_of=1975",
    "/documents/kazakhstan-mongolia",
    "/embed/timeline?relation=iceland-japan",
    "/?q=embassy",
    "/explore",
    "/explore/visits?host=MNG",
    "/explore/timeline?limit=20",
    "/docs",
    "/docs/missions",
    "/countries/ISL",
    "/countries/MNG?as_of=2008",
];

/// The values of an attribute in a page, unescaped.
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

/// The body of the response to GET, which must be 200.
fn ok_body(path: &str) -> String {
    let response = get(path);
    assert_eq!(response.status, 200, "{path}");
    response.body
}

/// Text as a page has it.
fn escaped(text: &str) -> String {
    text.replace('&', "&#38;")
        .replace('<', "&#60;")
        .replace('>', "&#62;")
        .replace('"', "&#34;")
        .replace('\'', "&#39;")
}

/// True for the address of a document, of a sentence in it, or of a work that it cites: what pages link to elsewhere.
fn is_of_a_document(address: &str) -> bool {
    static ADDRESSES: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
        let lists = ["documents", "references", "sentences"];
        let items = lists.map(|list| items(&format!("/v1/{list}?limit=1000")));
        let addresses = items.iter().flatten();
        addresses
            .flat_map(|item| ["address", "link"].map(|key| text(&item[key])))
            .collect()
    });
    ADDRESSES.contains(address) || address.starts_with("https://spdx.org/licenses/")
}

/// The page that shows the facts of a kind about a pair.
fn page_of(kind: &Kind, relation: &str) -> String {
    let page = format!("/relations/{relation}");
    if kind.annotates.is_some() {
        [&page, "/discrepancies"].concat()
    } else {
        page
    }
}

#[test]
fn pages_load_only_their_own_assets_and_run_no_inline_script() {
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
            .find(|to| to.contains("//") && !is_of_a_document(to));
        assert_eq!(outside, None, "{path}");
        // The page with its assets, compressed as browsers accept it.
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
fn clients_find_the_files_that_every_site_has() {
    let (icon, favicon) = (get("/assets/icon.svg"), get("/favicon.ico"));
    assert_eq!(
        (favicon.status, favicon.media_type()),
        (200, "image/svg+xml")
    );
    assert_eq!(favicon.body, icon.body);
    let robots = get("/robots.txt");
    assert_eq!((robots.status, robots.media_type()), (200, "text/plain"));
    assert!(
        robots.body.starts_with("User-agent: *\n"),
        "{}",
        robots.body
    );
    // Neither is refused for parameters or for the types that a client accepts.
    for path in ["/favicon.ico?v=2", "/robots.txt?x"] {
        let accept = [("accept", "image/png")];
        let status = send(axum::http::Method::GET, path, &accept).status;
        assert_eq!(status, 200, "{path}");
    }
}

#[test]
fn the_state_of_relations_comes_first_and_does_not_depend_on_the_day_of_the_missions() {
    for (path, state) in [
        (PAIR, "established on 22 January 1992"),
        (
            "/relations/kazakhstan-mongolia?as_of=1950",
            "established on 22 January 1992",
        ),
        (
            "/relations/iceland-japan",
            "re-established on 1 December 1976",
        ),
    ] {
        let page = ok_body(path);
        let shown = format!("Relations: <strong>{state}</strong>.");
        assert!(page.contains(&shown), "{path}");
        assert!(page.find(&shown) < page.find("<ul class=\"events\">"));
    }
    let late = ok_body("/relations/kazakhstan-mongolia?as_of=2100");
    assert!(late.contains("open, embassy, in Ulaanbaatar, as last known<"));
    assert!(!ok_body(PAIR).contains("as last known"));
}

#[test]
fn every_link_leads_to_a_page_and_every_fragment_to_an_id() {
    for path in PAGES {
        let page = get(path).body;
        let ids: Vec<String> = attributes(&page, "id");
        let unique: BTreeSet<&String> = ids.iter().collect();
        assert_eq!(ids.len(), unique.len(), "{path} has an id twice: {ids:?}");
        for link in attributes(&page, "href") {
            let (to, fragment) = link
                .split_once('#')
                .map_or((link.as_str(), None), |(to, fragment)| (to, Some(fragment)));
            if is_of_a_document(&link) {
                continue;
            }
            let target = if to.is_empty() {
                page.clone()
            } else {
                ok_body(to)
            };
            let has_id = |id: &str| attributes(&target, "id").iter().any(|one| one == id);
            assert!(
                fragment.is_none_or(has_id),
                "{path} links to {link}, an unknown id"
            );
        }
    }
}

#[test]
fn two_links_lead_from_the_home_page_to_the_sentence_of_every_fact() {
    let home = attributes(&ok_body("/"), "href");
    let mut followed = 0;
    for relation in items("/v1/relations") {
        let id = text(&relation["id"]);
        let page = format!("/relations/{id}");
        assert!(home.contains(&page), "{page}");
        for kind in kinds::all() {
            let links = attributes(&ok_body(&page_of(kind, &id)), "href");
            let of_pair = format!(
                "{}?limit=1000&relation={}",
                kind.path(),
                text(&relation["id"])
            );
            for fact in items(&of_pair) {
                for source in fact["sources"].as_array().into_iter().flatten() {
                    let link = if source["link"].is_null() {
                        format!(
                            "/documents/{}#s{}",
                            text(&source["document"]),
                            source["start"]
                        )
                    } else {
                        text(&source["link"])
                    };
                    assert!(links.contains(&link), "{} {link}", fact["id"]);
                    followed += 1;
                }
            }
        }
    }
    assert!(followed > 150, "{followed}");
}

/// True for the parts of documents, which the page of the document shows.
fn of_documents(kind: &Kind) -> bool {
    kinds::document()
        .parts()
        .any(|(_, part)| part.name == kind.name)
}

#[test]
fn the_page_of_a_pair_shows_what_the_api_has() {
    let relation = "relation=kazakhstan-mongolia";
    let of_pairs = kinds::all().filter(|kind| kind.scope == Scope::Fact);
    let of_pairs = of_pairs.filter(|kind| !of_documents(kind));
    for kind in of_pairs {
        let page = ok_body(&page_of(kind, "kazakhstan-mongolia"));
        for item in items(&format!("{}?{relation}&limit=1000", kind.path())) {
            let id = text(&item["id"]);
            let (_, rest) = page
                .split_once(&format!(" id=\"{id}\""))
                .unwrap_or_else(|| panic!("no {} {id}", kind.name));
            let shown = if kind.plural == "goods" {
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
                assert!(near.contains(&mark), "{id} does not link to its sentence");
            }
        }
    }
    let page = ok_body(PAIR);
    for event in items(&format!("/v1/timeline?{relation}&limit=1000")) {
        assert!(
            page.contains(&format!("<a href=\"#{}\"><title>", text(&event["id"]))),
            "{} is not drawn",
            event["id"]
        );
    }
    let listed = ok(&format!("/v1/treaties?{relation}"))["total"].to_string();
    assert!(page.contains(&format!(
        "<strong>{listed}</strong> listed; the document mentions “<strong>more than 50"
    )));
    assert!(page.contains("<bdi>Kazakhstan</bdi></a> <span class=\"when\">KAZ</span> and"));
    assert!(page.contains("22 January 1992, preferred; 1991") && page.contains("US$68.2 million"));
}

#[test]
fn every_item_has_its_id_on_the_page_of_its_pair() {
    let is_evidence = |kind: &Kind| matches!(kind.scope, Scope::Document | Scope::Sentence);
    for kind in kinds::all().filter(|kind| !is_evidence(kind) && !of_documents(kind)) {
        for item in items(&format!("{}?limit=1000", kind.path())) {
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
fn the_page_of_a_pair_shows_missions_as_of_a_day() {
    let page = |year: &str| get(&format!("{PAIR}?as_of={year}")).body;
    assert!(page("2005").contains("open, diplomatic mission, in Ulaanbaatar"));
    assert!(page("2008").contains("open, embassy, in Ulaanbaatar"));
    assert_eq!(
        rejections(&format!("{PAIR}?as_of=someday")),
        ["as_of invalid someday"]
    );
    assert_eq!(get("/relations/kazakhstan-mongola").status, 404);
}

#[test]
fn the_page_of_a_document_has_every_sentence_in_order() {
    for (document, sentences) in [("kazakhstan-mongolia", 52), ("iceland-japan", 26)] {
        let page = get(&format!("/documents/{document}")).body;
        let listed = items(&format!("/v1/sentences?document={document}"));
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
fn the_home_page_lists_pairs_and_searches() {
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
    let misspelt = get("/?q=satelite").body;
    assert!(misspelt.contains("Did you mean <a href=\"/?q=satellite\">satellite</a>?"));
}

#[test]
fn the_page_of_a_pair_names_the_day_of_its_missions() {
    let page = |query: &str| get(&format!("/relations/kazakhstan-mongolia{query}")).body;
    assert!(page("").contains("As of <output for=\"as_of\" id=\"day\">the latest event</output>"));
    assert!(page("?as_of=2010").contains(">the end of 2010</output>"));
    let between = page("?as_of=2010-06");
    assert!(
        between.contains(">2010-06-30</output>") && between.contains("value=\"2010\""),
        "{between}"
    );
}
