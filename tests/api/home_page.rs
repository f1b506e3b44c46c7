//! The home page with its map, search results, and the pages of countries: what they show is what the API has.

use std::fs;
use std::path::Path;

use bilateral::kind::{Kind, Scope};
use bilateral::kinds;
use bilateral::seed::Sources;

use crate::client::{get, get_from, items, ok, send, service_over_seeds, text};

/// The body of the response to GET, which must be 200.
fn page(path: &str) -> String {
    let response = get(path);
    assert_eq!(response.status, 200, "{path}");
    response.body
}

/// The total of a list.
fn total(path: &str) -> u64 {
    ok(path)["total"].as_u64().unwrap()
}

/// The part of a page from one text up to another.
fn between<'p>(page: &'p str, start: &str, end: &str) -> &'p str {
    let (_, rest) = page
        .split_once(start)
        .unwrap_or_else(|| panic!("no {start} in {page}"));
    let (part, _) = rest
        .split_once(end)
        .unwrap_or_else(|| panic!("no {end} after {start}"));
    part
}

/// True for the kinds of facts about pairs, which are neither evidence nor remarks on other facts.
fn is_counted(kind: &Kind) -> bool {
    let mut of_documents = kinds::document().parts();
    matches!(kind.scope, Scope::Pair | Scope::Fact)
        && kind.name != kinds::annotating_kind().name
        && !of_documents.any(|(_, part)| part.name == kind.name)
}

#[test]
fn the_home_page_says_how_much_there_is() {
    let home = page("/");
    let facts = kinds::all().filter(|kind| is_counted(kind));
    let facts: u64 = facts.map(|kind| total(&kind.path())).sum();
    for (label, number) in [
        ("pairs of countries or territories", total("/v1/relations")),
        ("facts", facts),
        ("sentences read", total("/v1/sentences")),
        (
            "contradictions found",
            total("/v1/discrepancies?type=contradiction"),
        ),
    ] {
        let shown = between(&home, &format!("<dt>{label}</dt><dd"), "</dd>");
        let (_, shown) = shown.split_once('>').unwrap();
        assert_eq!(shown, number.to_string(), "{label}");
    }
}

#[test]
fn the_map_links_to_every_pair_and_every_country() {
    let home = page("/");
    let map = between(&home, "<svg class=\"world\"", "</svg>");
    for pair in items("/v1/relations") {
        let link = format!("href=\"/relations/{}\"><title>", text(&pair["id"]));
        let (_, title) = map.split_once(&link).unwrap_or_else(|| panic!("no {link}"));
        assert!(title.starts_with(&text(&pair["title"])), "{link}");
        for party in pair["parties"].as_array().unwrap() {
            let link = format!("<a class=\"dot\" href=\"/countries/{}\">", text(party));
            assert!(map.contains(&link), "{link}");
        }
    }
    // The size is known before the drawing is laid out.
    assert!(map.contains(" width=\"2000\" height=\""), "{map:.300}");
}

#[test]
fn a_card_tells_missions_the_last_visit_and_contradictions() {
    let home = page("/");
    for pair in items("/v1/relations") {
        let id = text(&pair["id"]);
        let title = format!("<h3><a href=\"/relations/{id}\">");
        let card = between(&home, &title, "</li>");
        let of_pair = |list: &str| format!("/v1/{list}?relation={id}");
        let open = total(&(of_pair("missions") + "&status=open"));
        assert!(
            card.contains(&format!("<dt>Missions</dt><dd>{open} open")),
            "{card}"
        );
        let visits = items(&(of_pair("visits") + "&sort=-date"));
        let last = visits.iter().find(|visit| visit["status"].is_null());
        let link = format!("href=\"/relations/{id}#{}\"", text(&last.unwrap()["id"]));
        assert!(card.contains(&link), "{link} in {card}");
        let found = total(&(of_pair("discrepancies") + "&type=contradiction"));
        let shown = format!("{found} contradiction");
        assert_eq!(card.contains("contradiction"), found > 0, "{card}");
        assert!(found == 0 || card.contains(&shown), "{card}");
    }
}

#[test]
fn without_script_the_example_is_a_path_rather_than_a_placeholder() {
    let home = page("/");
    assert!(!home.contains("HOST"), "{home}");
    let example = between(&home, "<code class=\"copy\" data-path=\"", "\"");
    assert!(get(example).status == 200 && home.contains(&format!("<a href=\"{example}\">")));
}

/// Codes of countries, of which each two become a pair.
const CODES: [&str; 11] = [
    "AUS", "BRA", "CHE", "DNK", "EGY", "FJI", "GHA", "HKG", "IND", "JPN", "KIR",
];

