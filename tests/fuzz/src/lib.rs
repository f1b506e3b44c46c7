//! Properties that hold for all input. Each function takes arbitrary bytes and panics if its property does not hold; libFuzzer
//! and proptest call the same functions.

#![expect(clippy::unwrap_used, reason = "a panic is how a property fails")]

use std::collections::HashMap;
use std::fs;
use std::sync::OnceLock;

use axum::body::{Body, to_bytes};
use axum::http::{Request, Uri};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use bilateral::document::Document;
use bilateral::http::{Limits, Service};
use bilateral::seed::{self, Proposal, SeedError, Sources, Value, draft_text};
use bilateral::store::Store;
use percent_encoding::{NON_ALPHANUMERIC, percent_encode};
use tempfile::TempDir;
use tokio::runtime::{Builder, Runtime};
use tower::ServiceExt as _;

/// The service with the shipped seeds, and what keeps it running.
struct Fixture {
    runtime: Runtime,
    service: Service,
    _folder: TempDir,
}

fn fixture() -> &'static Fixture {
    static FIXTURE: OnceLock<Fixture> = OnceLock::new();
    FIXTURE.get_or_init(|| {
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("db.sqlite");
        let service = runtime.block_on(async {
            seed::migrate(&Sources::default(), &path, &|_, _| ())
                .await
                .unwrap();
            bilateral::app::service(Store::open(&path).await.unwrap(), &Limits::default())
        });
        Fixture {
            runtime,
            service,
            _folder: folder,
        }
    })
}

/// Sends a GET request and returns status and body, or `None` if `path` is not a valid URL.
fn get(path: &str) -> Option<(u16, String)> {
    let uri = Uri::try_from(path).ok()?;
    let request = Request::get(uri)
        .header("host", "localhost")
        .body(Body::empty())
        .unwrap();
    let Fixture {
        runtime, service, ..
    } = fixture();
    runtime.block_on(async {
        let response = service.clone().oneshot(request).await.unwrap();
        let status = response.status().as_u16();
        let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        Some((status, String::from_utf8(body.to_vec()).unwrap()))
    })
}

/// The response must be JSON with a status of 200, or a client error that names the wrong parameter. It must not reveal internals
/// of the server.
fn assert_valid_response(path: &str) {
    let Some((status, body)) = get(path) else {
        return;
    };
    assert!(matches!(status, 200 | 400 | 414), "{path}: {status} {body}");
    assert!(
        body.starts_with('{') && body.ends_with('}'),
        "{path}: {body}"
    );
    let leak = [
        "syntax error",
        "no such column",
        "unrecognized token",
        "panicked",
    ]
    .iter()
    .find(|internal| body.contains(**internal));
    assert!(leak.is_none(), "{path}: {body}");
    if status == 400 {
        assert!(
            body.contains("\"errors\":[{\"parameter\":"),
            "{path}: {body}"
        );
        // Each value is repeated at most twice beside the URL, where a control character takes six bytes instead of three. The
        // rest are up to a hundred errors, of which ten have lists of allowed values.
        let length = body.len();
        assert!(length <= 64 * 1024 + 5 * path.len(), "{path}: {length}");
        assert!(
            body.matches("\"allowed\":[").count() <= 10,
            "{path}: {body}"
        );
    }
}

/// Any query string gets a valid response, on lists of each kind.
pub fn query(bytes: &[u8]) {
    let query = String::from_utf8_lossy(bytes);
    for list in ["/v1/visits", "/v1/missions", "/v1/timeline", "/v1/search"] {
        assert_valid_response(&format!("{list}?{query}"));
    }
}

/// Any cursor gets a valid response, verbatim and encoded like a real one, in orders of each kind.
pub fn cursor(bytes: &[u8]) {
    let (verbatim, encoded) = (
        percent_encode(bytes, NON_ALPHANUMERIC).to_string(),
        URL_SAFE_NO_PAD.encode(bytes),
    );
    for list in [
        "/v1/visits?",
        "/v1/visits?sort=-title,host&",
        "/v1/timeline?sort=-date&",
        "/v1/search?q=a&",
    ] {
        assert_valid_response(&format!("{list}cursor={verbatim}"));
        assert_valid_response(&format!("{list}cursor={encoded}"));
    }
}

