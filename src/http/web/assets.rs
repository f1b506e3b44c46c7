//! `/assets/{name}`: the files that pages load; and those that clients look for in every site.

use axum::response::Response;

use crate::http::parsed_request::ParsedRequest;
use crate::http::problem::{InvalidParameter, Problem, Reason};
use crate::http::render::response::with_media_type;

/// The stylesheet: its parts in the order in which they apply.
const STYLE: &str = concat!(
    include_str!("style/base.css"),
    include_str!("style/home.css"),
    include_str!("style/country.css"),
    include_str!("style/pair.css"),
    include_str!("style/timeline.css"),
    include_str!("style/audit.css"),
    include_str!("style/explore.css"),
    include_str!("style/docs.css"),
    include_str!("style/print.css"),
);

/// The script: its parts in the order in which they run.
const SCRIPT: &str = concat!(
    include_str!("script/strict.js"),
    include_str!("script/as_of.js"),
    include_str!("script/copy.js"),
    include_str!("script/explore.js"),
    include_str!("script/docs.js"),
    include_str!("script/suggest.js"),
    include_str!("script/pair.js"),
);

struct Asset {
    name: &'static str,
    media_type: &'static str,
    body: &'static str,
}

const ASSETS: [Asset; 4] = [
    Asset {
        name: "style.css",
        media_type: "text/css; charset=utf-8",
        body: STYLE,
    },
    Asset {
        name: "script.js",
        media_type: "text/javascript; charset=utf-8",
        body: SCRIPT,
    },
    Asset {
        name: "embed.js",
        media_type: "text/javascript; charset=utf-8",
        body: include_str!("script/embed.js"),
    },
    Asset {
        name: "icon.svg",
        media_type: "image/svg+xml",
        body: include_str!("icon.svg"),
    },
];

/// `/favicon.ico`: the drawing that pages link to, for clients that do not read the page.
pub async fn favicon(_: ParsedRequest) -> Response {
    with_media_type("image/svg+xml", include_str!("icon.svg"))
}

/// `/robots.txt`: everything may be read, but search results and the endless filters of lists only by those who choose them.
pub async fn robots(_: ParsedRequest) -> Response {
    let rules = "User-agent: *\nDisallow: /v1/search\nDisallow: /?q=\nDisallow: /explore/*?\nDisallow: /docs/*?\n";
    with_media_type("text/plain; charset=utf-8", rules)
}

pub async fn asset(request: ParsedRequest) -> Result<Response, Problem> {
    let name = request.id.as_str();
    if let Some(asset) = ASSETS.iter().find(|asset| asset.name == name) {
        return Ok(with_media_type(asset.media_type, asset.body));
    }
    let error = InvalidParameter::new("name", Reason::Unknown)
        .value(name)
        .allowed(ASSETS.iter().map(|asset| asset.name));
    let detail = format!("No asset is called `{name}`.");
    Err(Problem::not_found(&request.uri, detail, error))
}