/// Writes the seeds of a pair: its relation, with a number of events.
fn write_pair(seeds: &Path, [one, other]: [&str; 2], events: usize) {
    let id = [one, "-", other].concat().to_lowercase();
    let folder = seeds.join(&id);
    fs::create_dir_all(folder.join("documents")).unwrap();
    let event = |number: usize| {
        let year = 1910 + number;
        let (date, kind) = (
            format!("date = \"{year}\"\ndate_text = \"{year}\""),
            ["established", "upgraded"][number],
        );
        format!(
            "[[relation.event]]\nid = \"{id}-{number}\"\ntitle = \"Event {number}\"\nat = \"Lead 1.1\"\ntype = \"{kind}\"\n{date}\n"
        )
    };
    let events: String = (0..events).map(event).collect();
    let relation = format!(
        "[relation]\nid = \"{id}\"\ntitle = \"{one}–{other} relations\"\nat = \"Lead 1.1\"\nparties = [\"{one}\", \"{other}\"]\n\
         documents = [\"{id}\"]\n\n{events}"
    );
    fs::write(folder.join("relation.toml"), relation).unwrap();
    let document = format!("[document]\nid = \"{id}\"\ntitle = \"{id}\"\n");
    fs::write(folder.join(format!("documents/{id}.toml")), document).unwrap();
    let text = bilateral::document::Document::parse("They have relations.\n");
    let index = bilateral::document::Index::from_document(&text).to_toml();
    fs::write(folder.join(format!("documents/{id}.index.toml")), index).unwrap();
}

#[test]
fn beyond_fifty_pairs_the_page_goes_on_and_the_map_has_those_with_the_most_facts() {
    let folder = tempfile::tempdir().unwrap();
    let seeds = folder.path().join("seeds");
    let pairs = CODES.iter().enumerate();
    let pairs =
        pairs.flat_map(|(index, one)| CODES[..index].iter().map(move |other| [*other, *one]));
    let pairs: Vec<[&str; 2]> = pairs.chain(CODES.map(|code| [code, "USA"])).collect();
    for pair in &pairs {
        write_pair(&seeds, *pair, if pair[0] == "AUS" { 1 } else { 2 });
    }
    let sources = Sources {
        seeds: Some(seeds),
        documents: None,
    };
    let service = service_over_seeds(&sources, folder.path());
    let first = get_from(&service, "/").body;
    assert_eq!(first.matches("<h3><a href=\"/relations/").count(), 50);
    let map = between(&first, "<svg class=\"world\"", "</svg>");
    assert_eq!(map.matches("<a class=\"arc ").count(), 60);
    // Six of the 66 pairs are left out: some of the eleven with fewer facts than the others.
    let with_more = pairs.iter().filter(|pair| pair[0] != "AUS");
    for [one, other] in with_more {
        let link = format!("/relations/{one}-{other}\"").to_lowercase();
        assert!(map.contains(&link), "{link}");
    }
    let next = between(&first, "rel=\"next\" href=\"", "#pairs\"").replace("&#38;", "&");
    let second = get_from(&service, &next).body;
    assert_eq!(
        second.matches("<h3><a href=\"/relations/").count(),
        pairs.len() - 50
    );
}

#[test]
fn the_page_of_a_country_has_its_pairs_missions_and_visits() {
    let country = page("/countries/MNG");
    for pair in items("/v1/relations?country=MNG") {
        assert!(country.contains(&format!("href=\"/relations/{}\"", text(&pair["id"]))));
    }
    for (label, list) in [
        ("missions sent", "/v1/missions?sending=MNG&status=open"),
        (
            "missions received",
            "/v1/missions?receiving=MNG&status=open",
        ),
        ("visits made", "/v1/visits?guest_country=MNG"),
        ("visits received", "/v1/visits?host=MNG"),
    ] {
        let held = items(list).into_iter();
        let held = held.filter(|item| !list.contains("visits") || item["status"].is_null());
        let shown = format!("<dt>{label}</dt><dd>{}</dd>", held.count());
        assert!(country.contains(&shown), "{shown}");
    }
    let newest = between(&country, "The newest</h3>", "</ol>");
    let visits = items("/v1/visits?country=MNG&sort=-date&limit=1");
    let (_, first) = newest.split_once("<a href=\"/relations/").unwrap();
    let (_, first) = first.split_once('#').unwrap();
    assert!(first.starts_with(&text(&visits[0]["id"])), "{newest}");
}

