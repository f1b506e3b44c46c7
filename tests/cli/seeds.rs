//! `check`, `index` and `migrate`, with the shipped seeds and with those of the fixtures.

use std::fs;

use tempfile::TempDir;

use crate::binary::{bilateral, run, stderr};
use crate::{fixture, stdout};

#[test]
fn flags_can_be_set_by_environment_variables() {
    let folder = TempDir::new().unwrap();
    let database = folder.path().join("db.sqlite");
    let output = bilateral(&["migrate"])
        .env("BILATERAL_DATABASE", &database)
        .env("BILATERAL_SEEDS", fixture("seeds"))
        .env("BILATERAL_DOCUMENTS", fixture("documents"))
        .output()
        .unwrap();
    assert_eq!(
        stdout(&output),
        "loaded 1 pair, 36 facts, 31 sentences; documents compared: 2\n"
    );
    assert!(
        database.exists() && stderr(&output).is_empty(),
        "{}",
        stderr(&output)
    );
}

#[test]
fn a_pair_without_its_document_is_named() {
    let folder = TempDir::new().unwrap();
    let documents = folder.path().to_str().unwrap();
    let output = run(&[
        "check",
        "--seeds",
        &fixture("seeds"),
        "--documents",
        documents,
    ]);
    assert_eq!(
        stdout(&output),
        "checked 1 pair, 36 facts, 31 sentences; documents compared: 0; documents missing: iceland-japan, iceland-release\n\
         1 date could not be compared with its words\n"
    );
}

#[test]
fn one_pair_can_be_checked_alone() {
    let seeds = fixture("draft/seeds");
    let documents = fixture("draft/documents");
    let check = |pair| run(&["check", pair, "--seeds", &seeds, "--documents", &documents]);
    let output = check("nepal-uruguay");
    let output = stdout(&output);
    assert!(output.starts_with("checked 1 pair, "), "{output}");
    let output = check("nepal-urugay");
    assert!(!output.status.success());
    let error = stderr(&output);
    assert!(
        error.contains("there is no such pair; did you mean `nepal-uruguay`?"),
        "{error}"
    );
}

#[test]
fn a_check_of_the_seeds_in_the_binary_names_the_folder_beside_it() {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("seeds")).unwrap();
    let output = bilateral(&["check"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert!(stderr(&output).contains("`--seeds seeds` checks those of the folder seeds"));
}

#[test]
fn the_same_seeds_give_the_same_file() {
    let folder = TempDir::new().unwrap();
    let files = ["a", "b"].map(|name| folder.path().join(name).display().to_string());
    for file in &files {
        assert!(run(&["migrate", "--database", file]).status.success());
    }
    assert!(fs::read(&files[0]).unwrap() == fs::read(&files[1]).unwrap());
    assert_eq!(
        fs::read_dir(folder.path()).unwrap().count(),
        2,
        "only the databases are left"
    );
}

#[test]
fn the_index_of_a_document_equals_the_committed_one() {
    for document in ["iceland-japan", "iceland-release"] {
        let file = fixture(&format!("documents/{document}.txt"));
        let seeds = fixture("seeds");
        let output = run(&["index", &file, "--pair", "iceland-japan", "--seeds", &seeds]);
        assert!(stdout(&output).ends_with(".index.toml is up to date\n"));
    }
}

#[test]
fn the_shipped_seeds_are_valid() {
    let output = run(&["check"]);
    assert!(
        output.status.success() && stdout(&output).starts_with("checked "),
        "{}",
        stderr(&output)
    );
}

#[test]
fn migrating_to_a_symbolic_link_replaces_its_target() {
    let folder = TempDir::new().unwrap();
    let (target, link) = (folder.path().join("target"), folder.path().join("link"));
    let migrate = |arguments: &[&str]| {
        let output = run(&[&["migrate", "--database"], arguments].concat());
        assert!(output.status.success(), "{}", stderr(&output));
    };
    migrate(&[target.to_str().unwrap()]);
    std::os::unix::fs::symlink(&target, &link).unwrap();
    migrate(&[link.to_str().unwrap(), "--seeds", &fixture("seeds")]);
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert!(fs::read(&target).unwrap() == fs::read(&link).unwrap());
}

#[test]
fn check_says_what_could_not_be_compared_and_lists_it() {
    let folder = TempDir::new().unwrap();
    let pair = folder.path().join("seeds/iceland-japan");
    fs::create_dir_all(pair.join("documents")).unwrap();
    for part in ["", "documents"] {
        for entry in fs::read_dir(format!("{}/iceland-japan/{part}", fixture("seeds"))).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                fs::copy(&path, pair.join(part).join(path.file_name().unwrap())).unwrap();
            }
        }
    }
    let visits = pair.join("visits.toml");
    let text = fs::read_to_string(&visits).unwrap();
    let text = text.replace("\"spring of 2004\"", "\"Japan in the spring of 2004\"");
    fs::write(&visits, text).unwrap();
    let seeds = folder.path().join("seeds").display().to_string();
    let documents = fixture("documents");
    let command = ["check", "--seeds", &seeds, "--documents", &documents];
    // The second one is a day of the Julian calendar.
    let summary = "\n2 dates could not be compared with their words\n";
    assert!(stdout(&run(&command)).ends_with(summary));
    let listed = format!(
        "{summary}{0}:17: Japan in the spring of 2004\n{0}:41: 3 June 1905\n",
        visits.display()
    );
    let command = [&command[..], &["--list-uncompared"]].concat();
    let output = run(&command);
    assert!(stdout(&output).ends_with(&listed));
    let warning = "documents/iceland-japan.toml: 1 event without a date counts on no day";
    assert!(stderr(&output).contains(warning), "{}", stderr(&output));
}
