//! Names in the letters of many languages: each is found by the letters of an English keyboard and by its own, and lists are
//! sorted by the folded titles. The pair is invented and lives in a folder of its own.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use bilateral::document::{Document, Index};
use bilateral::seed::{Sources, check, migrate};
use bilateral::store::Store;
use bilateral::values::fold::fold;
use serde_json::Value;
use tempfile::TempDir;

use crate::client::{self, Limits, Service, block_on, get, get_from, ok, text};

/// The name of a guest in the document, in the seeds, and the texts that find it.
const GUESTS: &[(&str, &str, &str)] = &[
    ("Økland", "Økland", "okland|Okland|ØKLAND|O\u{338}kland"),
    ("Paweł Łódź", "Paweł Łódź", "pawel|lodz|pawel lodz|ŁÓDŹ"),
    ("Đinđić", "Đinđić", "dindic|đinđić"),
    ("Þorsdóttir", "Þorsdóttir", "thorsdottir"),
    ("Straßmann", "Straßmann", "strassmann|STRASSMANN|straßmann"),
    ("Œuvre", "Œuvre", "oeuvre|œuvre"),
    ("Yıldırım", "Yıldırım", "yildirim|YILDIRIM|yıldırım"),
    ("Əliyev", "Əliyev", "aliyev|əliyev|ƏLIYEV"),
    ("O’Neill", "O’Neill", "oneill|o'neill|O’Neill|o neill|neill"),
    (
        "‘Abd al-Raḥmān",
        "‘Abd al-Raḥmān",
        "abd al-rahman|rahman|ʿAbd al-Raḥmān",
    ),
    ("Κώστας", "Κώστας", "ΚΩΣΤΑΣ|κωστας|κωστασ|kostas"),
    ("Хүрэлсүх", "Хүрэлсүх", "khurelsukh|Khürelsükh|ХҮРЭЛСҮХ"),
    (
        "Ju\u{ad}han Ko\u{200b}nt",
        "Juhan Kont",
        "juhan|kont|juhan kont|ju\u{ad}han",
    ),
    (
        "جین\u{200c}پینگ",
        "جین\u{200c}پینگ",
        "جین\u{200c}پینگ|جینپینگ",
    ),
    (
        "ශ\u{dca}\u{200d}රී",
        "ශ\u{dca}\u{200d}රී",
        "ශ\u{dca}\u{200d}රී|ශ\u{dca}රී",
    ),
];

struct Fixture {
    service: Service,
    sources: Sources,
    _folder: TempDir,
}

const RELATION: &str = r#"[relation]
id = "norway-poland"
title = "Norway–Poland relations"
at = "Lead 1.1"
parties = ["NOR", "POL"]
documents = ["norway-poland"]

[[relation.event]]
id = "norway-poland-established"
title = "Relations established"
at = "Lead 1.1"
type = "established"
date = "1951"
date_text = "1951"
"#;

const DOCUMENT: &str = r#"[document]
id = "norway-poland"
title = "Norway–Poland relations"
"#;

const VISIT: &str = r#"[[visit]]
id = "visit-NUMBER"
title = "NAME visits Oslo"
at = "Visits NUMBER.1"
guests = [{ name = "NAME", country = "POL" }]
host = "NOR"
type = "unspecified"

"#;

/// Writes an invented pair with a visit of each guest, and its document.
fn write_pair(folder: &Path) -> Sources {
    let (seeds, documents) = (folder.join("seeds"), folder.join("documents"));
    let pair = seeds.join("norway-poland");
    fs::create_dir_all(pair.join("documents")).unwrap();
    fs::create_dir_all(&documents).unwrap();
    let mut document =
        "Norway and Poland have had relations since 1951.\n\n== Visits ==\n".to_owned();
    let mut visits = String::new();
    for ((written, name, _), number) in GUESTS.iter().zip(1..) {
        let _ = write!(document, "A guest named {written} visited Oslo.\n\n");
        let visit = VISIT.replace("NUMBER", &format!("{number}"));
        visits.push_str(&visit.replace("NAME", name));
    }
    let index = Index::from_document(&Document::parse(&document));
    for (file, text) in [
        ("relation.toml", RELATION),
        ("documents/norway-poland.toml", DOCUMENT),
        ("documents/norway-poland.index.toml", &index.to_toml()),
        ("visits.toml", &visits),
    ] {
        fs::write(pair.join(file), text).unwrap();
    }
    fs::write(documents.join("norway-poland.txt"), document).unwrap();
    Sources {
        seeds: Some(seeds),
        documents: Some(documents),
    }
}