#[test]
fn the_numbers_of_the_chart_of_visits_stand_in_a_table() {
    let country = page("/countries/KAZ");
    let facet = |way: &str| {
        let list = ok(&format!("/v1/visits?{way}=KAZ&facets=year&limit=0"));
        list["facets"]["year"]["values"].as_array().unwrap().clone()
    };
    let (made, received) = (facet("guest_country"), facet("host"));
    let count = |values: &[serde_json::Value], year: &str| {
        let found = values.iter().find(|value| text(&value["value"]) == year);
        found.map_or(0, |value| value["count"].as_u64().unwrap())
    };
    let years = made.iter().chain(&received);
    for year in years.map(|value| text(&value["value"])) {
        let [made, received] = [&made, &received].map(|values| count(values, &year));
        let row = format!(
            "<th scope=\"row\">{year}<td class=\"number\">{made}<td class=\"number\">{received}"
        );
        assert!(country.contains(&row), "{row}");
        let title = format!("<title>{year}: {made} made, {received} received</title>");
        assert!(country.contains(&title), "{title}");
    }
}

#[test]
fn the_missions_of_a_country_are_those_of_the_day() {
    let state = |day: &str| {
        let country = page(&format!("/countries/MNG?as_of={day}"));
        let missions = between(&country, "<h2 id=\"missions\">", "</section>");
        missions.to_owned()
    };
    assert!(
        state("2008").contains(">open, embassy<"),
        "{}",
        state("2008")
    );
    assert!(state("1950").starts_with("Missions as of 1950-12-31</h2>"));
    assert!(
        !state("1950").contains(">open, embassy<"),
        "{}",
        state("1950")
    );
    assert_eq!(get("/countries/MNG?as_of=someday").status, 400);
}

#[test]
fn other_names_of_a_country_lead_to_its_page() {
    for name in ["mng", "MN", "Mongolia", "mongolia"] {
        let response = get(&format!("/countries/{name}?as_of=2008"));
        assert_eq!(response.status, 308, "{name}");
        assert_eq!(response.header("location"), "/countries/MNG?as_of=2008");
    }
    for (name, suggestion) in [("Mongola", "/countries/MNG"), ("CHL", "/#countries")] {
        let browser = [("accept", "text/html,*/*;q=0.8")];
        let response = send(
            axum::http::Method::GET,
            &format!("/countries/{name}"),
            &browser,
        );
        assert_eq!((response.status, response.media_type()), (404, "text/html"));
        let link = format!("<a href=\"{suggestion}\">");
        assert!(response.body.contains(&link), "{name}: {}", response.body);
    }
}

#[test]
fn search_results_name_kind_and_pair_and_can_be_limited_to_a_kind() {
    let found = page("/?q=embassy");
    let hit = &items("/v1/search?q=embassy&limit=1")[0];
    let first = between(&found, "<ol class=\"hits\"><li>", "</li>");
    assert!(first.contains(&format!(
        "<span class=\"badge\">{}</span>",
        text(&hit["kind"])
    )));
    assert!(first.contains(&format!(
        "<a href=\"/relations/{}\">",
        text(&hit["relation"])
    )));
    let facet = ok("/v1/search?q=embassy&facets=kind&limit=0")["facets"]["kind"]["values"].clone();
    for kind in facet.as_array().unwrap() {
        let (name, count) = (text(&kind["value"]), &kind["count"]);
        let link = format!("<a href=\"/?q=embassy&#38;kind={name}\"");
        let label = between(&found, &link, "</a>");
        assert!(
            label.ends_with(&format!("<span class=\"when\">{count}</span>")),
            "{label}"
        );
        let limited = page(&format!("/?q=embassy&kind={name}"));
        assert!(limited.contains(&format!("<h1>{count} result")), "{name}");
        assert!(limited.contains(" aria-current=\"true\""), "{name}");
    }
    assert!(page("/?q=Mongolia").contains("<a href=\"/countries/MNG\">"));
    assert!(!page("/?q=Chile").contains("/countries/CHL"));
}

#[test]
fn every_page_has_the_header_and_the_footer() {
    let citation = text(&ok("/v1/dataset")["citation"]);
    for path in [
        "/",
        "/?q=embassy",
        "/countries/ISL",
        "/relations/iceland-japan",
        "/docs",
    ] {
        let page = page(path);
        for part in [
            "<a class=\"name\" href=\"/\">",
            "role=\"search\"",
            "list=\"suggestions\"",
            "<a href=\"/explore\">",
            "<a href=\"/docs\">",
            "href=\"/v1/dataset.sqlite\"",
            citation.as_str(),
        ] {
            assert!(page.contains(part), "{path} lacks {part}");
        }
    }
}
