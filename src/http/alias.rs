//! Paths that are close to those of the table and redirected to them: with a slash more or less at the end, or with the suffix
//! of the only format that there is.

use super::format::Format;
use super::route::{Content, Route};

/// A pattern of paths, and the change that makes the path of a route of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alias {
    pub pattern: String,
    /// The end that the route's path does not have.
    surplus: &'static str,
    /// The end that it has instead.
    missing: &'static str,
}

impl Alias {
    fn new(path: &str, surplus: &'static str, missing: &'static str) -> Self {
        Self {
            pattern: [path, surplus].concat(),
            surplus,
            missing,
        }
    }

    /// The path to redirect to.
    pub fn target(&self, path: &str) -> String {
        let path = path.strip_suffix(self.surplus);
        let path = path.expect("the router compares a path with the pattern");
        [path, self.missing].concat()
    }
}

/// The aliases of a route, its paths with the suffix of a format included.
pub fn aliases(route: &Route) -> Vec<Alias> {
    let pattern = route.pattern.as_str();
    if let Some(path) = pattern.strip_suffix('/') {
        // The path of the home page is a slash alone.
        return Vec::from_iter((!path.is_empty()).then(|| Alias::new(path, "", "/")));
    }
    let mut aliases = vec![Alias::new(pattern, "/", "")];
    match route.content {
        Content::List { formats, .. } => {
            let suffixed = formats
                .iter()
                .map(|format| [pattern, format.suffix()].concat());
            aliases.extend(suffixed.map(|path| Alias::new(&path, "/", "")));
        }
        Content::Single { media_type, .. } => {
            let is_json = media_type == Format::Json.media_type() && route.is_negotiated();
            aliases.extend(is_json.then(|| Alias::new(pattern, Format::Json.suffix(), "")));
        }
        Content::Item(_) => {}
    }
    aliases
}
