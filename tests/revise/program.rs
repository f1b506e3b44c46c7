//! The program from end to end: revise, the marks that check refuses, and what it leaves as it was.

use std::fs;

use crate::binary::stderr;
use crate::workspace::{VISITS, Workspace};

#[test]
fn pointers_follow_their_sentences_and_nothing_else_changes() {
    let workspace = Workspace::new();
    let before = workspace.read(VISITS);
    let others = ["missions.toml", "documents/iceland-release.toml"]
        .map(|file| format!("seeds/iceland-japan/{file}"));
    let untouched = others.clone().map(|file| workspace.read(&file));
    let text = workspace.change("=== Visits ===\n", "=== Visits ===\nThis is new. ");
    let report = workspace.stdout(&["revise", "iceland-japan", &text, "--documents", "documents"]);
    assert!(
        report.contains("2 follow their sentences, 0 changed, 0 gone; 1 sentence unread"),
        "{report}"
    );
    assert!(
        report.contains("unread Visits 1.1: This is new."),
        "{report}"
    );
    let after = workspace.read(VISITS);
    let expected = before.replace(
        "[\"Visits 1.1\", \"Visits 1.2\"]",
        "[\"Visits 1.2\", \"Visits 1.3\"]",
    );
    assert_eq!(after, expected);
    assert_eq!(others.map(|file| workspace.read(&file)), untouched);
    let errors = stderr(&workspace.check());
    assert!(
        errors.contains("no fact cites `Visits 1.1`") && errors.contains("1 error in the seeds"),
        "{errors}"
    );
}

#[test]
fn changed_and_gone_sentences_are_marked_until_somebody_reads_them() {
    let workspace = Workspace::new();
    let text = workspace.change("40 poets came with her.", "No poet came with her.");
    let report = workspace.stdout(&["revise", "iceland-japan", &text, "--documents", "documents"]);
    assert!(
        report.contains("visit hallsdottir-japan: `Visits 2.2` is now `Visits 2.2 (changed)`"),
        "{report}"
    );
    assert!(
        report.contains("[-40-]{+No+} [-poets-]{+poet+} came with her."),
        "{report}"
    );
    let errors = stderr(&workspace.check());
    assert!(
        errors.contains("`Visits 2.2 (changed)`: the sentence has changed"),
        "{errors}"
    );
    // Revised once more, a mark stays.
    let again = workspace.change("=== Visits ===\n", "=== Visits ===\nThis is new.\n\n");
    workspace.stdout(&[
        "revise",
        "iceland-japan",
        &again,
        "--documents",
        "documents",
    ]);
    assert!(
        workspace.read(VISITS).contains("\"Visits 3.2 (changed)\""),
        "{}",
        workspace.read(VISITS)
    );
    let visits = workspace.read(VISITS).replace(" (changed)", "");
    fs::write(workspace.path(VISITS), visits).unwrap();
    let gone = workspace.change(" No poet came with her.", "");
    workspace.stdout(&["revise", "iceland-japan", &gone, "--documents", "documents"]);
    assert!(workspace.read(VISITS).contains("\"(gone) Visits 3.2\""));
    let errors = stderr(&workspace.check());
    assert!(
        errors.contains("`(gone) Visits 3.2`: the sentence is gone"),
        "{errors}"
    );
}

#[test]
fn a_sentence_turned_into_its_opposite_is_not_passed_over() {
    let workspace = Workspace::new();
    let text = workspace.change("Relations were suspended", "Relations were never suspended");
    workspace.stdout(&["revise", "iceland-japan", &text, "--documents", "documents"]);
    let errors = stderr(&workspace.check());
    assert!(errors.contains("`Breaks 1.1 (changed)`"), "{errors}");
}

#[test]
fn footnotes_keep_their_works_when_they_are_numbered_anew() {
    let workspace = Workspace::new();
    let text = workspace.read("documents/iceland-release.txt");
    let text = text.replace("[2]", "[3]").replace("[1]", "[2]");
    let text = text.replace("look ahead =\n", "look ahead =\nIt is short.[1] ");
    let text = text.replace("== References ==\n", "== References ==\n[1] A new work.\n");
    fs::write(workspace.path("iceland-release.txt"), text).unwrap();
    let report = workspace.stdout(&["revise", "iceland-japan", "iceland-release.txt"]);
    assert!(
        report.contains("revised iceland-japan for iceland-release"),
        "{report}"
    );
    let properties = workspace.read("seeds/iceland-japan/documents/iceland-release.toml");
    assert!(
        properties.contains("title = \"Yearbook of the customs of Iceland\"\nmark = \"2\""),
        "{properties}"
    );
    assert!(
        properties.contains("title = \"Charter of the fund\"\nmark = \"3\""),
        "{properties}"
    );
}

