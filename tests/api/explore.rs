//! The explorer: each list as a table that shows what the API has for the same query.

use bilateral::kind::Parameter;
use bilateral::kinds;
use serde_json::Value;

use crate::client::{Limits, get, get_from, items, ok, service, text};

/// The lists with a page, by their names in URLs, with their parameters.
pub fn lists() -> Vec<(String, &'static [Parameter])> {
    let of_kinds = kinds::all().map(|kind| {
        let name = kind.plural.replace('_', "-");
        (name, kinds::list_parameters(kind))
    });
    let timeline = ("timeline".to_owned(), kinds::timeline_parameters());
    of_kinds.chain([timeline]).collect()
}

pub fn page(path: &str) -> String {
    let response = get(path);
    assert_eq!(response.status, 200, "{path}: {}", response.body);
    response.body
}

/// Text as a page has it.
fn escaped(text: &str) -> String {
    let escaped = text.replace('&', "&#38;").replace('<', "&#60;");
    escaped.replace('"', "&#34;").replace('\'', "&#39;")
}

/// The titles of the rows of a page.
fn titles(page: &str) -> Vec<String> {
    let cells = page.split("<td role=\"cell\" class=\"c-title").skip(1);
    let title = |cell: &str| {
        let (_, rest) = cell.split_once("<bdi>").expect("a title");
        rest.split("</bdi>").next().unwrap_or_default().to_owned()
    };
    cells.map(title).collect()
}

fn api_titles(path: &str) -> Vec<String> {
    let titles = items(path).into_iter();
    titles.map(|item| escaped(&text(&item["title"]))).collect()
}

/// The addresses of the links of a page whose opening tags contain a text.
fn links(page: &str, with: &str) -> Vec<String> {
    let tags = page
        .split("<a ")
        .skip(1)
        .filter_map(|rest| rest.split('>').next());
    tags.filter(|tag| tag.contains(with))
        .filter_map(|tag| tag.split("href=\"").nth(1)?.split('"').next())
        .map(|link| link.replace("&#38;", "&").replace("&amp;", "&"))
        .collect()
}

/// The part of a page that shows a facet.
fn panel<'p>(page: &'p str, label: &str) -> &'p str {
    let start = format!("<div class=\"panel\"><h2>{label}</h2>");
    let (_, rest) = page
        .split_once(&start)
        .unwrap_or_else(|| panic!("no {label}"));
    rest.split("</div>").next().unwrap_or_default()
}

#[test]
fn every_list_is_a_table_with_the_rows_of_the_api() {
    let index = page("/explore");
    for (list, _) in lists() {
        let (table, api) = (page(&format!("/explore/{list}")), format!("/v1/{list}"));
        assert!(titles(&table) == api_titles(&api), "{list}");
        let total = ok(&api)["total"].to_string();
        assert!(
            table.contains(&format!("<strong>{total}</strong>")),
            "{list}"
        );
        let entry = format!("href=\"/explore/{list}\">");
        let (_, entry) = index
            .split_once(&entry)
            .unwrap_or_else(|| panic!("no {list}"));
        assert!(
            entry
                .split("</li>")
                .next()
                .unwrap()
                .contains(&format!("<strong>{total}<")),
            "{list}"
        );
    }
}

#[test]
fn an_address_of_a_page_is_a_call_of_the_api_below_another_path() {
    for query in [
        "visits?host=Mongolia&sort=-date",
        "visits?from=2000&guest_country=KAZ,MNG&type=official_visit",
        "visits?from=1990&to=2010&match=certain&sort=guest",
        "missions?status=open&as_of=2005",
        "trade?q=trade&limit=2",
        "sentences?status=excused&sort=-start",
        "timeline?country=JPN&kind=visit,treaty",
        "mission-events?part_of=kazakhstan-in-mongolia",
    ] {
        let (table, api) = (page(&format!("/explore/{query}")), format!("/v1/{query}"));
        assert_eq!(titles(&table), api_titles(&api), "{query}");
        let call = links(&table, "");
        assert!(call.contains(&api), "{query}: {call:?}");
    }
}

