//! Problems as pages: a browser that opens a page gets HTML with the same words and status; a program, and the API, get the
//! problem itself.

use axum::http::Method;

use crate::client::{Response, get, send, text};

/// The `Accept` header of browsers.
const BROWSER: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

/// Requests of pages that fail, with their status and a link that repairs them.
const FAILING: [(&str, u16, &str); 11] = [
    (
        "/relations/kazakhstan-mongola",
        404,
        "/relations/kazakhstan-mongolia",
    ),
    ("/documents/iceland-japn", 404, "/documents/iceland-japan"),
    ("/relations/zzz", 404, "/"),
    ("/docs/problems/notfound", 404, "/docs/problems/not-found"),
    ("/nowhere", 404, "/"),
    ("/v2/visits", 404, "/v1/visits"),
    ("//host/x", 404, "/"),
    ("/relations/%ff", 400, "/docs/problems/invalid-parameter"),
    (
        "/relations/iceland-japan?as_of=someday&x=1",
        400,
        "/relations/iceland-japan?x=1",
    ),
    ("/?q=embassy&cursor=W10", 400, "/?q=embassy"),
    (
        "/embed/timeline?relation=iceland-japn",
        404,
        "/embed/timeline?relation=iceland-japan",
    ),
];

fn browse(path: &str) -> Response {
    send(Method::GET, path, &[("accept", BROWSER)])
}

#[test]
fn a_browser_gets_a_page_with_the_words_and_the_status_of_the_problem() {
    for (path, status, link) in FAILING {
        let (page, problem) = (browse(path), get(path));
        assert_eq!(
            (page.status, page.media_type()),
            (status, "text/html"),
            "{path}"
        );
        assert_eq!(
            (problem.status, problem.media_type()),
            (status, "application/problem+json")
        );
        let problem = problem.json();
        // Backticks mark code, which a page shows as such.
        let plain = page.body.replace("<code>", "`").replace("</code>", "`");
        for word in ["title", "detail"] {
            let word = text(&problem[word])
                .replace('&', "&amp;")
                .replace('"', "&quot;");
            assert!(
                plain.contains(&word),
                "{path}: {word} is not in {}",
                page.body
            );
        }
        let link = format!("<a href=\"{}\">", link.replace('&', "&#38;"));
        assert!(
            page.body.contains(&link),
            "{path}: {link} is not in {}",
            page.body
        );
        assert!(
            page.body.contains(" name=\"q\" required"),
            "{path} has no search"
        );
        assert_eq!(page.header("vary"), "Accept, Accept-Encoding", "{path}");
        assert_eq!(page.header("cache-control"), "no-cache", "{path}");
        let policy = page.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'"), "{path}: {policy}");
        let head = send(Method::HEAD, path, &[("accept", BROWSER)]);
        assert_eq!((head.status, head.body.as_str()), (status, ""), "{path}");
        assert_eq!(
            head.header("content-length"),
            page.bytes.len().to_string(),
            "{path}"
        );
    }
}

#[test]
fn a_page_that_is_not_there_proposes_a_search_for_the_words_of_its_address() {
    let page = browse("/relations/kazakhstan-mongola").body;
    let field = "id=\"words\" name=\"q\" required value=\"kazakhstan mongola\"";
    assert!(page.contains(field), "{page}");
    assert!(page.contains("<a href=\"/\">Home, with all pairs</a>"));
}

#[test]
fn the_api_has_problems_for_browsers_too() {
    for path in [
        "/v1/nowhere",
        "/v1/visits/nobody",
        "/v1/visits?nosuch=1",
        "/v1/visits.xml",
        "/v1/visits/%ff",
        "/v1.xml",
    ] {
        let response = browse(path);
        assert_eq!(response.media_type(), "application/problem+json", "{path}");
        assert!(response.status >= 400, "{path}");
    }
}

#[test]
fn what_a_page_of_a_problem_shows_is_escaped() {
    for path in [
        "/relations/%3Cscript%3Ealert(1)%3C%2Fscript%3E",
        "/%3Cscript%3E?%22%3E%3Cscript%3E",
    ] {
        let page = browse(path);
        assert_eq!(page.status, 404, "{path}");
        assert!(!page.body.contains("<script>"), "{}", page.body);
        let mut links = page.body.split("href=\"").skip(1);
        assert!(links.all(|link| link.starts_with('/') || link.starts_with('#')));
    }
}

#[test]
fn the_type_of_a_problem_is_a_page_for_browsers_and_text_for_programs() {
    let (page, plain) = (
        browse("/docs/problems/not-found"),
        get("/docs/problems/not-found"),
    );
    assert_eq!((page.status, page.media_type()), (200, "text/html"));
    assert_eq!((plain.status, plain.media_type()), (200, "text/plain"));
    assert!(
        page.body.contains("<h1>Not found (404 Not Found)</h1>"),
        "{}",
        page.body
    );
    assert!(plain.body.starts_with("Not found (404 Not Found)\n"));
    assert_ne!(page.header("etag"), plain.header("etag"));
    // Only people follow links that others have extended.
    assert_eq!(browse("/docs/problems/not-found?utm_source=x").status, 200);
    assert_eq!(get("/docs/problems/not-found?utm_source=x").status, 400);
    // The cache tells them apart.
    assert_eq!(browse("/docs/problems/not-found").body, page.body);
    assert_eq!(get("/docs/problems/not-found").body, plain.body);
}