#[test]
fn a_dry_run_changes_no_file_and_a_second_run_has_nothing_to_do() {
    let workspace = Workspace::new();
    let before = workspace.read(VISITS);
    let text = workspace.change("=== Visits ===\n", "=== Visits ===\nThis is new. ");
    let arguments = ["revise", "iceland-japan", &text, "--documents", "documents"];
    let planned = workspace.stdout(&[&arguments[..], &["--dry-run"]].concat());
    assert!(
        planned.starts_with("would revise iceland-japan"),
        "{planned}"
    );
    assert_eq!(workspace.read(VISITS), before);
    let done = workspace.stdout(&arguments);
    let changes = |report: &str| {
        report
            .split_once(": ")
            .map(|(_, rest)| rest.lines().next().map(str::to_owned))
    };
    assert_eq!(changes(&planned), changes(&done));
    assert!(
        workspace
            .stdout(&arguments)
            .contains("nothing to carry over")
    );
}

#[test]
fn files_with_carriage_returns_and_comments_keep_them() {
    let workspace = Workspace::new();
    let visits = workspace
        .read(VISITS)
        .replace('\n', "\r\n")
        .replace("at = ", "at   =  ");
    let visits = format!("# A comment.\r\n{}", visits.trim_end());
    fs::write(workspace.path(VISITS), &visits).unwrap();
    let text = workspace.change("=== Visits ===\n", "=== Visits ===\nThis is new. ");
    workspace.stdout(&["revise", "iceland-japan", &text]);
    let expected = visits.replace(
        "\"Visits 1.1\", \"Visits 1.2\"",
        "\"Visits 1.2\", \"Visits 1.3\"",
    );
    assert_eq!(workspace.read(VISITS), expected);
}

#[test]
fn index_leaves_documents_alone_that_facts_point_into() {
    let workspace = Workspace::new();
    let index = [
        "index",
        "documents/iceland-japan.txt",
        "--pair",
        "iceland-japan",
    ];
    assert!(workspace.stdout(&index).contains("is up to date"));
    workspace.change("=== Visits ===\n", "=== Visits ===\nThis is new. ");
    let output = workspace.run(&["index", "iceland-japan.txt", "--pair", "iceland-japan"]);
    let errors = stderr(&output);
    assert!(!output.status.success());
    assert!(
        errors.contains("`bilateral revise iceland-japan iceland-japan.txt --document iceland-japan --seeds seeds`"),
        "{errors}"
    );
    fs::write(workspace.path("letter.txt"), "= Letter =\nA letter.\n").unwrap();
    let wrote = workspace.stdout(&["index", "letter.txt", "--pair", "iceland-japan"]);
    assert!(
        wrote.contains("documents/letter.index.toml: 1 sentences") || wrote.contains("1 sentence"),
        "{wrote}"
    );
}

#[test]
fn what_cannot_be_revised_is_refused_before_anything_is_written() {
    let workspace = Workspace::new();
    let text = workspace.change("=== Visits ===\n", "=== Visits ===\nThis is new. ");
    let refused = |arguments: &[&str], message: &str| {
        let output = workspace.run(arguments);
        let errors = stderr(&output);
        assert!(
            !output.status.success() && errors.contains(message),
            "{arguments:?}: {errors}"
        );
    };
    refused(
        &["revise", "iceland-jpan", &text],
        "no folder seeds/iceland-jpan",
    );
    refused(
        &[
            "revise",
            "iceland-japan",
            &text,
            "--document",
            "iceland-jpan",
        ],
        "did you mean iceland-japan?",
    );
    fs::copy(
        workspace.path("iceland-japan.txt"),
        workspace.path("new.txt"),
    )
    .unwrap();
    refused(
        &["revise", "iceland-japan", "new.txt"],
        "name one with --document: iceland-japan, iceland-release",
    );
    fs::write(workspace.path("page.html"), "<!DOCTYPE html><html></html>").unwrap();
    refused(
        &[
            "revise",
            "iceland-japan",
            "page.html",
            "--document",
            "iceland-japan",
        ],
        "is HTML",
    );
    let trade = workspace.read("seeds/iceland-japan/trade.toml");
    fs::write(
        workspace.path("seeds/iceland-japan/trade.toml"),
        format!("{trade}\nbroken\n"),
    )
    .unwrap();
    let before = workspace.read(VISITS);
    refused(&["revise", "iceland-japan", &text], "trade.toml");
    assert_eq!(workspace.read(VISITS), before);
}

/// The remedies of check are commands that work as they are printed.
#[test]
fn a_curator_who_obeys_check_comes_to_the_command() {
    let workspace = Workspace::new();
    let text = workspace.read("documents/iceland-japan.txt");
    let changed = text.replace("=== Visits ===\n", "=== Visits ===\nThis is new. ");
    fs::write(workspace.path("documents/iceland-japan.txt"), changed).unwrap();
    let errors = stderr(&workspace.check());
    let (_, rest) = errors.split_once("`bilateral revise").unwrap();
    let (arguments, _) = rest.split_once('`').unwrap();
    let arguments: Vec<&str> = ["revise"]
        .into_iter()
        .chain(arguments.split_whitespace())
        .collect();
    assert_eq!(arguments[2], "documents/iceland-japan.txt");
    let report = workspace.stdout(&arguments);
    assert!(report.contains("2 follow their sentences"), "{report}");
}