/// The maximum number of words in a search.
const MAX_WORDS: usize = 16;

/// Any text is a valid search, however odd, unless it is empty, has too many words, or contains NUL.
pub fn words(bytes: &[u8]) {
    let encoded = percent_encode(bytes, NON_ALPHANUMERIC).to_string();
    if encoded.len() > 8_000 {
        return;
    }
    let is_search = |text: &str| {
        let words = text.split(|character: char| !character.is_alphanumeric());
        !text.is_empty() && words.count() <= MAX_WORDS
    };
    let text = str::from_utf8(bytes).ok();
    let is_search = text.filter(|text| !text.contains('\0')).map(is_search);
    for list in ["/v1/search?limit=3&", "/v1/history?facets=relation&"] {
        let path = format!("{list}q={encoded}");
        assert_valid_response(&path);
        // Splitting may count more words than the search does, so text with too many of them is not checked.
        if is_search != Some(false) || bytes.is_empty() {
            let expected = if is_search == Some(true) { 200 } else { 400 };
            assert_eq!(get(&path).unwrap().0, expected, "{path}");
        }
    }
}

/// Any text is a document: its sentences are not empty, in order, and do not overlap.
pub fn document(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let document = Document::parse(&text);
    let mut end = 0;
    for sentence in &document.sentences {
        assert!(
            end <= sentence.bytes.start && sentence.bytes.start < sentence.bytes.end,
            "{sentence:?}"
        );
        assert!(
            !document.sentence_text(sentence).trim().is_empty(),
            "{sentence:?}"
        );
        end = sentence.bytes.end;
    }
    assert!(end <= text.len());
}

/// Any bytes are seed files that are valid or have diagnostics.
pub fn seeds(bytes: &[u8]) {
    let folder = TempDir::new().unwrap();
    let pair = folder.path().join("a-b");
    fs::create_dir_all(pair.join("documents")).unwrap();
    for file in [
        "visits.toml",
        "relation.toml",
        "documents/a.toml",
        "documents/a.index.toml",
        "missions.toml",
    ] {
        fs::write(pair.join(file), bytes).unwrap();
    }
    let sources = Sources {
        seeds: Some(folder.path().to_owned()),
        documents: None,
    };
    let runtime = Builder::new_current_thread().build().unwrap();
    match runtime.block_on(seed::check(&sources)) {
        Ok(report) => assert_eq!(report.pairs, 1),
        Err(SeedError::Source(_) | SeedError::Changing) => {
            unreachable!("the folder has a pair and does not change")
        }
        Err(SeedError::Invalid(diagnostics)) => assert!(!diagnostics.render_plain().is_empty()),
    }
}

/// The relation of the pair that texts are drafted for.
const RELATION: &str = "[relation]\nid = \"a-b\"\ntitle = \"a\"\nat = \"Lead 1.1\"\nparties = [\"CHL\", \"ISL\"]\ndocuments = [\"a\"]\n\n\
    [[relation.event]]\nid = \"first\"\ntitle = \"a\"\nat = \"Lead 1.1\"\ntype = \"established\"\ndate = \"1001\"\ndate_text = \"1001\"\n";

/// Parts of the messages of errors in syntax and vocabulary, which no draft may have.
const NO_DRAFT_HAS: &[&str] = &[
    "unknown key",
    "unknown place",
    "is not a valid",
    "is not a ",
    "is neither",
    "missing field",
    "is taken",
    "is empty",
    "expected",
    "invalid",
];

