//! Losses that a revision refuses or reports: of pointers to another one at the same time, of texts, and of the sense of headings.

use std::fs;
use std::process::Stdio;

use crate::binary::stderr;
use crate::faults::{INDEX, REVISE, refused};
use crate::workspace::{VISITS, Workspace};

/// Of two at once, each would carry over pointers that the other has carried over already.
#[test]
fn two_revisions_at_once_come_one_after_the_other() {
    let texts = ["This is new. ", "This is new. And so is this. "];
    let revise = |workspace: &Workspace, number: usize| {
        let text = workspace.path(&format!("{number}.txt"));
        let arguments = ["revise", "iceland-japan", text.to_str().unwrap()];
        let document = ["--document", "iceland-japan", "--documents", "documents"];
        let mut command = workspace.command(&[&arguments[..], &document].concat());
        command.stdout(Stdio::null()).spawn().unwrap()
    };
    let prepare = || {
        let workspace = Workspace::new();
        for (number, new) in texts.iter().enumerate() {
            workspace.change("=== Visits ===\n", &["=== Visits ===\n", new].concat());
            let text = workspace.read("iceland-japan.txt");
            fs::write(workspace.path(&format!("{number}.txt")), text).unwrap();
        }
        workspace
    };
    let in_order = [[0, 1], [1, 0]].map(|order| {
        let workspace = prepare();
        for number in order {
            assert!(revise(&workspace, number).wait().unwrap().success());
        }
        workspace.read(VISITS)
    });
    assert_ne!(in_order[0], in_order[1]);
    for _ in 0..20 {
        let workspace = prepare();
        let mut both = [0, 1].map(|number| revise(&workspace, number));
        assert!(both.iter_mut().all(|one| one.wait().unwrap().success()));
        let visits = workspace.read(VISITS);
        assert!(in_order.contains(&visits), "{visits}");
    }
}

#[test]
fn a_text_that_is_no_version_of_the_document_replaces_nothing() {
    let workspace = Workspace::new();
    let text = "documents/iceland-japan.txt";
    let before = [VISITS, INDEX, text].map(|file| workspace.read(file));
    let other = "= Letters =\n\nIceland and Japan exchange letters. They do so twice a year.\n";
    let large = "Iceland and Japan exchange letters. ".repeat(1 << 17);
    for (contents, message) in [
        ("", "has no sentence"),
        ("\n\n \n", "has no sentence"),
        ("== Visits ==\n", "has no sentence"),
        (other, "none of the sentences of `iceland-japan`"),
        (&large, "is larger than 4 MiB"),
        ("Iceland and\0 Japan.", "is a binary file, as line 1 shows"),
    ] {
        fs::write(workspace.path("iceland-japan.txt"), contents).unwrap();
        let errors = refused(
            &workspace,
            &[&REVISE[..], &["--documents", "documents"]].concat(),
        );
        assert!(errors.contains(message), "{errors}");
        let after = [VISITS, INDEX, text].map(|file| workspace.read(file));
        assert!(after == before, "{message}");
    }
    // The remedy leads on.
    fs::write(workspace.path("iceland-japan.txt"), other).unwrap();
    fs::remove_file(workspace.path(INDEX)).unwrap();
    workspace.stdout(&REVISE);
    let visits = workspace.read(VISITS);
    let marked = "at = [\"(gone) Visits 1.1\", \"(gone) Visits 1.2\"]";
    assert!(visits.contains(marked), "{visits}");
}

/// Nothing else may have a copy of it.
#[test]
fn the_replaced_text_stays_beside_the_new_one() {
    let workspace = Workspace::new();
    let old = workspace.read("documents/iceland-japan.txt");
    workspace.change("=== Visits ===\n", "=== Visits ===\nThis is new. ");
    let new = workspace.read("iceland-japan.txt");
    for _ in 0..2 {
        workspace.stdout(&[&REVISE[..], &["--documents", "documents"]].concat());
        assert_eq!(workspace.read("documents/iceland-japan.txt"), new);
        assert_eq!(workspace.read("documents/iceland-japan.txt~"), old);
    }
    // A text that nobody knows is not lost either.
    fs::write(workspace.path("documents/iceland-japan.txt"), "My notes.\n").unwrap();
    workspace.stdout(&[&REVISE[..], &["--documents", "documents"]].concat());
    assert_eq!(
        workspace.read("documents/iceland-japan.txt~"),
        "My notes.\n"
    );
}

/// The sentences are the same, but a heading may change their sense.
#[test]
fn swapped_headings_are_reported() {
    let workspace = Workspace::new();
    workspace.change("=== Visits ===", "=== Visits that were put off ===");
    let report = workspace.stdout(&REVISE);
    assert!(
        report.contains(
            "into section `Visits` lead into `Visits that were put off` now; read the facts"
        ),
        "{report}"
    );
}

