//! The bounds on what one request may ask for, and that the work for a refusal is bounded as well.

use bilateral::kind::{MAX_VALUE_LENGTH, MAX_VALUES};

use crate::client::{get, ids, ok, rejections};

/// `name=value` for each of many numbers.
fn query(count: usize, pair: impl Fn(usize) -> String) -> String {
    (0..count).map(pair).collect::<Vec<_>>().join("&")
}

#[test]
fn a_repeated_list_means_or_like_one_with_commas() {
    let joined = ok("/v1/visits?host=KAZ,MNG&office=minister,head_of_state");
    let repeated = "host=KAZ&office=minister&host=MNG&office=head_of_state";
    assert_eq!(ok(&format!("/v1/visits?{repeated}")), joined);
    assert_eq!(
        ids("/v1/visits?sort=host&sort=-date"),
        ids("/v1/visits?sort=host,-date")
    );
    // Every list at its most values, as a generated client sends it.
    let most = query(MAX_VALUES, |_| "host=KAZ".to_owned());
    let more = query(MAX_VALUES, |_| "sort=date".to_owned());
    assert_eq!(
        get(&format!("/v1/visits?{most}&{more}&limit=1")).status,
        200
    );
    let walked = ok("/v1/visits?host=KAZ&host=MNG&limit=1");
    assert!(walked["next"].as_str().unwrap().contains("host=KAZ,MNG"));
}

#[test]
fn a_single_value_is_not_repeated() {
    for name in ["from", "limit", "match", "cursor"] {
        let rejected = rejections(&format!("/v1/visits?{name}=2000&{name}=2000"));
        assert!(
            rejected.iter().any(|one| one.contains("repeated")),
            "{rejected:?}"
        );
    }
}

#[test]
fn a_sort_key_after_the_first_of_its_name_sorts_nothing() {
    let keys = vec!["guest,-guest,host"; 64].join(",");
    let many = get(&format!("/v1/visits?sort={keys}"));
    assert_eq!(many.status, 400, "the number of keys is bounded");
    let keys = vec!["guest,-guest"; 50].join(",");
    assert_eq!(
        ids(&format!("/v1/visits?sort={keys}")),
        ids("/v1/visits?sort=guest")
    );
}

#[test]
fn the_number_and_the_length_of_values_are_bounded() {
    for parameter in ["country", "id", "guest", "office", "sort", "facets"] {
        for list in [vec!["x"; MAX_VALUES + 1].join(","), ",".repeat(7_900)] {
            let rejected = rejections(&format!("/v1/visits?{parameter}={list}"));
            assert_eq!(rejected.len(), 1, "{rejected:?}");
        }
    }
    let most = vec!["KAZ"; MAX_VALUES].join(",");
    assert_eq!(
        ids(&format!("/v1/visits?host={most}")),
        ids("/v1/visits?host=KAZ")
    );
    // The longest name that is accepted finds nothing, and a longer one is refused, also where it folds to more letters.
    for letter in ["x", "%EF%B7%BA"] {
        for (length, status) in [(MAX_VALUE_LENGTH, 200), (MAX_VALUE_LENGTH + 1, 400)] {
            let path = format!("/v1/visits?guest={}", letter.repeat(length));
            assert_eq!(get(&path).status, status, "{path}");
        }
    }
}

#[test]
fn a_refusal_is_short_however_many_errors_it_has() {
    let queries = [
        format!("country={}", vec!["atlantis"; MAX_VALUES].join(",")),
        format!(
            "fields={}",
            query(90, |n| format!("x{n}")).replace('&', ",")
        ),
        query(1_300, |n| format!("x{n}")),
        query(1_100, |_| "gest=a".to_owned()),
        query(790, |_| "country=a".to_owned()),
        query(990, |_| "limit=1".to_owned()),
        [
            "country",
            "host",
            "guest_country",
            "office",
            "type",
            "sort",
            "fields",
        ]
        .map(|list| format!("{list}={}", vec!["x"; MAX_VALUES].join(",")))
        .join("&"),
    ];
    for query in queries {
        let response = get(&format!("/v1/visits?{query}"));
        assert_eq!(response.status, 400, "{query}");
        let length = response.json().to_string().len();
        assert!(length < 64 * 1024, "{length} bytes for {query}");
    }
}

#[test]
fn a_repeated_wrong_value_is_one_error() {
    let values = vec!["Kazakstan,atlantis"; MAX_VALUES / 2].join(",");
    let rejected = rejections(&format!("/v1/visits?country={values}"));
    let expected = ["Kazakstan", "atlantis"].map(|value| format!("country invalid {value}"));
    assert_eq!(rejected, expected);
}

#[test]
fn the_first_errors_have_suggestions() {
    let problem = get(&format!(
        "/v1/visits?country={}",
        vec!["Kazakstan"; 20].join(",")
    ));
    let problem = problem.json();
    assert_eq!(problem["errors"][0]["did_you_mean"], "KAZ");
    let fields = get("/v1/visits?fields=titel,sumary").json();
    assert_eq!(fields["errors"][0]["did_you_mean"], "title");
}

#[test]
fn a_space_after_a_comma_is_no_part_of_a_value() {
    for (spaced, plain) in [
        ("sort=date,+id", "sort=date,id"),
        ("host=KAZ,+MNG", "host=KAZ,MNG"),
        (
            "type=official_visit,%20unspecified",
            "type=official_visit,unspecified",
        ),
    ] {
        let [spaced, plain] = [spaced, plain].map(|query| ok(&format!("/v1/visits?{query}")));
        assert_eq!(spaced, plain);
    }
}
