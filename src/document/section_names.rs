//! The names of sections, by which pointers call them.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::values::fold::compose;
use crate::values::invisible::{is_invisible, is_joiner};

/// The length of the longest name that is made of a path, in bytes. Every sentence has the name of its section.
const MAX_PATH: usize = 200;

/// The heading of a section.
pub(super) struct SectionHeading<'t> {
    pub level: u32,
    pub text: &'t str,
    /// The text without marks.
    pub served: Cow<'t, str>,
}

/// One name for each heading: its own text, the whole path where two headings (or a heading and a reserved name) have the same
/// text, and a running number where even the paths are the same.
pub(super) fn section_names<'t>(
    headings: impl Iterator<Item = SectionHeading<'t>>,
    reserved: &[&str],
) -> Vec<String> {
    let mut path: Vec<(u32, String)> = Vec::new();
    let mut named: Vec<(String, String)> = Vec::new();
    let reserved = reserved.iter().map(|name| (*name).to_owned());
    let mut taken: HashSet<String> = reserved.collect();
    let mut uses: HashMap<String, usize> = taken.iter().map(|name| (name.clone(), 1)).collect();
    for heading in headings {
        let own = visible_name(&heading.served);
        let own = if own.is_empty() {
            visible_name(heading.text)
        } else {
            own
        };
        path.retain(|(above, _)| *above < heading.level);
        path.push((heading.level, own.clone()));
        let full: Vec<&str> = path.iter().map(|(_, name)| name.as_str()).collect();
        let full = full.join(" / ");
        *uses.entry(own.clone()).or_default() += 1;
        let full = if full.len() <= MAX_PATH {
            full
        } else {
            own.clone()
        };
        named.push((own, full));
    }
    let mut numbers: HashMap<String, u32> = HashMap::new();
    let names = named.into_iter().map(|(own, full)| {
        let mut name = if uses[&own] == 1 { own } else { full.clone() };
        while !taken.insert(name.clone()) {
            let number = numbers.entry(full.clone()).or_insert(1);
            *number += 1;
            name = format!("{full} ({number})");
        }
        name
    });
    names.collect()
}

/// A heading with single spaces, in normalization form C, without invisible characters except the joiners of letters.
fn visible_name(heading: &str) -> String {
    let words: Vec<&str> = heading.split_whitespace().collect();
    let mut name = compose(&words.join(" "));
    name.retain(|letter| !is_invisible(letter) || is_joiner(letter));
    name
}
