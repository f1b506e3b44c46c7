//! Documents: their hash, sections and infobox, and their sentences with the facts read from them.

use serde_json::{Value, json};

use crate::client::{ids, items, ok, table, text};

#[test]
fn a_document_has_its_sections_and_infobox_and_null_where_nothing_is_known() {
    let document = &ok("/v1/documents/kazakhstan-mongolia")["item"];
    assert_eq!(
        document["sha256"],
        "4d82693c766fa189d24cdb53e953b0db264b6795ce57932b1bba2d29024a84d1"
    );
    assert_eq!(document["length"], 7350);
    for unknown in ["licence", "publisher", "revision", "published", "retrieved"] {
        assert_eq!(document[unknown], Value::Null, "{unknown}");
    }
    // The article does not say where it stands. The curator found it.
    assert_eq!(document["address_status"], "identified");
    insta::assert_snapshot!(table(document["sections"].as_array().unwrap(), &["name", "level", "sentences"]), @"
    Infobox | 2 | 7
    Lead | 2 | 5
    History | 2 | 1
    Ancient and medieval times | 3 | 6
    Kazakh and Mongol Khanates to modern era | 3 | 10
    High level visits | 2 | 8
    Trade and economic relations | 2 | 4
    Aerospace | 3 | 4
    Cultural and humanitarian cooperation | 2 | 4
    See also | 2 | 3
    ");
    insta::assert_snapshot!(table(document["infobox"].as_array().unwrap(), &["key", "value", "mission.id"]), @"
    Title | Kazakhstan–Mongolia relations | null
    Party1 | Kazakhstan | null
    Party2 | Mongolia | null
    Map | Kazakhstan Mongolia Locator.png | null
    Filetype | svg | null
    Mission1 | Kazakh Embassy in Ulaanbaatar | kazakhstan-in-mongolia
    Mission2 | Mongolian Embassy in Astana and Almaty | mongolia-in-kazakhstan
    ");
    let line = |entry: &Value| {
        [&entry["sources"][0]["pointer"], &entry["name"]]
            .map(text)
            .join(" | ")
    };
    let see_also = document["see_also"].as_array().unwrap().iter();
    insta::assert_snapshot!(see_also.map(line).collect::<Vec<_>>().join("\n"), @"
    See also 1.1 | Foreign relations of Kazakhstan
    See also 2.1 | Foreign relations of Mongolia
    See also 3.1 | Kyrgyzstan–Mongolia relations
    ");
}

#[test]
fn every_sentence_is_cited_by_a_fact_or_has_an_excuse() {
    for document in ["kazakhstan-mongolia", "iceland-japan", "iceland-release"] {
        for sentence in items(&format!("/v1/sentences?document={document}")) {
            let cited = !sentence["facts"].as_array().unwrap().is_empty();
            assert_eq!(cited, sentence["excuse"].is_null(), "{sentence}");
        }
    }
}

#[test]
fn sentences_have_their_text_where_the_document_was_at_hand() {
    let shown = items("/v1/sentences?document=iceland-japan");
    let text_of =
        |pointer: &str| text(&shown.iter().find(|s| s["pointer"] == pointer).unwrap()["text"]);
    assert_eq!(text_of("Visits 2.2"), "40 poets came with her.");
    assert!(
        items("/v1/sentences?document=kazakhstan-mongolia")
            .iter()
            .all(|s| s["text"].is_null())
    );
    let sources = &ok("/v1/visits/minister-akureyri")["item"]["sources"];
    assert_eq!(
        sources[1]["text"],
        "He was received there by Prime Minister Jón Dalsmann."
    );
}

#[test]
fn a_document_without_an_infobox_has_an_empty_one() {
    let document = &ok("/v1/documents/iceland-japan")["item"];
    assert_eq!(
        (&document["infobox"], &document["see_also"]),
        (&json!([]), &json!([]))
    );
}

#[test]
fn sentences_of_an_unknown_document_are_none_with_a_warning() {
    let list = ok("/v1/sentences?document=iceland-japn");
    assert_eq!(list["total"], 0);
    assert_eq!(
        list["warnings"],
        json!([{
            "parameter": "document",
            "value": "iceland-japn",
            "reason": "matches nothing",
            "did_you_mean": ["iceland-japan", "iceland-release"],
        }])
    );
}

#[test]
fn a_fact_of_several_documents_says_which_source_supports_what() {
    let sources = ok("/v1/visits/hallsdottir-japan")["item"]["sources"].take();
    let columns = ["document", "pointer", "supports"];
    insta::assert_snapshot!(table(sources.as_array().unwrap(), &columns), @"
    iceland-japan | Visits 2.1 | guests.name + guests.title + date
    iceland-japan | Visits 2.2 | 
    iceland-release | Visits 1.1 | guests.name + guests.title + date
    iceland-release | Visits 1.2 |
    ");
    for document in ["iceland-japan", "iceland-release"] {
        let found = ids(&format!("/v1/visits?document={document}"));
        assert!(
            found.contains(&"hallsdottir-japan".to_owned()),
            "{document}"
        );
    }
    assert_eq!(
        ids("/v1/cooperation?document=iceland-release"),
        ["readers-fund"]
    );
}

#[test]
fn documents_of_a_pair_may_contradict_each_other() {
    let found = items("/v1/discrepancies?document=iceland-release");
    assert_eq!(found.len(), 1);
    let documents = found[0]["sources"].as_array().unwrap().iter();
    let documents: Vec<String> = documents.map(|source| text(&source["document"])).collect();
    assert_eq!(documents, ["iceland-japan", "iceland-release"]);
    let figures = items("/v1/trade?document=iceland-japan,iceland-release&from=2001&to=2001");
    insta::assert_snapshot!(table(&figures, &["id", "amount.text", "rank", "discrepancies"]), @"
    imports-2001 | 900 million krónur | normal | imports-2001-sum
    imports-2001-release | 950 million krónur | normal | imports-2001-sum
    ");
}

#[test]
fn each_document_has_its_own_coverage() {
    let documents = items("/v1/documents?relation=iceland-japan");
    for document in &documents {
        let of_document = format!("/v1/sentences?limit=0&document={}", text(&document["id"]));
        assert_eq!(ok(&of_document)["total"], document["sentences"]);
        assert_eq!(
            ok(&format!("{of_document}&status=cited"))["total"],
            document["cited"]
        );
    }
    assert_eq!(documents.len(), 2);
}

#[test]
fn the_data_set_names_the_publishers_and_licences_of_its_documents() {
    let sources = &ok("/v1/dataset")["sources"];
    let documents = items("/v1/documents");
    for (member, field) in [("publishers", "publisher"), ("licences", "licence")] {
        let mut counts = std::collections::BTreeMap::<String, u64>::new();
        for document in documents.iter().filter(|one| !one[field].is_null()) {
            *counts.entry(text(&document[field])).or_default() += 1;
        }
        assert!(!counts.is_empty());
        assert_eq!(sources[member], serde_json::json!(counts), "{member}");
    }
    assert_eq!(sources["url"], "/v1/documents");
}