#[test]
fn facets_have_the_counts_of_the_api_and_lead_to_as_many_facts() {
    let table = page("/explore/visits?facets=guest");
    for (name, label) in [("type", "Type"), ("country", "Country"), ("guest", "Guest")] {
        let counts = ok(&format!("/v1/visits?limit=0&facets={name}"));
        let values = counts["facets"][name]["values"].as_array().unwrap();
        let panel = panel(&table, label);
        assert_eq!(
            panel.matches("class=\"tally\"").count(),
            values.len(),
            "{name}"
        );
        for link in links(panel, "rel=\"nofollow\"") {
            let (_, rest) = panel.split_once(&escaped(&link)).unwrap();
            let (_, rest) = rest.split_once("class=\"tally\">").unwrap();
            let count = rest.split('<').next().unwrap().to_owned();
            let api = link
                .replacen("/explore", "/v1", 1)
                .replace("facets=guest", "limit=0");
            assert_eq!(ok(&api)["total"].to_string(), count, "{link}");
        }
    }
}

#[test]
fn a_facet_counts_what_a_second_value_would_add_to_the_first() {
    let all = page("/explore/visits");
    let values = links(panel(&all, "Type"), "rel=\"nofollow\"");
    let [one, other, ..] = &values[..] else {
        panic!("two types: {values:?}")
    };
    let filtered = page(one);
    let types = panel(&filtered, "Type");
    let count = |panel: &str| panel.matches("class=\"tally\"").count();
    assert_eq!(count(types), values.len());
    // The value that is a filter is marked, and its link takes it away.
    assert_eq!(links(types, "aria-current=\"true\""), ["/explore/visits"]);
    let (_, second) = other.split_once('=').unwrap();
    let both = format!("{one},{second}");
    assert!(links(types, "rel=\"nofollow\"").contains(&both), "{both}");
    // Other facets count what passes the filter.
    assert!(count(panel(&filtered, "Office")) < count(panel(&all, "Office")));
    // A year is a period.
    let years = links(panel(&all, "Year"), "rel=\"nofollow\"");
    let year = years.iter().find(|link| link.contains("from=")).unwrap();
    assert_eq!(
        links(panel(&page(year), "Year"), "aria-current=\"true\""),
        ["/explore/visits"]
    );
}

#[test]
fn active_filters_can_be_taken_away() {
    let table = page("/explore/visits?host=Mongolia,KAZ&from=1993&q=visit&sort=-date&limit=20");
    let chips = links(&table, "Remove this filter");
    assert_eq!(
        chips,
        [
            "/explore/visits?q=visit&host=KAZ,Mongolia&sort=-date&limit=20",
            "/explore/visits?from=1993&host=KAZ,Mongolia&sort=-date&limit=20",
            "/explore/visits?from=1993&q=visit&host=Mongolia&sort=-date&limit=20",
            "/explore/visits?from=1993&q=visit&host=KAZ&sort=-date&limit=20",
        ]
    );
    assert!(table.contains("<a href=\"/explore/visits?sort=-date&#38;limit=20\">Remove all</a>"));
    assert!(
        table.contains("Host: <bdi>Kazakhstan</bdi>") && table.contains("From: <bdi>1993</bdi>")
    );
}

#[test]
fn pages_follow_each_other_to_the_last_row() {
    let mut next = Some("/explore/sentences?sort=-start&limit=20".to_owned());
    let mut shown = Vec::new();
    while let Some(path) = next {
        let table = page(&path);
        shown.extend(titles(&table));
        next = links(&table, "rel=\"next\"").pop();
        let first =
            links(&table, "").contains(&"/explore/sentences?sort=-start&limit=20".to_owned());
        assert!(first, "{path} has no way back");
    }
    assert_eq!(shown, api_titles("/v1/sentences?sort=-start&limit=1000"));
}

#[test]
fn columns_are_chosen_and_sort_the_table() {
    let table = page("/explore/visits?fields=title,significance&sort=-title");
    assert_eq!(table.matches("role=\"columnheader\"").count(), 2);
    assert!(table.contains("aria-sort=\"descending\"") && table.contains("class=\"c-significance"));
    let sorts = links(&table, "sort=title");
    assert!(sorts.contains(&"/explore/visits?sort=title&fields=title,significance".to_owned()));
    let checked = "name=\"fields\" value=\"significance\" checked";
    assert!(table.contains(checked) && !page("/explore/visits").contains(checked));
    // Checkboxes send a parameter each.
    let boxes = page("/explore/visits?fields=title&fields=significance&sort=-title");
    assert_eq!(titles(&boxes), titles(&table));
}

