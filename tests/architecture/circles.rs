//! Circles among the files of a crate and among the folders of a layer, and small invented trees that show what counts.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::modules::{Dependency, Modules};

/// The nodes that each node depends on, with the names that it uses of them.
type Graph<'a> = BTreeMap<&'a str, BTreeMap<&'a str, BTreeSet<&'a str>>>;

/// The shortest circle through each file that lies on one, each circle once: `a.rs -> b.rs (B) -> a.rs (A)`.
pub fn of_files(dependencies: &BTreeSet<Dependency>) -> Vec<String> {
    circles(dependencies, Some)
}

/// The same for what lies directly in a folder, where a subfolder counts as one with the file of its facade.
pub fn of_folder(dependencies: &BTreeSet<Dependency>, folder: &str) -> Vec<String> {
    circles(dependencies, |file| {
        let inside = file.strip_prefix(folder)?;
        let length = inside
            .find('/')
            .unwrap_or(inside.trim_end_matches(".rs").len());
        Some(&file[..folder.len() + length])
    })
}

fn circles<'a>(
    dependencies: &'a BTreeSet<Dependency>,
    node: impl Fn(&'a str) -> Option<&'a str>,
) -> Vec<String> {
    let mut graph = Graph::new();
    for one in dependencies {
        if let (Some(from), Some(to)) = (node(&one.from), node(&one.to))
            && from != to
        {
            let names = graph.entry(from).or_default().entry(to).or_default();
            names.insert(&one.name);
        }
    }
    let found: BTreeSet<Vec<&str>> = graph
        .keys()
        .filter_map(|start| shortest(&graph, start))
        .collect();
    let mut found: Vec<_> = found.into_iter().collect();
    found.sort_by_key(Vec::len);
    found.iter().map(|circle| print(&graph, circle)).collect()
}

/// The shortest way from a node back to itself, turned so that the first name of the alphabet is at its start.
fn shortest<'a>(graph: &Graph<'a>, start: &'a str) -> Option<Vec<&'a str>> {
    let mut reached_from = BTreeMap::new();
    let mut queue = VecDeque::from([start]);
    while let Some(node) = queue.pop_front() {
        for next in graph.get(node).into_iter().flat_map(BTreeMap::keys) {
            if *next == start {
                let mut circle = vec![node];
                while circle[circle.len() - 1] != start {
                    circle.push(reached_from[circle[circle.len() - 1]]);
                }
                circle.reverse();
                let first = (0..circle.len()).min_by_key(|at| circle[*at])?;
                circle.rotate_left(first);
                return Some(circle);
            }
            if !reached_from.contains_key(next) {
                reached_from.insert(*next, node);
                queue.push_back(next);
            }
        }
    }
    None
}

fn print(graph: &Graph, circle: &[&str]) -> String {
    let ends = circle.iter().skip(1).chain(circle.first());
    let steps = circle.iter().zip(ends).map(|(from, to)| {
        let names: Vec<&str> = graph[from][to].iter().copied().take(4).collect();
        format!(" -> {to} ({})", names.join(", "))
    });
    format!("{}{}", circle[0], steps.collect::<String>())
}

/// The circles of files of an invented crate.
fn invented(files: &[(&str, &str)]) -> Vec<String> {
    of_files(&read(files).dependencies())
}

fn read(files: &[(&str, &str)]) -> Modules {
    let owned = |(path, text): &(&str, &str)| ((*path).to_owned(), (*text).to_owned());
    Modules::read(
        &files.iter().map(owned).collect(),
        &[("invented", "lib.rs")],
    )
}

#[test]
fn a_circle_through_super_is_found() {
    let files = [
        ("lib.rs", "mod a; mod b;"),
        ("a.rs", "use super::b::B; pub struct A(B);"),
        ("b.rs", "pub struct B; fn f(_: &super::a::A) {}"),
    ];
    assert_eq!(invented(&files), ["a.rs -> b.rs (B) -> a.rs (A)"]);
}

#[test]
fn a_circle_through_crate_is_found_in_groups_and_under_other_names() {
    let files = [
        ("lib.rs", "mod a; mod b; mod c;"),
        (
            "a.rs",
            "use crate::{b::{self, B as Bee}, c};\npub struct A;\nfn f() { c::g() }",
        ),
        ("b.rs", "pub struct B; use crate::c::*; fn f() { g() }"),
        ("c.rs", "pub fn g() { println!(\"{}\", crate::a::A::NAME) }"),
    ];
    assert_eq!(
        invented(&files),
        [
            "a.rs -> c.rs (g) -> a.rs (A)",
            "a.rs -> b.rs (B) -> c.rs (g) -> a.rs (A)",
        ]
    );
}

#[test]
fn a_circle_through_a_reexport_leads_to_the_file_that_defines_the_name() {
    let files = [
        ("lib.rs", "pub mod layer; pub mod other;"),
        (
            "layer.rs",
            "//! A facade.\nmod a;\nmod b;\npub use a::A;\npub use self::b::B as Bee;",
        ),
        ("layer/a.rs", "use super::Bee; pub enum A { One(Bee) }"),
        (
            "layer/b.rs",
            "use crate::other::Again; pub struct B(Again);",
        ),
        (
            "other.rs",
            "pub use crate::layer::A as Again; pub fn f() { Again::One }",
        ),
    ];
    assert_eq!(
        invented(&files),
        ["layer/a.rs -> layer/b.rs (B) -> layer/a.rs (A)",]
    );
}

#[test]
fn a_facade_with_code_of_its_own_is_on_the_circle() {
    let files = [
        ("lib.rs", "mod layer;"),
        (
            "layer.rs",
            "mod a; use a::A; pub struct Shared; fn f(_: A) {}",
        ),
        ("layer/a.rs", "use super::Shared; pub struct A(Shared);"),
    ];
    assert_eq!(
        invented(&files),
        ["layer.rs -> layer/a.rs (A) -> layer.rs (Shared)"]
    );
    assert_eq!(read(&files).facades_with_code(), ["layer.rs"]);
}

#[test]
fn tests_names_of_other_crates_and_uses_in_one_direction_are_no_circle() {
    let files = [
        ("lib.rs", "//! Docs.\npub mod a; pub mod b; pub use a::A;"),
        (
            "a.rs",
            "pub struct A; impl A { pub fn b(&self) {} }\n#[cfg(test)] mod tests { use crate::b::B; }",
        ),
        (
            "b.rs",
            "use std::fmt; use crate::A; use b::B as Other; pub struct B(A, fmt::Error, Other);",
        ),
    ];
    let modules = read(&files);
    assert_eq!(of_files(&modules.dependencies()), Vec::<String>::new());
    assert_eq!(modules.facades_with_code(), Vec::<&str>::new());
}

#[test]
fn folders_may_form_a_circle_where_files_do_not() {
    let files = [
        ("lib.rs", "mod layer;"),
        ("layer.rs", "pub mod wire; pub mod query;"),
        ("layer/wire.rs", "pub mod low; pub mod high;"),
        ("layer/wire/low.rs", "pub struct Low;"),
        (
            "layer/wire/high.rs",
            "use crate::layer::query::Query; pub struct High(Query);",
        ),
        (
            "layer/query.rs",
            "use super::wire::low::Low; pub struct Query(Low);",
        ),
    ];
    let dependencies = read(&files).dependencies();
    assert_eq!(of_files(&dependencies), Vec::<String>::new());
    assert_eq!(
        of_folder(&dependencies, "layer/"),
        ["layer/query -> layer/wire (Low) -> layer/query (Query)"]
    );
}
