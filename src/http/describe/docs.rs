//! The API described in short, for programs that read: llms.txt and the API catalog.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::http::route::{Group, Route};

/// `/llms.txt`: the service in a few lines.
pub fn llms(routes: &[Route]) -> String {
    let mut text = String::from(
        "# bilateral\n\n> Facts about bilateral relations, read-only, each traced to its source sentence. Dates are EDTF with \
         bounds; contradictions are records of their own.\n\n\
         Lists respond with {items, total, next, facets, undated, coverage, warnings, dataset}; follow `next` for more. Errors are RFC \
         9457 problems that say how to repair the request.\n\n## Lists\n\n",
    );
    for route in routes.iter().filter(|route| route.group == Group::Lists) {
        let names: Vec<&str> = route
            .parameters
            .iter()
            .map(|parameter| parameter.name)
            .collect();
        let (pattern, names) = (&route.pattern, names.join(", "));
        writeln!(
            text,
            "- [{pattern}]({pattern}): {} Parameters: {names}",
            route.summary
        )
        .expect("writing to memory succeeds");
    }
    text.push_str("\n## More\n\n");
    let is_linked = |route: &&Route| {
        matches!(route.group, Group::Dataset | Group::Descriptions) && route.path_param().is_none()
    };
    for Route {
        pattern, summary, ..
    } in routes.iter().filter(is_linked)
    {
        writeln!(text, "- [{pattern}]({pattern}): {summary}").expect("writing to memory succeeds");
    }
    text
}

/// `/.well-known/api-catalog` (RFC 9727): a set of links.
pub fn api_catalog() -> Value {
    let link = |href: &str, media_type: &str| json!([{ "href": href, "type": media_type }]);
    json!({
        "linkset": [{
            "anchor": "/v1",
            "service-desc": link("/openapi.json", "application/json"),
            "service-doc": link("/docs", "text/html"),
            "service-meta": link("/v1/dataset", "application/json"),
            "status": link("/readyz", "application/json"),
        }],
    })
}
