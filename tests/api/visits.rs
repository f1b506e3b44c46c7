use crate::world::{get, ids, items, ok, table};

#[test]
fn five_visits_as_precise_as_the_document() {
    let visits = items("/v1/visits?relation=kazakhstan-mongolia");
    insta::assert_snapshot!(table(&visits, &["date.edtf", "date.precision", "guest", "host", "place", "type", "met"]), @"
    1993-10 | month | Nursultan Nazarbayev | MNG | null | official_visit | 
    1998 | year | Natsagyn Bagabandi | KAZ | null | official_visit | 
    2008-22 | season | Nursultan Nazarbayev | MNG | null | official_visit | 
    2019-10 | month | Ukhnaagiin Khürelsükh | KAZ | Nur-Sultan | unspecified | Askar Mamin
    2021-10 | month | Batmunkh Battsetseg | KAZ | Nur-Sultan | unspecified | Kassym-Jomart Tokayev
    ");
}

#[test]
fn no_visit_is_made_from_a_claim() {
    assert_eq!(ids("/v1/visits?from=1994&to=1997"), Vec::<String>::new());
    assert_eq!(ids("/v1/visits?from=2003&to=2003"), Vec::<String>::new());
    assert_eq!(
        ok("/v1/visits/khurelsukh-nur-sultan")["item"]["claim"],
        "first such visit in 25 years"
    );
}

#[test]
fn people_and_places_are_found_under_any_spelling() {
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
    assert_eq!(ids("/v1/visits?guest=nazarbayev").len(), 2);
    assert_eq!(ids("/v1/visits?met=mamin,tokayev").len(), 2);
    assert_eq!(ids("/v1/visits?guest=khurel"), Vec::<String>::new());
}

#[test]
fn filters_narrow_each_other_and_commas_widen() {
    assert_eq!(
        ids("/v1/visits?host=KAZ&office=head_of_state"),
        ["bagabandi-kazakhstan-1998"]
    );
    assert_eq!(
        ids("/v1/visits?host=kaz&office=head_of_state,foreign_minister").len(),
        2
    );
    assert_eq!(
        ids("/v1/visits?guest_country=MNG&host=MNG"),
        Vec::<String>::new()
    );
}

#[test]
fn a_visit_told_in_two_sentences_by_an_unnamed_guest_over_three_days() {
    let visit = &ok("/v1/visits/minister-akureyri")["item"];
    assert_eq!(visit["guest"]["name"], serde_json::Value::Null);
    assert_eq!(
        (&visit["date"]["earliest"], &visit["date"]["latest"]),
        (&"1993-07-10".into(), &"1993-07-12".into())
    );
    assert_eq!(
        table(visit["sources"].as_array().unwrap(), &["pointer", "text"])
            .lines()
            .count(),
        2
    );
}

#[test]
fn a_visit_that_is_not_there_is_told_with_the_nearest_id() {
    let answer = get("/v1/visits/khurelsukh-nursultan");
    assert_eq!(answer.status, 404);
    assert_eq!(
        answer.json()["errors"][0]["did_you_mean"],
        "khurelsukh-nur-sultan"
    );
}
