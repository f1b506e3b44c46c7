//! Answers given before, ready to be sent again. The data never changes while it is served, so they never grow old; the
//! only reason to forget one is room.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, Method, Uri, header};
use axum::response::Response;
use quick_cache::sync::DefaultLifecycle;
use quick_cache::{DefaultHashBuilder, OptionsBuilder, Weighter, sync};

use super::request_id::REQUEST_ID;
use super::tag::Tag;

/// The longest spelling that is remembered: path, query and the headers that choose between answers.
const LONGEST: usize = 2048;
/// What the two maps, a key and a [`HeaderMap`] of a dozen headers take beside what they hold.
const ENTRY: usize = 3 * 1024;
/// The same for a spelling, which has no headers.
const SPELLING: usize = 256;

/// A request as it came: nothing of it is read to find it here.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Spelling(Box<[u8]>);

impl Spelling {
    /// The spelling of a request, if it is short enough to be remembered.
    pub fn of(uri: &Uri, headers: &HeaderMap) -> Option<Self> {
        let target = uri.path_and_query()?.as_str().as_bytes();
        let mut spelling = Vec::with_capacity(target.len() + 64);
        spelling.extend_from_slice(target);
        for name in [header::ACCEPT, header::ACCEPT_ENCODING] {
            // No line of a request holds a line break, so that two spellings are never one.
            spelling.push(b'\n');
            for value in headers.get_all(name) {
                spelling.extend_from_slice(value.as_bytes());
                spelling.push(b',');
            }
        }
        (spelling.len() <= LONGEST).then(|| Self(spelling.into_boxed_slice()))
    }
}

/// A whole answer with status 200.
#[derive(Debug)]
pub struct Ready {
    headers: HeaderMap,
    body: Bytes,
}

impl Ready {
    /// An answer of these headers, and its length as HEAD tells it too.
    pub fn new(mut headers: HeaderMap, body: Bytes) -> Self {
        headers.insert(header::CONTENT_LENGTH, HeaderValue::from(body.len()));
        // Each answer gets a name of its own, for which the map then need not grow.
        headers.insert(REQUEST_ID, HeaderValue::from_static(""));
        Self { headers, body }
    }

    /// The answer to GET, or to HEAD: the same without the body.
    pub fn answer(&self, method: &Method) -> Response {
        let body = if *method == Method::HEAD {
            Body::empty()
        } else {
            Body::from(self.body.clone())
        };
        let mut response = Response::new(body);
        *response.headers_mut() = self.headers.clone();
        response
    }
}

/// Weighs entries in bytes.
#[derive(Debug, Clone)]
struct Bytewise;

impl Weighter<Spelling, Tag> for Bytewise {
    fn weight(&self, spelling: &Spelling, _: &Tag) -> u64 {
        (spelling.0.len() + SPELLING) as u64
    }
}

impl Weighter<Tag, Arc<Ready>> for Bytewise {
    fn weight(&self, _: &Tag, ready: &Arc<Ready>) -> u64 {
        (ready.body.len() + ENTRY) as u64
    }
}

/// Answers by their tags, and the tags by spellings of requests; both together weigh no more than the bound.
#[derive(Debug)]
pub struct Cache {
    spellings: sync::Cache<Spelling, Tag, Bytewise>,
    answers: sync::Cache<Tag, Arc<Ready>, Bytewise>,
    /// An answer of more bytes would push out too much.
    most: usize,
}

impl Cache {
    /// A cache that holds so many bytes; of none, one that is always empty.
    pub fn new(bound: usize) -> Self {
        let (spellings, answers) = (bound / 8, bound - bound / 8);
        Self {
            spellings: of_bytes(spellings, SPELLING),
            answers: of_bytes(answers, ENTRY),
            most: bound / 8,
        }
    }

    /// The tag of what a request means that was spelt like this before.
    pub fn tag(&self, spelling: &Spelling) -> Option<Tag> {
        self.spellings.get(spelling)
    }

    /// The answer of this tag.
    pub fn answer(&self, tag: &Tag) -> Option<Arc<Ready>> {
        self.answers.get(tag)
    }

    /// Keeps an answer, unless it is a large part of all that is kept.
    pub fn keep(&self, tag: &Tag, ready: Arc<Ready>) -> bool {
        let small = ready.body.len() + ENTRY <= self.most;
        if small {
            self.answers.insert(tag.clone(), ready);
        }
        small
    }

    /// Remembers what a spelling means.
    pub fn remember(&self, spelling: Option<Spelling>, tag: &Tag) {
        if let Some(spelling) = spelling {
            self.spellings.insert(spelling, tag.clone());
        }
    }

    /// How many answers are kept.
    pub fn entries(&self) -> usize {
        self.answers.len()
    }

    /// The bytes that answers and spellings take together.
    pub fn bytes(&self) -> u64 {
        self.answers.weight() + self.spellings.weight()
    }
}

/// A map of one shard: with more, each would have its part of the bound, and a large answer no room in any of them.
fn of_bytes<K, V>(bound: usize, entry: usize) -> sync::Cache<K, V, Bytewise>
where
    K: std::hash::Hash + Eq,
    V: Clone,
    Bytewise: Weighter<K, V> + Clone,
{
    let mut options = OptionsBuilder::new();
    options
        .shards(1)
        .weight_capacity(bound as u64)
        .estimated_items_capacity(bound / entry / 2);
    let options = options
        .build()
        .expect("all that options must have is given");
    sync::Cache::with_options(
        options,
        Bytewise,
        DefaultHashBuilder::default(),
        DefaultLifecycle::default(),
    )
}