#[test]
fn import_makes_no_index_for_pointers_that_were_read_from_another() {
    let workspace = Workspace::new();
    for file in [INDEX, &INDEX.replace(".index", "")] {
        fs::remove_file(workspace.path(file)).unwrap();
    }
    fs::create_dir(workspace.path("new")).unwrap();
    let text = workspace.change("=== Visits ===\n", "=== Visits ===\nThis is new. ");
    let flags = ["--pair", "iceland-japan", "--id", "iceland-japan"];
    let folder = ["--documents", "new"];
    let import = ["import", text.as_str(), folder[0], folder[1]];
    let errors = refused(&workspace, &[&import[..], &flags].concat());
    assert!(
        errors.contains("facts point into `iceland-japan` already"),
        "{errors}"
    );
    assert!(!workspace.path(INDEX).exists());
}

/// Two footnotes may have the same address, or one may begin like the other: only the same words name the same work.
#[test]
fn footnotes_that_are_alike_are_told_apart() {
    const RELEASE: &str = "seeds/iceland-japan/documents/iceland-release.toml";
    let list = "[1] Customs of Iceland: Yearbook of 2002. https://example.org/customs/2002\n[2] Charter of the fund.\n";
    let alike = "[1] Customs of Iceland: Yearbook of 2002. https://example.org/customs/2002\n\
        [2] Customs of Iceland: Yearbook of 2002. Second edition. https://example.org/customs/2002\n";
    let swapped = "[1] Customs of Iceland: Yearbook of 2002. Second edition. https://example.org/customs/2002\n\
        [2] Customs of Iceland: Yearbook of 2002. https://example.org/customs/2002\n";
    let only = "[1] Customs of Iceland: Yearbook of 2002. Second edition. https://example.org/customs/2002\n";
    for (new, mark) in [(alike, "1"), (swapped, "2"), (only, "(gone) 1")] {
        let workspace = Workspace::new();
        let text = workspace.read("documents/iceland-release.txt");
        assert!(text.contains(list), "{text}");
        fs::write(
            workspace.path("iceland-release.txt"),
            text.replace(list, new),
        )
        .unwrap();
        let text = ["revise", "iceland-japan", "iceland-release.txt"];
        workspace.stdout(&[&text[..], &["--documents", "documents"]].concat());
        let properties = workspace.read(RELEASE);
        let first = properties.split("[[document.reference]]").nth(1).unwrap();
        assert!(
            first.contains(&format!("mark = \"{mark}\"")),
            "{properties}"
        );
    }
}

#[test]
fn references_are_compared_with_their_footnotes() {
    const RELEASE: &str = "seeds/iceland-japan/documents/iceland-release.toml";
    for (old, new, message, remedy) in [
        (
            "mark = \"2\"",
            "mark = \"77\"",
            "the document has no footnote `77`",
            "write mark = \"2\"",
        ),
        (
            "Charter of the fund.\"",
            "Charter\"",
            "footnote `2` names another work",
            "`Charter of the fund.`",
        ),
        (
            "customs/2002",
            "customs/2003",
            "footnote `1` names another work",
            "`https://example.org/customs/2002`",
        ),
    ] {
        let workspace = Workspace::new();
        let properties = workspace.read(RELEASE);
        assert!(properties.contains(old));
        let at = properties.rfind(old).unwrap();
        let changed = [&properties[..at], new, &properties[at + old.len()..]].concat();
        fs::write(workspace.path(RELEASE), changed).unwrap();
        let errors = stderr(&workspace.check());
        assert!(
            errors.contains(message) && errors.contains(remedy),
            "{errors}"
        );
    }
}

/// Of two neighbours that changed places, either may be the one that was moved.
#[test]
fn both_of_two_sentences_that_changed_places_are_marked() {
    let workspace = Workspace::new();
    let text = workspace.read("documents/iceland-japan.txt");
    let sentences = workspace.stdout(&["index", "--text", "documents/iceland-japan.txt"]);
    let words = |pointer: &str| {
        let lines = sentences.lines().filter_map(|line| line.split_once('\t'));
        let mut lines = lines.filter(|(at, _)| *at == pointer);
        lines.next().unwrap().1.to_owned()
    };
    let (one, other) = (words("Visits 1.1"), words("Visits 1.2"));
    let pair = [one.as_str(), " ", &other].concat();
    assert!(text.contains(&pair));
    let swapped = text.replace(&pair, &[other.as_str(), " ", &one].concat());
    fs::write(workspace.path("iceland-japan.txt"), swapped).unwrap();
    workspace.stdout(&REVISE);
    let visits = workspace.read(VISITS);
    let marked = "at = [\"Visits 1.2 (changed)\", \"Visits 1.1 (changed)\"]";
    assert!(visits.contains(marked), "{visits}");
}
