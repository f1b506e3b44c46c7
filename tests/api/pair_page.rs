//! The page of a pair: what stands first, what is folded, and where contradictions, footnotes and sources are shown. The pages
//! beside it: discrepancies, the embedded timeline and the audit.

use bilateral::http::ReportUrl;

use crate::client::{Limits, get, get_from, items, ok, rejections, service, text};
use crate::full_model;

const PAIR: &str = "/relations/kazakhstan-mongolia";
const OTHER: &str = "/relations/iceland-japan";

fn body(path: &str) -> String {
    let response = get(path);
    assert_eq!(response.status, 200, "{path}");
    response.body
}

/// The part of a page from a text up to another one.
fn between<'p>(page: &'p str, start: &str, end: &str) -> &'p str {
    let (_, rest) = page
        .split_once(start)
        .unwrap_or_else(|| panic!("no {start}"));
    rest.split_once(end).unwrap_or_else(|| panic!("no {end}")).0
}

/// The section of a page with a heading of this id.
fn section<'p>(page: &'p str, id: &str) -> &'p str {
    between(
        page,
        &format!("<section aria-labelledby=\"{id}\">"),
        "</section>",
    )
}

#[test]
fn four_key_facts_stand_first() {
    let page = body(PAIR);
    let lead = between(&page, "<ul class=\"key-facts\">", "</ul>");
    for fact in [
        "href=\"#established-1992\"><span>Relations since</span> <strong>22 January 1992<",
        "href=\"#missions\"><span>Missions open</span> <strong>2 of 2<",
        "href=\"#battsetseg-nur-sultan\"><span>Last known visit</span> <strong>October 2021<",
        "<li class=\"warning\"><a href=\"#established-date\"><span>Contradiction</span> <strong>1<",
    ] {
        assert!(lead.contains(fact), "{fact} in {lead}");
    }
    assert!(page.find("key-facts") < page.find("<nav class=\"contents\""));
    assert!(page.find("<nav class=\"contents\"") < page.find("<h2 id=\"timeline\""));
}

#[test]
fn sections_without_facts_are_only_named() {
    let page = body(PAIR);
    assert!(!page.contains("id=\"incidents\"") && !page.contains("href=\"#incidents\""));
    assert!(page.contains("<p>There are no facts under incidents.</p>"));
    let contents = between(&page, "<nav class=\"contents\"", "</nav>");
    for id in [
        "timeline",
        "missions",
        "visits",
        "goods",
        "history",
        "documents",
    ] {
        assert!(contents.contains(&format!("<a href=\"#{id}\">")), "{id}");
        section(&page, id);
    }
}

#[test]
fn a_contradiction_is_shown_once_at_its_preferred_fact() {
    for (path, fact, id) in [
        (PAIR, "established-1992", "established-date"),
        (OTHER, "imports-2001-release", "imports-2001-sum"),
    ] {
        let page = body(path);
        let shown = format!("<div class=\"contradiction\" id=\"{id}\">");
        assert_eq!(
            page.matches("<div class=\"contradiction\"").count(),
            1,
            "{path}"
        );
        let (before, _) = page.split_once(&shown).unwrap();
        let last_fact = before.rfind(&format!(" id=\"{fact}\"")).unwrap();
        let after_fact = &before[last_fact..];
        assert!(
            !after_fact.contains("<article") && !after_fact.contains("</li>\n<li"),
            "{path}"
        );
        // The facts that it concerns lead to it.
        assert!(
            page.matches(&format!("<a class=\"contradicted\" href=\"#{id}\""))
                .count()
                > 1
        );
    }
}

#[test]
fn other_discrepancies_are_footnotes_in_the_order_of_the_page() {
    let page = body(PAIR);
    let notes = between(&page, "<ol class=\"notes\">", "</ol>");
    let discrepancies = items("/v1/discrepancies?relation=kazakhstan-mongolia&limit=1000");
    let others = discrepancies
        .iter()
        .filter(|one| one["type"] != "contradiction");
    let others: Vec<String> = others.map(|one| text(&one["id"])).collect();
    assert_eq!(notes.matches("<li id=").count(), others.len());
    for (number, note) in notes.split("<li id=\"").skip(1).enumerate() {
        let id = note.split('"').next().unwrap();
        assert!(others.iter().any(|one| one == id), "{id}");
        let mark = format!("href=\"#{id}\" title=");
        let Some((_, mark)) = page.split_once(&mark) else {
            // It concerns only what a document says beside its facts.
            continue;
        };
        assert!(
            mark.contains(&format!("\">{}</a>", number + 1)),
            "{id} is not number {}",
            number + 1
        );
    }
    let first = notes.find("id=\"ties-before-1991\"").unwrap();
    assert!(first < notes.find("id=\"golden-horde\"").unwrap_or(usize::MAX) && first < 20);
}

