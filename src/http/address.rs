//! Addresses: the one URL, format and coding that all spellings of a request mean. They name an answer to the byte, and so
//! its entity tag too, before anything is asked of the data.

use std::collections::HashMap;
use std::sync::LazyLock;

use axum::http::{HeaderMap, Uri};
use percent_encoding::percent_decode_str;

use super::asked::Asked;
use super::coding::Coding;
use super::format::Format;
use super::lists::{self, ListRoute, lists};
use crate::kind::Parameter;
use crate::store::Collection;

/// What a request asks for, in its one spelling.
#[derive(Debug)]
pub struct Address {
    pub uri: Uri,
    /// Of an address that has several, and whose suffix names none.
    pub format: Option<Format>,
    pub coding: Coding,
    /// The pattern of the route, which has the same name for all items of a list.
    pub route: &'static str,
}

impl Address {
    /// The address that a request means; `None` for one that the router is to refuse, in the request's own words.
    pub fn of(uri: &Uri, headers: &HeaderMap) -> Option<Self> {
        let path = unescaped(uri.path());
        let route = Route::of(&path);
        let format = route
            .offered
            .map(|offered| Format::asked(None, headers, uri, offered))
            .transpose()
            .ok()?;
        let asked = match route.list {
            Some((list, suffix)) => Asked::list(
                list.what,
                uri,
                list.takes(suffix.or(format).unwrap_or(Format::Json)),
            ),
            None => Asked::other(uri, route.takes),
        };
        let asked = asked.ok()?;
        let uri = asked.address(&path).try_into().ok()?;
        Some(Self {
            uri,
            format,
            coding: Coding::asked(headers),
            route: route.name,
        })
    }
}

/// The pattern of the route that a path has, whatever else is asked; for a path that has none, `none`.
pub fn route(path: &str) -> &'static str {
    Route::of(&unescaped(path)).name
}

/// Whether a path tells of this moment and not of the data.
pub fn is_live(path: &str) -> bool {
    matches!(path, "/healthz" | "/readyz")
}

/// What an address takes, as far as its one spelling depends on it.
#[derive(Debug, Clone, Copy)]
struct Route {
    /// Its pattern.
    name: &'static str,
    /// The list under this address, and the format that its suffix names.
    list: Option<(&'static ListRoute, Option<Format>)>,
    takes: &'static [Parameter],
    /// The formats between which `Accept` chooses.
    offered: Option<&'static [Format]>,
}

/// What nothing stands under.
const NONE: Route = Route {
    name: "none",
    list: None,
    takes: &[],
    offered: None,
};

impl Route {
    fn of(path: &str) -> Self {
        static LISTS: LazyLock<HashMap<String, Route>> = LazyLock::new(Route::of_lists);
        if let Some(route) = LISTS.get(path) {
            return *route;
        }
        // A page, a description, or nothing: whether it is there the router knows.
        let other = lists::other(path).map_or(NONE, |other| Self {
            name: other.pattern,
            takes: (other.takes)(),
            ..NONE
        });
        let item = path
            .rsplit_once('/')
            .and_then(|(list, id)| Some((lists::of_items(list)?, id)));
        let Some((
            ListRoute {
                what: Collection::Kind(kind),
                items,
                ..
            },
            id,
        )) = item
        else {
            return other;
        };
        let offered = Format::of_suffix(id, Format::COMMON)
            .is_none()
            .then_some(Format::COMMON);
        Self {
            name: items,
            list: None,
            takes: kind.item_parameters(),
            offered,
        }
    }

    fn of_lists() -> HashMap<String, Self> {
        let mut routes = HashMap::new();
        for list in lists() {
            let route = Self {
                name: &list.path,
                list: Some((list, None)),
                takes: &[],
                offered: Some(list.formats),
            };
            for format in list.formats {
                let suffixed = Self {
                    list: Some((list, Some(*format))),
                    offered: None,
                    ..route
                };
                routes.insert([&list.path, format.suffix()].concat(), suffixed);
            }
            routes.insert(list.path.clone(), route);
        }
        routes
    }
}

/// A path in which letters, digits, `-`, `_` and `~` stand for themselves: written as `%2D` they mean the same (RFC 3986,
/// 6.2.2.2). So would `.`, but then a path could be written that becomes another, `/v1/..`.
fn unescaped(path: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_~".contains(c);
    let mut parts = path.split('%');
    let mut written = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (code, rest) = part.split_at_checked(2).unwrap_or((part, ""));
        let escape = ["%", code].concat();
        match percent_decode_str(&escape).decode_utf8() {
            Ok(sign) if sign.starts_with(plain) => written.push_str(&sign),
            _ => written.push_str(&escape),
        }
        written.push_str(rest);
    }
    written
}

#[cfg(test)]
mod tests {
    use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
    use proptest::prelude::*;

    use super::*;
    use crate::kind::ParameterType;

    proptest! {
        #[test]
        fn the_one_address_asks_for_the_same_and_has_itself_for_its_address(
            name in "\\PC{1,9}", words in "\\PC{1,9}", year in 0..=9999_u16
        ) {
            for list in lists() {
                let given = list.parameters.iter().filter_map(|parameter| match parameter.value_type {
                    ParameterType::Name => Some((parameter.name, name.replace(',', " "))),
                    ParameterType::SearchTerms => Some((parameter.name, words.clone())),
                    ParameterType::FirstDay | ParameterType::LastDay => Some((parameter.name, format!("{year:04}"))),
                    _ => None,
                });
                let query: Vec<String> = given.map(|(name, value)| format!("{name}={}", utf8_percent_encode(&value, NON_ALPHANUMERIC))).collect();
                let uri = Uri::try_from(format!("{}?{}", list.path, query.join("&"))).unwrap();
                let asked = |uri: &Uri| Asked::list(list.what, uri, list.parameters).map(|asked| format!("{asked:?}"));
                let address = |uri: &Uri| Address::of(uri, &HeaderMap::new()).map(|address| address.uri);
                let Some(one) = address(&uri) else { continue };
                prop_assert_eq!(asked(&one).ok(), asked(&uri).ok());
                prop_assert_eq!(address(&one), Some(one));
            }
        }
    }

    #[test]
    fn escapes_of_plain_signs_are_undone_and_no_others() {
        for (path, same) in [
            ("/v1/%76isits/a%2Db", "/v1/visits/a-b"),
            ("/%2e%2e/etc%2Fpasswd", "/%2e%2e/etc%2Fpasswd"),
            ("/v1/visits/%ff%00%C3%BC", "/v1/visits/%ff%00%C3%BC"),
            ("/%", "/%"),
            ("/%4", "/%4"),
            ("/%zz%41", "/%zzA"),
        ] {
            assert_eq!(unescaped(path), same);
        }
    }
}
