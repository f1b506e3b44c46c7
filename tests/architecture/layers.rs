//! Layers: each module uses only those above it, files form no circles, and some crates are used only in some modules.

use std::collections::BTreeSet;

use crate::modules::{LIBRARY, Modules};
use crate::{assert_none, circles, sources};

/// The modules of the library that each of them may use. `lib.rs` lists them in this order.
const LAYERS: &[(&str, &[&str])] = &[
    ("values", &[]),
    ("wording", &["values"]),
    ("document", &["values"]),
    ("kind", &[]),
    ("kinds", &["values", "kind"]),
    ("csv", &["values", "kind", "kinds"]),
    ("checksum", &[]),
    (
        "seed",
        &[
            "values", "wording", "document", "kind", "kinds", "csv", "checksum",
        ],
    ),
    ("store", &["values", "kind", "kinds", "checksum"]),
    ("http", &["values", "kind", "kinds", "csv", "store"]),
    ("app", &["values", "kind", "kinds", "store", "http"]),
];

/// The files of the binary.
const BINARY: &str = "main";

/// Crates that only these modules may use.
const CRATES: &[(&str, &[&str])] = &[
    ("axum", &["http", "app", BINARY]),
    ("tower_http", &["http"]),
    ("sqlx", &["seed", "store"]),
    ("toml", &["document", "seed"]),
    ("csv", &["csv"]),
    ("roaring", &["seed", "store"]),
    ("clap", &[BINARY]),
    ("anyhow", &[BINARY]),
];

fn modules() -> Modules {
    Modules::read(&sources(), &[(LIBRARY, "lib.rs"), (BINARY, "main.rs")])
}

/// The layer of a file, or [`BINARY`]; `None` for `lib.rs`, which only lists the layers.
fn layer(file: &str) -> Option<&str> {
    let name = file.split(['/', '.']).next().unwrap();
    let known = LAYERS.iter().any(|(layer, _)| *layer == name);
    (name != "lib").then_some(if known { name } else { BINARY })
}

#[test]
fn modules_use_only_the_layers_above_them() {
    let mut violations = BTreeSet::new();
    for one in modules().dependencies() {
        let from = layer(&one.from).unwrap_or(BINARY);
        let Some((_, allowed)) = LAYERS.iter().find(|(name, _)| *name == from) else {
            continue;
        };
        for used in one
            .through
            .iter()
            .chain([&one.to])
            .filter_map(|file| layer(file))
        {
            if used != from && !allowed.contains(&used) {
                violations.insert(format!("{} uses {used} ({})", one.from, one.name));
            }
        }
    }
    assert_none(
        &Vec::from_iter(violations),
        "a layer uses one that is not above it",
    );
}

#[test]
fn the_library_lists_its_layers_in_their_order() {
    let listed: Vec<String> = sources()["lib.rs"]
        .lines()
        .filter_map(|line| {
            Some(
                line.strip_prefix("pub mod ")?
                    .trim_end_matches(';')
                    .to_owned(),
            )
        })
        .collect();
    assert_eq!(
        listed,
        LAYERS.iter().map(|(name, _)| *name).collect::<Vec<_>>()
    );
}

#[test]
fn files_form_no_circle() {
    let circles = circles::of_files(&modules().dependencies());
    assert_none(&circles, "files that depend on each other in a circle");
}

#[test]
fn folders_of_a_layer_form_no_circle() {
    let modules = modules();
    let mut folders: BTreeSet<&str> = modules
        .files()
        .iter()
        .flat_map(|file| file.match_indices('/').map(|(end, _)| &file[..=end]))
        .collect();
    folders.insert("");
    let dependencies = modules.dependencies();
    let circles = folders
        .into_iter()
        .flat_map(|folder| circles::of_folder(&dependencies, folder));
    assert_none(
        &circles.collect::<Vec<_>>(),
        "folders that depend on each other in a circle",
    );
}

#[test]
fn modules_with_submodules_only_declare_and_reexport() {
    let modules = modules();
    let facades: Vec<String> = modules
        .facades_with_code()
        .into_iter()
        .map(str::to_owned)
        .collect();
    assert_none(&facades, "a module with submodules holds code of its own");
}

#[test]
fn every_file_belongs_to_a_module() {
    let (modules, sources) = (modules(), sources());
    let read = modules.files();
    let unread: Vec<&String> = sources
        .keys()
        .filter(|file| *file != "build.rs" && !read.contains(file.as_str()))
        .collect();
    assert!(unread.is_empty(), "no `mod` line names {unread:?}");
}

#[test]
fn crates_are_used_only_in_the_modules_that_may_use_them() {
    let modules = modules();
    let externals = modules.externals();
    for (name, allowed) in CRATES {
        let users: BTreeSet<&str> = externals
            .iter()
            .filter(|(_, used)| used == name)
            .filter_map(|(file, _)| layer(file))
            .collect();
        assert!(
            users.iter().all(|user| allowed.contains(user)),
            "{name} is used in {users:?}, and may be in {allowed:?}"
        );
        assert!(!users.is_empty(), "{name} is used nowhere");
    }
}

#[test]
fn kinds_do_not_know_each_other() {
    let sources = sources();
    let declares_kind =
        |file: &str| file.starts_with("kinds/") && sources[file].contains(": Kind = Kind {");
    let violations: Vec<String> = modules()
        .dependencies()
        .into_iter()
        .filter(|one| declares_kind(&one.from) && one.to.starts_with("kinds"))
        .map(|one| format!("{} uses {} of {}", one.from, one.name, one.to))
        .collect();
    assert_none(&violations, "a kind uses another");
    assert!(sources.keys().filter(|file| declares_kind(file)).count() >= 10);
}