/// A service over the invented pair.
fn fixture() -> Fixture {
    let folder = TempDir::new().unwrap();
    let sources = write_pair(folder.path());
    let database = folder.path().join("db.sqlite");
    let store = block_on(async {
        let migrated = migrate(&sources, &database, &|_, _| ());
        migrated.await.expect("seeds without errors");
        Store::open(&database).await.expect("a database")
    });
    Fixture {
        service: bilateral::app::service(store, &Limits::default()),
        sources,
        _folder: folder,
    }
}

fn list(fixture: &Fixture, query: &str) -> Value {
    let response = get_from(&fixture.service, &format!("/v1/visits?{query}"));
    assert_eq!(response.status, 200, "{query}: {}", response.body);
    response.json()
}

fn ids(fixture: &Fixture, parameter: &str, value: &str) -> Vec<String> {
    let value = percent_encoding::utf8_percent_encode(value, percent_encoding::NON_ALPHANUMERIC);
    let list = list(fixture, &format!("{parameter}={value}"));
    list["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| text(&item["id"]))
        .collect()
}

#[test]
fn names_are_found_by_the_letters_of_an_english_keyboard_and_by_their_own() {
    let fixture = fixture();
    for ((_, name, spellings), number) in GUESTS.iter().zip(1..) {
        for spelling in spellings.split('|').chain([*name]) {
            for parameter in ["q", "guest"] {
                let found = ids(&fixture, parameter, spelling);
                assert_eq!(found, [format!("visit-{number}")], "{parameter}={spelling}");
            }
        }
    }
}

#[test]
fn words_of_sentences_are_found_without_the_signs_that_nobody_sees() {
    let fixture = fixture();
    block_on(check(&fixture.sources)).expect("literals are compared without invisible signs");
    let hits = get_from(&fixture.service, "/v1/search?q=named+juhan").json();
    let snippet = text(&hits["items"][0]["snippet"]);
    let marked = "A guest <mark>named</mark> <mark>Ju\u{ad}han</mark> Ko\u{200b}nt visited Oslo.";
    assert_eq!(snippet, marked);
    // The pointers count the text as it is.
    let visit = get_from(&fixture.service, "/v1/visits/visit-13").json();
    let source = &visit["item"]["sources"][0];
    let length = source["end"].as_u64().unwrap() - source["start"].as_u64().unwrap();
    let sentence = text(&source["text"]);
    assert!(sentence.contains("Ju\u{ad}han Ko\u{200b}nt"), "{sentence}");
    assert_eq!(usize::try_from(length), Ok(sentence.chars().count()));
}

#[test]
fn titles_are_sorted_by_their_folded_letters() {
    let fixture = fixture();
    let titles = |sort: &str| -> Vec<String> {
        let list = list(&fixture, &format!("sort={sort}&limit=1000"));
        let items = list["items"].as_array().unwrap().iter();
        items.map(|item| text(&item["title"])).collect()
    };
    let (ascending, mut descending) = (titles("title"), titles("-title"));
    assert_eq!(ascending[0], "‘Abd al-Raḥmān visits Oslo");
    assert_eq!(ascending[1], "Əliyev visits Oslo");
    assert!(
        ascending.is_sorted_by_key(|title| fold(title)),
        "{ascending:?}"
    );
    descending.reverse();
    assert_eq!(ascending, descending);
}

#[test]
fn countries_are_known_by_their_names_and_suggestions_are_all_candidates() {
    for (name, code) in [
        ("Republic%20of%20Korea", "KOR"),
        ("The%20Bahamas", "BHS"),
        ("Persia", "IRN"),
        ("Iceland,republic+of+iceland", "ISL"),
        ("Czechoslovakia", "CSK"),
        ("Kosovo", "XKX"),
    ] {
        assert_eq!(
            client::ids(&format!("/v1/visits?country={name}")),
            client::ids(&format!("/v1/visits?country={code}"))
        );
    }
    for (name, codes) in [
        ("Korea", Some("KOR,PRK")),
        ("Congo", Some("COD,COG")),
        ("England", Some("GBR")),
        ("United+Arab+Republic", Some("EGY,SYR")),
        ("Northern+Cyprus", None),
        ("Atlantis", None),
    ] {
        let problem = get(&format!("/v1/visits?country={name}"));
        assert_eq!(problem.status, 400, "{name}");
        let error = &problem.json()["errors"][0];
        assert_eq!(error["did_you_mean"].as_str(), codes, "{name}");
        if let Some(codes) = codes {
            // The suggestion repairs the request.
            ok(&format!("/v1/visits?country={codes}"));
        }
    }
}
