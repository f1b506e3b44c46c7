//! The parts of the stylesheet: a class that the rules of one page style by its name alone belongs to that page, because all
//! parts are served as one file.

use std::collections::BTreeMap;

use crate::{assert_none, texts};

/// The part with what all pages share, and the one that changes any page for paper.
const SHARED: [&str; 2] = ["base.css", "print.css"];

/// The classes that a part styles by their names alone, outside of media queries.
fn classes(text: &str) -> impl Iterator<Item = &str> {
    let selectors = text.lines().filter_map(|line| line.split_once(" {"));
    selectors
        .flat_map(|(selectors, _)| selectors.split(", "))
        .filter_map(|selector| {
            let name = selector.strip_prefix('.')?;
            let is_alone = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
            is_alone.then_some(name)
        })
}

#[test]
fn a_class_is_styled_by_one_part_of_the_stylesheet() {
    let parts = texts(&["src/http/web/style"], ".css");
    let mut owners: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (file, text) in &parts {
        for class in classes(text) {
            let owners = owners.entry(class).or_default();
            if !SHARED.iter().any(|shared| file.ends_with(shared))
                && !owners.contains(&file.as_str())
            {
                owners.push(file);
            }
        }
    }
    let shared = owners.iter().filter(|(_, owners)| owners.len() > 1);
    let violations = shared.map(|(class, owners)| format!(".{class}: {owners:?}"));
    let violations: Vec<String> = violations.collect();
    assert_none(&violations, "classes that several parts style");
}
