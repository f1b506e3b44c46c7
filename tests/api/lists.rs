//! Every list of the API, for tests that sweep over all of them: one for each kind, the timeline, and the search.

use bilateral::kind::{FieldType, Kind, Parameter};
use bilateral::kinds;
use serde_json::Value;

use crate::client::{items, text};

/// Words that find facts of both pairs and of every kind that a search finds.
const WORDS: &str = "q=a";

/// A list of the API.
#[derive(Debug, Clone)]
pub struct List {
    pub name: String,
    /// The parameters that a request cannot do without.
    required: &'static str,
    /// The kind of its facts; `None` where it has several.
    pub kind: Option<&'static Kind>,
    /// The keys of its items, in their order.
    pub keys: Vec<&'static str>,
    pub parameters: &'static [Parameter],
}

/// Every list.
pub fn lists() -> Vec<List> {
    let of_kind = |kind: &'static Kind| List {
        name: kind.path()[4..].to_owned(),
        required: "",
        kind: Some(kind),
        keys: kinds::item_keys(kind),
        parameters: kinds::list_parameters(kind),
    };
    let timeline = List {
        name: "timeline".to_owned(),
        required: "",
        kind: None,
        keys: kinds::timeline_keys(),
        parameters: kinds::timeline_parameters(),
    };
    let search = List {
        name: "search".to_owned(),
        required: WORDS,
        kind: None,
        keys: kinds::search_keys(),
        parameters: kinds::search_parameters(),
    };
    kinds::all()
        .map(of_kind)
        .chain([timeline, search])
        .collect()
}

/// A field that a facet counts and a filter looks at, with its path in an item.
pub struct Facet {
    pub name: &'static str,
    path: &'static str,
    is_place: bool,
    /// True for a name, which any run of its words finds.
    pub is_name: bool,
}

impl List {
    /// The URL of the list with these parameters.
    pub fn url(&self, query: &str) -> String {
        self.url_in("", query)
    }

    /// The same in the format of a suffix.
    pub fn url_in(&self, suffix: &str, query: &str) -> String {
        let has_required = query
            .split('&')
            .any(|one| one.split('=').next() == self.required.split('=').next());
        let required = if has_required { "" } else { self.required };
        let parameters: Vec<&str> = [required, query]
            .into_iter()
            .filter(|one| !one.is_empty())
            .collect();
        let separator = if parameters.is_empty() { "" } else { "?" };
        format!(
            "/v1/{}{suffix}{separator}{}",
            self.name,
            parameters.join("&")
        )
    }

    /// All items, in one page.
    pub fn items(&self) -> Vec<Value> {
        items(&self.url("limit=1000"))
    }

    /// The facets with a field of their own. `country` has none: it counts every country of a fact.
    pub fn facets(&self) -> Vec<Facet> {
        let common = |name| Facet {
            name,
            path: name,
            is_place: false,
            is_name: false,
        };
        let own = self.kind.iter().flat_map(|kind| {
            kind.filters.iter().map(|filter| Facet {
                name: filter.name,
                path: filter.path,
                is_place: matches!(kind.type_at(filter.path), Some(FieldType::Place)),
                is_name: matches!(kind.type_at(filter.path), Some(FieldType::Literal)),
            })
        });
        let kind = self.kind.is_none().then(|| common("kind"));
        own.chain(kind).chain([common("relation")]).collect()
    }
}

impl Facet {
    /// The values of an item as a filter takes them: names, not the objects that hold them.
    pub fn values(&self, item: &Value) -> Vec<String> {
        self.held(item).into_iter().map(text).collect()
    }

    /// The values of an item as a facet counts them, each once: places by their ids, else the same.
    pub fn counted(&self, item: &Value) -> Vec<String> {
        let key = |value: &Value| text(if self.is_place { &value["id"] } else { value });
        let mut values: Vec<String> = self.held(item).into_iter().map(key).collect();
        values.sort();
        values.dedup();
        values
    }

    /// True if the filter finds an item by this value. Two names of one place are one value, and a name is found by any run of
    /// its words.
    pub fn matches(&self, item: &Value, value: &str) -> bool {
        let place = |name: &str| if name == "Nur-Sultan" { "Astana" } else { name }.to_owned();
        let same = |own: &String| {
            own == value
                || self.is_name && has_words(own, value)
                || self.is_place && place(own) == place(value)
        };
        self.values(item).iter().any(same)
    }

    fn held<'v>(&self, item: &'v Value) -> Vec<&'v Value> {
        let mut held = vec![item];
        for step in self.path.split('.') {
            held = held
                .into_iter()
                .flat_map(spread)
                .map(|value| &value[step])
                .collect();
        }
        held.into_iter()
            .flat_map(spread)
            .filter(|value| !value.is_null())
            .collect()
    }
}

/// True if the words of a value stand side by side in another.
pub fn has_words(text: &str, words: &str) -> bool {
    let spaced = |text: &str| format!(" {} ", text.replace('-', " "));
    spaced(text).contains(&spaced(words))
}

fn spread(value: &Value) -> &[Value] {
    value
        .as_array()
        .map_or(std::slice::from_ref(value), Vec::as_slice)
}

/// A value with every character percent-encoded that is not a letter or a digit.
pub fn encoded(value: &str) -> String {
    let encode = |byte: u8| {
        if byte.is_ascii_alphanumeric() {
            char::from(byte).to_string()
        } else {
            format!("%{byte:02X}")
        }
    };
    value.bytes().map(encode).collect()
}