#[test]
fn a_row_shows_dates_as_they_are_written_and_leads_to_its_fact_and_sources() {
    for list in [
        "visits",
        "history",
        "references",
        "treaty-counts",
        "sentences",
    ] {
        let table = page(&format!("/explore/{list}?limit=1000"));
        let hrefs = links(&table, "");
        for item in items(&format!("/v1/{list}?limit=1000")) {
            if let Some(words) = item["date"]["text"].as_str() {
                assert!(table.contains(&escaped(words)), "{words}");
                assert!(
                    table.contains(&escaped(&text(&item["date"]["edtf"]))),
                    "{words}"
                );
            }
            let fact = match list {
                "references" => format!("/documents/{}", text(&item["part_of"]["id"])),
                "sentences" => format!("/documents/{}#s{}", text(&item["document"]), item["start"]),
                _ => format!(
                    "/relations/{}#{}",
                    text(&item["relation"]),
                    text(&item["id"])
                ),
            };
            assert!(hrefs.contains(&fact), "{fact}");
            for source in item["sources"].as_array().into_iter().flatten() {
                let sentence = format!(
                    "/documents/{}#s{}",
                    text(&source["document"]),
                    source["start"]
                );
                let link = source["link"].as_str().map_or(sentence, str::to_owned);
                assert!(hrefs.contains(&link), "{link}");
            }
        }
    }
}

#[test]
fn a_list_can_be_downloaded_in_every_format_as_it_is_filtered() {
    let table = page("/explore/visits?host=MNG&fields=title,date&sort=-date&facets=guest&limit=20");
    let downloads = links(&table, " download");
    assert_eq!(
        downloads,
        [
            "/v1/visits.json?host=MNG&sort=-date&limit=1000&fields=title,date&facets=guest",
            "/v1/visits.csv?host=MNG&sort=-date&fields=title,date",
            "/v1/visits.ndjson?host=MNG&sort=-date&fields=title,date",
            "/v1/visits.xlsx?host=MNG&sort=-date&fields=title,date",
            "/v1/visits.timelinejs?host=MNG&sort=-date",
        ]
    );
    for download in downloads {
        assert_eq!(get(&download).status, 200, "{download}");
    }
}

#[test]
fn a_value_that_matches_nothing_is_named_with_similar_ones() {
    let table = page("/explore/visits?guest=Nursultan+Nazarbaev&type=state_visit");
    let warning = &ok("/v1/visits?guest=Nursultan+Nazarbaev")["warnings"][0];
    let suggestion = text(&warning["did_you_mean"][0]);
    assert!(
        table.contains("Guest “<bdi>Nursultan Nazarbaev</bdi>” matches nothing."),
        "{table}"
    );
    assert!(table.contains(&format!(">{}</a>", escaped(&suggestion))));
    assert!(table.contains("Nothing matches these filters."));
}

#[test]
fn a_list_page_that_does_not_exist_is_404_with_the_nearest_one() {
    let problem: Value = get("/explore/vists").json();
    assert_eq!(problem["status"], 404);
    assert_eq!(problem["errors"][0]["did_you_mean"], "/explore/visits");
    assert!(get("/explore/search").status == 404);
}

#[test]
fn a_page_takes_at_most_ten_statements() {
    let service = service(&Limits::default());
    let statements = || {
        let metrics = service.metrics();
        let line = metrics
            .lines()
            .find(|line| line.starts_with("bilateral_database_statements_total "));
        let number = line.and_then(|line| line.rsplit(' ').next()?.parse::<u64>().ok());
        number.expect("a counter")
    };
    for (list, _) in lists() {
        // The first request reads bitmaps that later ones find in memory.
        for sort in ["", "?sort=-title"] {
            let before = statements();
            let path = format!("/explore/{list}{sort}");
            assert_eq!(get_from(&service, &path).status, 200);
            let taken = statements() - before;
            assert!(taken <= 10, "{path} takes {taken}");
        }
    }
}
