//! The rules of the code base, checked on its source: layers and circles of imports, sizes, prose, SQL, and that the
//! schema agrees with what the kinds declare.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod circles;
mod imports;
mod layers;
mod lists;
mod modules;
mod prose;
mod repository;
mod schema;
mod sizes;
mod sql;
mod styles;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files below a folder whose names end in `ending`, sorted. Build output is left out.
fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.extend((!path.ends_with("target")).then_some(path));
            } else if path.to_string_lossy().ends_with(ending) {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

/// Files by their paths relative to the repository, with their texts.
fn texts(folders: &[&str], ending: &str) -> BTreeMap<String, String> {
    folders
        .iter()
        .flat_map(|folder| files(folder, ending))
        .map(|file| {
            let path = file.strip_prefix(root()).unwrap();
            let path = path.to_str().unwrap().to_owned();
            (path, fs::read_to_string(&file).unwrap())
        })
        .collect()
}

/// The sources of the library and the binary, by their paths relative to `src`.
fn sources() -> BTreeMap<String, String> {
    texts(&["src"], ".rs")
        .into_iter()
        .map(|(path, text)| (path.trim_start_matches("src/").to_owned(), text))
        .collect()
}

/// Fails with all violations of a rule, one a line.
fn assert_none(violations: &[String], rule: &str) {
    assert!(
        violations.is_empty(),
        "{rule}: {} violations\n{}",
        violations.len(),
        violations.join("\n")
    );
}
