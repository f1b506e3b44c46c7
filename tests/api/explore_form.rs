//! The form of the explorer: it has every parameter, keeps what was given, and shows what is wrong beside its control.

use bilateral::kind::{Parameter, ParameterRole, ParameterType};

use crate::client::{Response, get, send, text};
use crate::explore::{lists, page};

/// The response to a browser.
fn browse(path: &str) -> Response {
    send(axum::http::Method::GET, path, &[("accept", "text/html")])
}

#[test]
fn a_form_has_a_control_for_every_filter() {
    for (list, parameters) in lists() {
        let table = page(&format!("/explore/{list}"));
        let in_form = |parameter: &&Parameter| {
            !matches!(
                parameter.role,
                ParameterRole::Cursor | ParameterRole::Facets
            )
        };
        for parameter in parameters.iter().filter(in_form) {
            let name = format!(" name=\"{}\"", parameter.name);
            assert!(table.contains(&name), "{list} has no {}", parameter.name);
            if let ParameterType::AnyOf(values) | ParameterType::OneOf(values) =
                &parameter.value_type
            {
                for value in values {
                    assert!(
                        table.contains(&format!(" value=\"{value}\"")),
                        "{list} {value}"
                    );
                }
            }
        }
    }
    let japan = "<option value=\"JPN\">Japan</option>";
    assert!(page("/explore/visits").contains(japan));
    let chosen = page("/explore/visits?host=jp");
    assert!(chosen.contains("<option value=\"JPN\" selected>Japan</option>"));
    // Several values are an option of their own.
    let several = page("/explore/visits?host=Japan&host=ISL");
    assert!(several.contains("<option value=\"ISL,JPN\" selected>Iceland, Japan</option>"));
}

#[test]
fn invalid_values_are_shown_in_the_form_in_the_words_of_the_api() {
    let query =
        "visits?from=someday&type=state&host=Mongolia&guest=X&cursor=abc&limit=7000&q=embassy";
    let (shown, api) = (
        browse(&format!("/explore/{query}")),
        get(&format!("/v1/{query}")),
    );
    assert_eq!((shown.status, api.status), (400, 400));
    assert_eq!(shown.media_type(), "text/html");
    let shown_text = shown.body.replace("<code>", "`").replace("</code>", "`");
    let problem = api.json();
    let sentences = text(&problem["detail"]);
    for error in problem["errors"].as_array().unwrap() {
        let (value, parameter) = (text(&error["value"]), text(&error["parameter"]));
        let start = format!("`{value}` is not valid for `{parameter}`, which must be ");
        let (_, rest) = sentences.split_once(&start).unwrap();
        let end = rest.find(" `").filter(|_| error["did_you_mean"].is_null());
        let sentence = [&start, &rest[..end.unwrap_or(20)]].concat();
        // Once in the list of what is wrong, once beside the control.
        assert_eq!(shown_text.matches(&sentence).count(), 2, "{sentence}");
    }
    // Nothing is lost from the form, and the way to the wrong control is short.
    for kept in [
        "name=\"from\" value=\"someday\"",
        "<option value=\"state\" selected>",
        "<option value=\"MNG\" selected>",
        "name=\"guest\" value=\"X\"",
        "<option value=\"7000\" selected>",
        "name=\"q\" value=\"embassy\"",
        "<a href=\"#f-from\">From</a>",
        "aria-describedby=\"e-from h-from\" aria-invalid=\"true\"",
    ] {
        assert!(shown.body.contains(kept), "{kept}");
    }
    assert!(!shown.body.contains("<table"));
    // For programs it is a problem like any other, and no page of a valid query takes its place.
    let plain = get("/explore/visits?from=someday");
    assert_eq!(
        (plain.status, plain.media_type()),
        (400, "application/problem+json")
    );
    assert_eq!(
        page("/explore/visits?from=1992"),
        page("/explore/visits?from=1992")
    );
    assert_eq!(browse("/explore/visits?from=someday").status, 400);
    assert_eq!(browse("/explore/visits?cursor=abc").status, 400);
}

#[test]
fn pages_ignore_the_parameters_that_links_are_extended_with() {
    for path in [
        "/",
        "/relations/kazakhstan-mongolia",
        "/docs",
        "/explore/visits",
    ] {
        let plain = get(path);
        let extended = get(&format!("{path}?utm_source=newsletter&fbclid=x"));
        assert_eq!(extended.status, 200, "{path}");
        assert_eq!(extended.header("etag"), plain.header("etag"), "{path}");
    }
    // Their own parameters are still checked.
    assert_eq!(
        get("/relations/kazakhstan-mongolia?as_of=abc&utm_source=x").status,
        400
    );
}

#[test]
fn empty_controls_and_parameters_of_others_are_ignored() {
    let plain = get("/explore/visits?host=MNG");
    let sent = get("/explore/visits?q=&from=&to=&host=MNG&type=&utm_source=x");
    assert_eq!((sent.status, sent.body == plain.body), (200, true));
    assert_eq!(sent.header("etag"), plain.header("etag"));
    // The form repeats the value as it was written.
    let spelt = get("/explore/visits?guest=N%C3%A1zarbayev");
    assert!(spelt.body.contains("value=\"Názarbayev\""));
    assert!(page("/explore/visits?guest=nazarbayev").contains("value=\"nazarbayev\""));
}
