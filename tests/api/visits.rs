//! Visits.

use crate::client::{get, get_from, ids, items, ok, table, text};
use crate::full_model::service_with;

#[test]
fn the_dates_of_visits_are_as_precise_as_the_document() {
    let visits = items("/v1/visits?relation=kazakhstan-mongolia");
    insta::assert_snapshot!(table(&visits, &["date.edtf", "date.precision", "guests", "host", "places", "type", "met"]), @"
    1993-10 | month | Nursultan Nazarbayev | MNG |  | official_visit | 
    1998 | year | Natsagyn Bagabandi | KAZ |  | official_visit | 
    2008-22 | season | Nursultan Nazarbayev | MNG |  | official_visit | 
    2019-10 | month | Ukhnaagiin Khürelsükh | KAZ | Nur-Sultan | unspecified | Askar Mamin
    2021-10 | month | Batmunkh Battsetseg | KAZ | Nur-Sultan | unspecified | Kassym-Jomart Tokayev
    ");
}

#[test]
fn a_claim_beside_a_visit_makes_no_other_visit() {
    assert_eq!(ids("/v1/visits?from=1994&to=1997"), Vec::<String>::new());
    assert_eq!(ids("/v1/visits?from=2003&to=2003"), Vec::<String>::new());
    assert_eq!(
        ok("/v1/visits/khurelsukh-nur-sultan")["item"]["significance"],
        "the first such visit in 25 years"
    );
}

#[test]
fn people_and_places_are_found_by_any_spelling() {
    for guest in [
        "khurelsukh",
        "Kh%C3%BCrels%C3%BCkh",
        "UKHNAAGIIN+KHURELSUKH",
        "ukhnaagiin-khurelsukh",
    ] {
        assert_eq!(
            ids(&format!("/v1/visits?guest={guest}")),
            ["khurelsukh-nur-sultan"],
            "{guest}"
        );
    }
    for place in ["astana", "Astana", "nur-sultan", "Nur%20Sultan"] {
        assert_eq!(
            ids(&format!("/v1/visits?place={place}")),
            ["khurelsukh-nur-sultan", "battsetseg-nur-sultan"],
            "{place}"
        );
    }
    let visits_of_nazarbayev = ["nazarbayev-mongolia-1993", "nazarbayev-mongolia-2008"];
    assert_eq!(ids("/v1/visits?guest=nazarbayev"), visits_of_nazarbayev);
    let visits_with_hosts = ["khurelsukh-nur-sultan", "battsetseg-nur-sultan"];
    assert_eq!(ids("/v1/visits?met=mamin,tokayev"), visits_with_hosts);
    assert_eq!(ids("/v1/visits?guest=khurel"), Vec::<String>::new());
}

#[test]
fn filters_combine_with_and_values_with_or() {
    assert_eq!(
        ids("/v1/visits?host=KAZ&office=head_of_state"),
        ["bagabandi-kazakhstan-1998"]
    );
    assert_eq!(
        ids("/v1/visits?host=kaz&office=head_of_state,foreign_minister"),
        ["bagabandi-kazakhstan-1998", "battsetseg-nur-sultan"]
    );
    assert_eq!(
        ids("/v1/visits?guest_country=MNG&host=MNG"),
        Vec::<String>::new()
    );
}

#[test]
fn a_visit_may_have_two_sources_an_unnamed_guest_and_several_days() {
    let visit = &ok("/v1/visits/minister-akureyri")["item"];
    assert_eq!(visit["guests"][0]["name"], serde_json::Value::Null);
    assert_eq!(
        (&visit["date"]["earliest"], &visit["date"]["latest"]),
        (&"1993-07-10".into(), &"1993-07-12".into())
    );
    let sources = visit["sources"].as_array().unwrap();
    insta::assert_snapshot!(table(sources, &["pointer", "text"]), @"
    Visits 1.1 | From 10 to 12 July 1993 a minister of Japan visited Akureyri.
    Visits 1.2 | He was received there by Prime Minister Jón Dalsmann.
    ");
}

#[test]
fn an_unknown_id_is_404_with_the_nearest_id() {
    let response = get("/v1/visits/khurelsukh-nursultan");
    assert_eq!(response.status, 404);
    assert_eq!(
        response.json()["errors"][0]["did_you_mean"],
        "khurelsukh-nur-sultan"
    );
}

#[test]
fn a_meeting_in_a_third_place_needs_no_host() {
    let (_folder, service) = service_with(
        &[(
            "visits.toml",
            "host = \"ISL\"\nplaces = [\"Akureyri\"]\ntype = \"unspecified\"",
            "places = [\"Beijing\"]\ntype = \"third_place\"",
        )],
        &[],
    );
    let ids = |query: &str| -> Vec<String> {
        let list = get_from(&service, &format!("/v1/visits?{query}")).json();
        let items = list["items"].as_array().unwrap().iter();
        items.map(|item| text(&item["id"])).collect()
    };
    let hosted = ["mori-nes", "senators-reykjavik"];
    assert_eq!(ids("host=ISL"), hosted);
    assert_eq!(ids("type=third_place"), ["minister-akureyri"]);
    assert_eq!(ids("place=Beijing"), ["minister-akureyri"]);
    for (sort, expected) in [
        (
            "host",
            ["mori-nes", "senators-reykjavik", "hallsdottir-japan"],
        ),
        (
            "-host",
            ["hallsdottir-japan", "senators-reykjavik", "mori-nes"],
        ),
    ] {
        let sorted = ids(&format!("sort={sort}"));
        assert_eq!(sorted[..3], expected, "{sort}");
        assert_eq!(sorted[3], "minister-akureyri", "{sort}");
    }
    let item = &get_from(&service, "/v1/visits/minister-akureyri").json()["item"];
    assert!(item["host"].is_null(), "{item}");
    let csv = get_from(
        &service,
        "/v1/visits.csv?id=minister-akureyri&fields=host,places",
    )
    .body;
    assert_eq!(
        csv.lines().nth(1),
        Some("minister-akureyri,,beijing,Beijing,")
    );
    let page = get_from(&service, "/relations/iceland-japan").body;
    let card = page.split("id=\"minister-akureyri\"").nth(1).unwrap();
    let card = card.split("</article>").next().unwrap();
    assert!(card.contains("<dt>Held in</dt><dd>Beijing</dd>"), "{card}");
    assert!(!card.contains("<dt>Host</dt>"), "{card}");
}