/// Any text is drafted from: what proposals quote stands in their sentences, and their tables have no errors in syntax and vocabulary.
pub fn draft(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let document = Document::parse(&text);
    let sentences = document.sentences.iter();
    let sentences: HashMap<String, String> = sentences
        .map(|one| {
            (
                one.pointer.to_string(),
                document.sentence_text(one).into_owned(),
            )
        })
        .collect();
    let proposals = draft_text(&text, ["CHL", "ISL"]);
    let mut files: HashMap<&str, String> = HashMap::new();
    files.insert("relation.toml", RELATION.to_owned());
    for proposal in &proposals {
        proposal
            .with_parts()
            .for_each(|one| assert_quotes(one, &sentences));
        let key = proposal.kind.seed.key;
        let parent = if proposal.kind.is_part() {
            "relation."
        } else {
            ""
        };
        let heading = [parent, key].concat();
        let table = proposal
            .to_toml(&heading)
            .replace("statement = \"\"", "statement = \"a\"");
        let lines = table.lines().filter(|line| !line.starts_with("draft = "));
        let lines: Vec<&str> = lines.collect();
        let file = files.entry(proposal.kind.seed.file).or_default();
        *file += &[&lines.join("\n"), "\n\n"].concat();
    }
    let errors = check_files(&files, &proposals);
    let wrong = NO_DRAFT_HAS.iter().find(|part| errors.contains(**part));
    assert!(wrong.is_none(), "{errors}\n{files:?}");
}

/// The words that a proposal takes from the document stand in one of its sentences.
fn assert_quotes(proposal: &Proposal, sentences: &HashMap<String, String>) {
    let is_quoted = |words: &str| {
        let mut cited = proposal.at.iter().filter_map(|at| sentences.get(at));
        cited.any(|sentence| sentence.contains(words))
    };
    let mut quoted: Vec<&str> = proposal
        .date
        .iter()
        .map(|date| date.text.as_str())
        .collect();
    for (field, value) in &proposal.fields {
        if ["name", "label", "place", "text", "guests", "met", "amount"].contains(field) {
            collect_quoted(value, &mut quoted);
        }
    }
    for words in quoted {
        assert!(is_quoted(words), "{words:?} in {:?}", proposal.at);
    }
}

fn collect_quoted<'v>(value: &'v Value, quoted: &mut Vec<&'v str>) {
    match value {
        Value::Text(text) => quoted.push(text),
        Value::List(entries) => entries.iter().for_each(|one| collect_quoted(one, quoted)),
        Value::Table(members) => {
            let own = members
                .iter()
                .filter(|(key, _)| ["name", "title", "text"].contains(key));
            own.for_each(|(_, value)| collect_quoted(value, quoted));
        }
        Value::Number(_) | Value::Flag(_) => {}
    }
}

/// The errors of the files of a pair, which have the places of its proposals.
fn check_files(files: &HashMap<&str, String>, proposals: &[Proposal]) -> String {
    let folder = TempDir::new().unwrap();
    let pair = folder.path().join("a-b");
    fs::create_dir_all(&pair).unwrap();
    for (name, text) in files {
        fs::write(pair.join(name), text).unwrap();
    }
    let places = proposals
        .iter()
        .flat_map(Proposal::with_parts)
        .flat_map(|one| &one.places);
    let places: HashMap<&str, &str> = places.map(|one| (&*one.name, &*one.country)).collect();
    let mut relation = files["relation.toml"].clone();
    for (number, (name, country)) in places.into_iter().enumerate() {
        let name = Value::text(name).to_toml();
        let place = format!("id = \"p{number}\"\ncountry = \"{country}\"\nnames = [{name}]");
        relation += &["[[place]]\n", &place, "\n\n"].concat();
    }
    fs::write(pair.join("relation.toml"), relation).unwrap();
    let sources = Sources {
        seeds: Some(folder.path().to_owned()),
        documents: None,
    };
    let runtime = Builder::new_current_thread().build().unwrap();
    match runtime.block_on(seed::check(&sources)) {
        Err(SeedError::Invalid(diagnostics)) => {
            let shown = diagnostics
                .shown()
                .into_iter()
                .map(|one| one.message.clone());
            shown.collect::<Vec<_>>().join("\n")
        }
        other => panic!("a pair without a document is refused: {other:?}"),
    }
}
