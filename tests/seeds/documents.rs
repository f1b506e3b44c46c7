//! Several documents of a pair: the relation lists them, pointers and excuses name them, and each has properties of its own.

use std::fs;

use crate::copy::{DOCUMENT, PairCopy, check};

const RELEASE: &str = "documents/iceland-release.toml";
const LISTED: &str = "documents = [\"iceland-japan\", \"iceland-release\"]";

/// An error, made by replacing the first text in a file with the second.
type Change = (&'static str, &'static str, &'static str);

/// Asserts that a change gives these errors and no others, each by the start of its message and a part of its remedy.
fn assert_errors((file, old, new): Change, expected: &[(&str, &str)]) {
    let copy = PairCopy::new();
    copy.replace(file, old, new);
    let found = copy.diagnostics();
    let all = found.join("\n\n");
    assert_eq!(found.len(), expected.len(), "{old} → {new}\n{all}");
    for (one, (message, remedy)) in found.iter().zip(expected) {
        assert!(one.starts_with(message), "{message}\n{all}");
        assert!(one.contains(remedy), "{remedy}\n{all}");
    }
}

#[test]
fn the_relation_lists_each_document_of_its_folder_once() {
    let list = |list: &'static str| ("relation.toml", LISTED, list);
    assert_errors(
        list("documents = [\"iceland-japan\"]"),
        &[(
            "`documents` does not list `iceland-release`",
            "add \"iceland-release\"",
        )],
    );
    assert_errors(
        list("documents = [\"iceland-japan\", \"iceland-release\", \"iceland-japan\"]"),
        &[("`iceland-japan` is listed twice", "list it once")],
    );
    assert_errors(
        list("documents = [\"iceland-japan\", \"iceland-release\", \"mfa\"]"),
        &[("the pair has no document `mfa`", "add documents/mfa.toml")],
    );
}

#[test]
fn a_pointer_without_a_document_leads_into_the_first_one() {
    let copy = PairCopy::new();
    let swapped = "documents = [\"iceland-release\", \"iceland-japan\"]";
    copy.replace("relation.toml", LISTED, swapped);
    let found = copy.diagnostics();
    let of_other = "no sentence `Breaks 1.1` in the index of `iceland-release`";
    assert!(
        found.iter().any(|one| one.starts_with(of_other)),
        "{found:?}"
    );
    // In the file of a document, a pointer leads into that document whatever the order is.
    let of_excuses = found
        .iter()
        .filter(|one| one.contains(&format!("{DOCUMENT}:")));
    assert_eq!(of_excuses.count(), 0, "{found:?}");
}

#[test]
fn a_pointer_names_a_document_of_the_pair() {
    let cited = "iceland-release#Economy 1.2";
    let change = |new| ("cooperation.toml", cited, new);
    let unread = (
        "no fact cites `Economy 1.2`",
        "documents/iceland-release.toml",
    );
    assert_errors(
        change("iceland-relase#Economy 1.2"),
        &[
            (
                "no document `iceland-relase` in this pair",
                "did you mean `iceland-release`?",
            ),
            unread,
        ],
    );
    assert_errors(
        change("ministry#Economy 1.2"),
        &[
            (
                "no document `ministry` in this pair",
                "iceland-japan, iceland-release",
            ),
            unread,
        ],
    );
    assert_errors(
        change("iceland-release#Economy 1.9"),
        &[
            (
                "no sentence `Economy 1.9` in the index of `iceland-release`",
                "\"Economy\" has the sentences 1.1, 1.2",
            ),
            unread,
        ],
    );
}

#[test]
fn an_excuse_stands_in_the_file_of_its_document() {
    assert_errors(
        (
            RELEASE,
            "at = \"Lead 1.1\"",
            "at = \"iceland-japan#Lead 1.1\"",
        ),
        &[
            ("no fact cites `Lead 1.1`", "documents/iceland-release.toml"),
            (
                "`iceland-japan#Lead 1.1` is a sentence of another document",
                "move the excuse to documents/iceland-japan.toml",
            ),
        ],
    );
}

#[test]
fn words_of_a_fact_stand_in_a_sentence_of_any_of_its_documents() {
    let copy = PairCopy::new();
    copy.replace("visits.toml", "spring of 2004", "a week");
    copy.replace(
        "visits.toml",
        "date = \"2004-21\"\ndate_text = \"a week\"\n",
        "",
    );
    copy.replace(
        "visits.toml",
        "claim = \"forty",
        "places = [\"Kyoto\"]\nclaim = \"forty",
    );
    let place = "\n[[place]]\nid = \"kyoto\"\ncountry = \"JPN\"\nnames = [\"Kyoto\"]\n";
    let relation = fs::read_to_string(copy.path("relation.toml")).unwrap();
    fs::write(copy.path("relation.toml"), relation + place).unwrap();
    let found = copy.diagnostics();
    let all_cited = "`Kyoto` does not occur in Visits 2.1, Visits 2.2, iceland-release#Visits 1.1, iceland-release#Visits 1.2";
    assert!(
        found.len() == 1 && found[0].starts_with(all_cited),
        "{found:?}"
    );
}

#[test]
fn the_files_of_a_document_have_its_id() {
    assert_errors(
        (RELEASE, "id = \"iceland-release\"", "id = \"release\""),
        &[(
            "the id is not the name of the file",
            "write id = \"iceland-release\"",
        )],
    );
    let copy = PairCopy::new();
    fs::write(copy.path("documents/Ministry 2019.toml"), "").unwrap();
    fs::remove_file(copy.path("documents/iceland-release.index.toml")).unwrap();
    let found = copy.diagnostics();
    assert!(
        found[0].starts_with("the name is not the id of a document"),
        "{found:?}"
    );
    fs::remove_file(copy.path("documents/Ministry 2019.toml")).unwrap();
    let found = copy.diagnostics();
    assert!(
        found.iter().any(
            |one| one.contains("has no documents/iceland-release.index.toml")
                && one.contains(
                    "bilateral index FILE --pair iceland-japan --document iceland-release"
                )
        ),
        "{found:?}"
    );
}

#[test]
fn properties_of_documents_are_checked() {
    let address = "address = \"https://example.org/releases/2005-02-02\"";
    for (old, new, message, remedy) in [
        (
            address,
            "address = \"example.org\"",
            "`example.org` is not a valid",
            "https://",
        ),
        (
            "address_status = \"stated\"\n",
            "",
            "`address` without `address_status`",
            "add",
        ),
        (
            "\"stated\"",
            "\"found\"",
            "`found` is not a valid value",
            "identified",
        ),
        (
            "language = \"en\"",
            "language = \"english language\"",
            "`english language` is not a valid",
            "BCP 47",
        ),
        (
            "CC-BY-4.0",
            "Creative Commons",
            "`Creative Commons` is not a valid",
            "SPDX",
        ),
        (
            "published = \"2005-02-02\"",
            "published = \"2 February 2005\"",
            "`published` is not a day",
            "write a day",
        ),
    ] {
        assert_errors((RELEASE, old, new), &[(message, remedy)]);
    }
}

#[test]
fn a_pair_may_be_checked_with_some_of_its_documents() {
    let copy = PairCopy::new();
    let texts = copy.folder.path().join("texts");
    fs::create_dir(&texts).unwrap();
    let mut sources = copy.sources();
    let release = sources.documents.unwrap().join("iceland-release.txt");
    fs::copy(release, texts.join("iceland-release.txt")).unwrap();
    fs::create_dir(copy.folder.path().join("seeds")).unwrap();
    fs::rename(
        copy.path(""),
        copy.folder.path().join("seeds/iceland-japan"),
    )
    .unwrap();
    sources.seeds = Some(copy.folder.path().join("seeds"));
    sources.documents = Some(texts);
    let report = check(&sources).unwrap();
    assert_eq!(
        (report.documents, report.missing_documents),
        (1, vec!["iceland-japan".to_owned()])
    );
}
