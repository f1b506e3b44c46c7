//! Folders of seeds as they are found on disks: files of editors, links, files that are no files, and names that would forge
//! an error.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use crate::copy::{PAIR, PairCopy, check};

/// Files that editors and file systems create beside the edited ones.
const PASSED_OVER: &[&str] = &[
    "._visits.toml",
    ".visits.toml.swp",
    ".visits.toml",
    "visits.toml~",
    "visits~",
    "#visits.toml#",
    ".DS_Store",
    "4913",
];

#[test]
fn files_of_editors_are_passed_over() {
    let copy = PairCopy::new();
    for folder in [copy.folder.path().to_owned(), copy.path("")] {
        for name in PASSED_OVER {
            fs::write(folder.join(name), "half a file").unwrap();
        }
        // Emacs marks an edited file with a link that leads nowhere.
        symlink("me@host.1234", folder.join(".#visits.toml")).unwrap();
        fs::create_dir(folder.join(".git")).unwrap();
        fs::create_dir(folder.join("old~")).unwrap();
    }
    assert_eq!(check(&copy.sources()).unwrap().pairs, 1);
}

#[test]
fn other_files_among_the_seeds_are_errors() {
    let copy = PairCopy::new();
    fs::write(copy.path("visit.toml"), "").unwrap();
    for name in ["datset.toml", "estonia-uruguay"] {
        fs::write(copy.folder.path().join(name), "").unwrap();
    }
    fs::create_dir(copy.folder.path().join("Estonia and Uruguay")).unwrap();
    // Notes may stand beside the pairs.
    fs::write(copy.folder.path().join("README.md"), "").unwrap();
    let expected = [
        (
            "the name is not a valid id",
            "Estonia and Uruguay",
            "the id of its relation",
        ),
        (
            "unknown seed file `datset.toml`",
            "datset.toml",
            "did you mean `dataset.toml`?",
        ),
        (
            "it is not the folder of a pair",
            "estonia-uruguay",
            "or remove it",
        ),
        (
            "unknown seed file `visit.toml`",
            "visit.toml",
            "did you mean `visits.toml`?",
        ),
    ];
    assert_errors(&copy, &expected);
}

/// Asserts the message, the file and a part of the remedy of each error.
fn assert_errors(copy: &PairCopy, expected: &[(&str, &str, &str)]) {
    let found = copy.diagnostics();
    let all = found.join("\n\n");
    assert_eq!(found.len(), expected.len(), "{all}");
    for (one, (message, file, remedy)) in found.iter().zip(expected) {
        let line = one.lines().nth(1).unwrap_or_default();
        assert!(
            one.starts_with(message) && line.contains(file) && one.contains(remedy),
            "{message} in {file}, {remedy}: {all}"
        );
    }
}

#[test]
fn links_that_cannot_be_followed_are_errors_beside_good_pairs() {
    let copy = PairCopy::new();
    let root = copy.folder.path();
    symlink("nowhere", root.join("a-dangling")).unwrap();
    symlink("b-looping", root.join("b-looping")).unwrap();
    // A path through a file is refused by the system, as is one through a closed folder, which a test as root could enter.
    symlink(copy.path("visits.toml/x"), root.join("c-closed")).unwrap();
    symlink("nowhere", copy.path("history.toml")).unwrap();
    symlink("nowhere", copy.path("notes.md")).unwrap();
    let message = "the link cannot be followed: ";
    let expected = [
        "a-dangling",
        "b-looping",
        "c-closed",
        "history.toml",
        "notes.md",
    ]
    .map(|file| (message, file, "or remove the link"));
    assert_errors(&copy, &expected);
}

#[test]
fn links_that_lead_to_seeds_are_followed() {
    let copy = PairCopy::new();
    // The layout of a mounted ConfigMap: each file is a link through a link to the current version.
    let version = copy.path("..2026_11_26");
    fs::create_dir(&version).unwrap();
    symlink("..2026_11_26", copy.path("..data")).unwrap();
    for name in ["visits.toml", "goods.toml", "relation.toml"] {
        fs::rename(copy.path(name), version.join(name)).unwrap();
        symlink(Path::new("..data").join(name), copy.path(name)).unwrap();
    }
    assert_eq!(check(&copy.sources()).unwrap().pairs, 1);
    // The folder of a pair and the folder of all pairs may be links as well.
    let other = PairCopy::new();
    fs::remove_dir_all(other.path("")).unwrap();
    symlink(copy.path(""), other.folder.path().join(PAIR)).unwrap();
    assert_eq!(check(&other.sources()).unwrap().pairs, 1);
    let link = other.folder.path().join(".current");
    symlink(copy.folder.path(), &link).unwrap();
    let mut sources = copy.sources();
    sources.seeds = Some(link);
    assert_eq!(check(&sources).unwrap().pairs, 1);
}

#[test]
fn only_regular_files_are_read() {
    let copy = PairCopy::new();
    let fifo = copy.path("history.toml");
    assert!(
        Command::new("mkfifo")
            .arg(&fifo)
            .status()
            .unwrap()
            .success()
    );
    symlink("/dev/zero", copy.path("goods.toml.link")).unwrap();
    fs::rename(copy.path("goods.toml.link"), copy.path("goods.toml")).unwrap();
    fs::create_dir(copy.path("notes.toml")).unwrap();
    let expected = ["goods.toml", "history.toml", "notes.toml"]
        .map(|file| ("it is not a regular file", file, "a regular file"));
    assert_errors(&copy, &expected);
}

#[test]
fn names_cannot_forge_errors() {
    let copy = PairCopy::new();
    let forged = "a\nerror: forged\u{1b}[31m\u{202e}";
    fs::create_dir(copy.folder.path().join(forged)).unwrap();
    fs::write(copy.path("b\nerror: forged.toml"), "").unwrap();
    copy.replace("visits.toml", "host = ", "\"c\\nerror: forged\" = ");
    let found = copy.diagnostics();
    assert_eq!(found.len(), 3, "{}", found.join("\n\n"));
    for one in &found {
        assert!(
            !one.lines().any(|line| line.starts_with("error: forged")),
            "{one}"
        );
        assert!(!one.contains(['\u{1b}', '\u{202e}']), "{one}");
    }
    assert!(
        found[0].contains("a\\u{a}error: forged\\u{1b}[31m\\u{202e}"),
        "{}",
        found[0]
    );
}

#[test]
fn a_missing_file_or_an_empty_folder_hides_no_other_error() {
    let copy = PairCopy::new();
    fs::create_dir(copy.folder.path().join("a-b")).unwrap();
    fs::remove_file(copy.path("relation.toml")).unwrap();
    copy.replace("visits.toml", "host = ", "hots = ");
    let expected = [
        ("it holds no seed file", "a-b", "or remove the folder"),
        (
            "the pair `iceland-japan` has no [relation]",
            "cooperation.toml",
            "add [relation]",
        ),
        (
            "no fact cites `Lead 1.2`",
            "iceland-japan.index.toml:21",
            "[[excused]]",
        ),
        (
            "no fact cites `Breaks 1.1`",
            "iceland-japan.index.toml",
            "cite it",
        ),
        (
            "no fact cites `Breaks 1.2`",
            "iceland-japan.index.toml",
            "cite it",
        ),
        ("unknown key `hots`", "visits.toml", "did you mean `host`?"),
    ];
    assert_errors(&copy, &expected);
}