#[test]
fn the_full_list_of_discrepancies_is_a_page_of_its_own() {
    let page = body(&[PAIR, "/discrepancies"].concat());
    for discrepancy in items("/v1/discrepancies?relation=kazakhstan-mongolia&limit=1000") {
        let id = text(&discrepancy["id"]);
        let shown = between(&page, &format!("<article id=\"{id}\""), "</article>");
        let summary = text(&discrepancy["summary"]).replace('\'', "&#39;");
        assert!(shown.contains(&summary), "{id}");
    }
    assert!(!body(PAIR).contains("The lead gives a day in January 1992"));
    let reversed = get("/relations/mongolia-kazakhstan/discrepancies");
    assert_eq!(
        reversed.header("location"),
        "/relations/kazakhstan-mongolia/discrepancies"
    );
}

#[test]
fn a_source_has_the_sentence_the_address_and_the_citation() {
    let page = body(OTHER);
    let (_, visit) = page.split_once(" id=\"hallsdottir-japan\"").unwrap();
    let source = between(visit, "<details class=\"source\">", "</details>");
    let cited = &get("/v1/visits/hallsdottir-japan").json()["item"]["sources"][0];
    let version = get("/v1/dataset").json()["dataset"].clone();
    for part in [
        format!(
            "<q lang=\"en\">{}</q>",
            text(&cited["text"]).replace('\'', "&#39;")
        ),
        "<a href=\"/relations/iceland-japan#hallsdottir-japan\">Permanent address</a>".to_owned(),
        "<a href=\"/v1/visits/hallsdottir-japan\">API</a>".to_owned(),
        format!("data set {},", text(&version)),
    ] {
        assert!(source.contains(&part), "{part} in {source}");
    }
    assert!(
        !page.contains("Report a mistake"),
        "nobody is named to whom"
    );
}

#[test]
fn a_mistake_is_reported_with_the_fact_and_the_data_set() {
    let service = service(&Limits::default());
    let url: ReportUrl = "https://example.org/new?title={fact}&body={dataset}"
        .parse()
        .unwrap();
    service.report_mistakes_to(url);
    let page = get_from(&service, OTHER).body;
    let version = text(&get("/v1/dataset").json()["dataset"]);
    let link = format!(
        "<a href=\"https://example.org/new?title=%2Fv1%2Fvisits%2Fhallsdottir%2Djapan&#38;body={version}\" rel=\"nofollow\">Report"
    );
    assert!(page.contains(&link), "{link}");
}

#[test]
fn pictures_have_their_facts_as_text() {
    let page = body(PAIR);
    let missions = section(&page, "missions");
    assert!(missions.contains("aria-label=\"Embassy of Kazakhstan in Mongolia: diplomatic mission, from 1992; embassy, from 1 January 2007\""));
    let visits = section(&page, "visits");
    assert!(
        visits.contains("<tr><th scope=\"row\">2008</th><td>1</td><td>0</td></tr>"),
        "{visits}"
    );
    let goods = section(&page, "goods");
    assert_eq!(goods.matches("<div class=\"flow ").count(), 2);
    let map = between(&page, "<svg class=\"map\"", ">");
    assert!(
        map.contains("Ulaanbaatar: Embassy of Kazakhstan in Mongolia"),
        "{map}"
    );
    let (_folder, full) = full_model::service();
    let page = get_from(&full, OTHER).body;
    let trade = section(&page, "trade");
    assert!(
        trade.contains("Imports of Iceland from Japan, in ISK</figcaption>"),
        "{trade}"
    );
}

#[test]
fn long_lists_are_folded_and_stay_within_reach() {
    let page = body(PAIR);
    let history = section(&page, "history");
    let (first, rest) = history.split_once("<details class=\"rest\">").unwrap();
    let all = items("/v1/history?relation=kazakhstan-mongolia&limit=1000").len();
    let [first, rest] = [first, rest].map(|part| part.matches("<article").count());
    assert!(
        first > 0 && rest > first && first + rest == all,
        "{first} {rest}"
    );
}

#[test]
fn a_page_describes_itself_to_search_engines_and_previews() {
    for (path, canonical) in [
        (PAIR, PAIR),
        ("/relations/kazakhstan-mongolia?as_of=2005", PAIR),
        ("/documents/iceland-japan", "/documents/iceland-japan"),
    ] {
        let page = body(path);
        assert!(
            page.contains(&format!("<link rel=\"canonical\" href=\"{canonical}\">")),
            "{path}"
        );
        let description = between(&page, "<meta name=\"description\" content=\"", "\"");
        assert!(
            description.len() > 40 && description.len() < 300,
            "{description}"
        );
    }
    let page = body(PAIR);
    assert!(
        page.contains("<meta property=\"og:title\" content=\"Kazakhstan–Mongolia relations\">")
    );
    assert!(page.contains("<a href=\"/countries/KAZ\"><bdi>Kazakhstan</bdi></a>"));
}

#[test]
fn printed_sources_are_footnotes() {
    let page = body(PAIR);
    let sentences = between(&page, "<ol class=\"print sentences-cited\">", "</ol>");
    let sentences: Vec<&str> = sentences.split("<li>").skip(1).collect();
    let (_, visit) = page.split_once(" id=\"battsetseg-nur-sultan\"").unwrap();
    let number: usize = between(visit, "<sup class=\"print\">[", "]")
        .parse()
        .unwrap();
    assert!(
        sentences[number - 1].contains("High level visits 3.1"),
        "{}",
        sentences[number - 1]
    );
}

#[test]
fn an_embedded_timeline_has_a_legend_a_credit_and_tells_its_height() {
    let embed = get("/embed/timeline?relation=kazakhstan-mongolia");
    for part in [
        "<span class=\"key one\"></span> <bdi>Kazakhstan</bdi>",
        "<script src=\"/assets/embed.js\" defer></script>",
        "<footer>",
        "class=\"mark one month\"",
        "class=\"mark other ",
        "class=\"mark both ",
    ] {
        assert!(embed.body.contains(part), "{part}");
    }
    assert!(
        embed
            .header("content-security-policy")
            .contains("script-src 'self'")
    );
    assert!(
        get("/assets/embed.js")
            .body
            .contains("postMessage({ bilateral: { height")
    );
    // Its code is on the page of the pair.
    let page = body(PAIR);
    assert!(section(&page, "timeline").contains("event.data.bilateral.height"));
}

#[test]
fn an_embedded_timeline_shows_the_pairs_of_the_request() {
    assert_eq!(rejections("/embed/timeline"), ["relation missing null"]);
    let both = get("/embed/timeline?relation=iceland-japan,kazakhstan-mongolia");
    for visit in items("/v1/visits") {
        assert!(
            both.body
                .contains(&text(&visit["title"]).replace('\'', "&#39;")),
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

#[test]
fn an_audit_filters_sentences_and_names_the_document() {
    let page = body("/documents/kazakhstan-mongolia");
    let filter = between(&page, "<fieldset class=\"filter\">", "</fieldset>");
    for choice in ["all", "unread", "excused", "contradicted"] {
        assert!(
            filter.contains(&format!("class=\"show-{choice}\"")),
            "{choice}"
        );
    }
    let contradicted = page.matches("class=\"read contradicted\"><div>").count();
    assert!(
        filter.contains(&format!(
            "contradicted <span class=\"when\">{contradicted}</span>"
        )) && contradicted > 2
    );
    let address = text(&get("/v1/documents/kazakhstan-mongolia").json()["item"]["address"]);
    for path in [PAIR, "/documents/kazakhstan-mongolia"] {
        let title = format!(
            "<a href=\"{address}\"><cite lang=\"en\">Kazakhstan–Mongolia relations</cite></a>"
        );
        assert!(body(path).contains(&title), "{path}");
    }
    let excused = body("/documents/iceland-japan");
    assert!(
        excused.contains("class=\"excused\"><div>")
            && excused.contains("No fact cites this sentence: ")
    );
}
