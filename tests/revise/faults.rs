//! Seeds that are not sound when they are revised: no pointer may come to a wrong sentence because of that without a mark.

use std::fs;

use crate::binary::stderr;
use crate::workspace::{VISITS, Workspace};

pub const INDEX: &str = "seeds/iceland-japan/documents/iceland-japan.index.toml";
const RELEASE: &str = "seeds/iceland-japan/documents/iceland-release.toml";
pub const REVISE: [&str; 3] = ["revise", "iceland-japan", "iceland-japan.txt"];

pub fn refused(workspace: &Workspace, arguments: &[&str]) -> String {
    let output = workspace.run(arguments);
    assert!(!output.status.success(), "{arguments:?}");
    stderr(&output)
}

/// Nobody knows what such a pointer was read from: it is mistyped, or the order of the documents was another one.
#[test]
fn a_pair_with_a_pointer_that_names_no_sentence_is_not_revised() {
    let mistyped = Workspace::new();
    let visits = mistyped.read(VISITS);
    let unknown = visits.replace("\"Visits 2.2\"", "\"Visits 2.3\"");
    fs::write(mistyped.path(VISITS), &unknown).unwrap();
    let swapped = Workspace::new();
    let relation = "seeds/iceland-japan/relation.toml";
    let text = swapped.read(relation);
    let order = "[\"iceland-japan\", \"iceland-release\"]";
    assert!(text.contains(order));
    let other = text.replace(order, "[\"iceland-release\", \"iceland-japan\"]");
    fs::write(swapped.path(relation), other).unwrap();
    for (workspace, message) in [
        (mistyped, "`Visits 2.3` of visit"),
        (swapped, "names no sentence of `iceland-release`"),
    ] {
        workspace.change("came with her.", "came with her. This is new.");
        let before = [VISITS, INDEX].map(|file| workspace.read(file));
        let errors = refused(&workspace, &REVISE);
        assert!(errors.contains(message), "{errors}");
        assert_eq!([VISITS, INDEX].map(|file| workspace.read(file)), before);
    }
}

#[test]
fn without_an_index_every_pointer_is_marked() {
    let workspace = Workspace::new();
    fs::remove_file(workspace.path(INDEX)).unwrap();
    workspace.change("=== Visits ===\n", "=== Visits ===\nThis is new. ");
    let pair = ["--pair", "iceland-japan"];
    let index = ["index", "iceland-japan.txt", pair[0], pair[1]];
    let errors = refused(&workspace, &index);
    assert!(
        errors.contains("but it has no index") && errors.contains("`bilateral revise"),
        "{errors}"
    );
    workspace.stdout(&REVISE);
    let visits = workspace.read(VISITS);
    let marked = "at = [\"Visits 1.1 (changed)\", \"Visits 1.2 (changed)\"]";
    assert!(visits.contains(marked), "{visits}");
    // Pointers into the other document are not concerned.
    assert!(
        visits.contains("\"iceland-release#Visits 1.1\""),
        "{visits}"
    );
}

/// The commands that are named lead on: a document that is listed, but has no files, is known to both.
#[test]
fn a_listed_document_without_files_gets_an_index_and_marks() {
    let workspace = Workspace::new();
    for file in [INDEX, &INDEX.replace(".index", "")] {
        fs::remove_file(workspace.path(file)).unwrap();
    }
    workspace.change("Visits", "Visits");
    let errors = refused(
        &workspace,
        &["index", "iceland-japan.txt", "--pair", "iceland-japan"],
    );
    assert!(errors.contains("--document iceland-japan"), "{errors}");
    workspace.stdout(&REVISE);
    assert!(workspace.read(VISITS).contains("\"Visits 1.1 (changed)\""));
    assert_eq!(
        workspace.read(INDEX),
        Workspace::new().read(INDEX),
        "the index is written anew"
    );
}

#[test]
fn a_damaged_index_carries_nothing_over() {
    let workspace = Workspace::new();
    let index = workspace.read(INDEX);
    let twice = index.replace("at = \"Visits 1.2\"", "at = \"Visits 1.1\"");
    let before = workspace.read(VISITS);
    workspace.change("=== Visits ===\n", "=== Visits ===\nThis is new. ");
    for damaged in [twice, index.replace("sentences = [", "sentences = [ 1,")] {
        fs::write(workspace.path(INDEX), damaged).unwrap();
        let errors = refused(&workspace, &REVISE);
        assert!(
            errors.contains("is damaged; restore the whole folder of the pair"),
            "{errors}"
        );
        assert_eq!(workspace.read(VISITS), before);
    }
}

#[test]
fn pointers_lead_into_the_first_document_even_if_its_files_are_missing() {
    let workspace = Workspace::new();
    for file in [INDEX, &INDEX.replace(".index", "")] {
        fs::remove_file(workspace.path(file)).unwrap();
    }
    let text = workspace.read("documents/iceland-release.txt");
    let text = text.replace("== Visits ==\n", "== Visits ==\nThis is new. ");
    fs::write(workspace.path("iceland-release.txt"), text).unwrap();
    let before = workspace.read(VISITS);
    workspace.stdout(&["revise", "iceland-japan", "iceland-release.txt"]);
    let expected = before.replace("iceland-release#Visits 1.2", "iceland-release#Visits 1.3");
    let expected = expected.replace("iceland-release#Visits 1.1", "iceland-release#Visits 1.2");
    assert_eq!(workspace.read(VISITS), expected);
    let errors = stderr(&workspace.check());
    assert!(
        errors.contains("pointers lead into it by default"),
        "{errors}"
    );
}

#[test]
fn several_documents_that_nobody_lists_are_not_revised() {
    let workspace = Workspace::new();
    let relation = "seeds/iceland-japan/relation.toml";
    let text = workspace.read(relation);
    let unlisted: Vec<&str> = text
        .lines()
        .filter(|line| !line.starts_with("documents ="))
        .collect();
    fs::write(workspace.path(relation), unlisted.join("\n")).unwrap();
    workspace.change("=== Visits ===\n", "=== Visits ===\nThis is new. ");
    let errors = refused(&workspace, &REVISE);
    assert!(errors.contains("does not list its documents"), "{errors}");
}

#[test]
fn merged_sentences_leave_comments_and_layout_as_they_are() {
    let workspace = Workspace::new();
    let visits = workspace.read(VISITS);
    let (short, long) = (
        "[\"Visits 1.1\", \"Visits 1.2\"]",
        "[\n  \"Visits 1.1\", # the visit\n  \"Visits 1.2\", # the reception\n]",
    );
    workspace.change("Akureyri. He was", "Akureyri, and was");
    for (old, new) in [
        (short, "[\"Visits 1.1 (changed)\"]"),
        (
            long,
            "[\n  \"Visits 1.1 (changed)\", # the visit\n  # the reception\n]",
        ),
        (
            "[\"Visits 1.1\", \"Visits 1.2\", \"Lead 1.2\"]",
            "[\"Visits 1.1 (changed)\", \"Lead 1.2\"]",
        ),
    ] {
        let copy = Workspace::new();
        fs::write(copy.path(VISITS), visits.replace(short, old)).unwrap();
        copy.stdout(&[
            "revise",
            "iceland-japan",
            workspace.path("iceland-japan.txt").to_str().unwrap(),
        ]);
        assert_eq!(copy.read(VISITS), visits.replace(short, new));
    }
}

#[test]
fn a_footnote_that_names_another_work_is_marked() {
    for (old, new) in [
        (
            "[1] Customs of Iceland: Yearbook of 2002. https://example.org/customs/2002",
            "[1] Quite another book.",
        ),
        // Without a list of footnotes, only the sentences tell that they were numbered anew.
        (
            "\n== References ==\n[1] Customs of Iceland: Yearbook of 2002. https://example.org/customs/2002\n[2] Charter of the fund.\n",
            "",
        ),
    ] {
        let workspace = Workspace::new();
        let text = workspace.read("documents/iceland-release.txt");
        assert!(text.contains(old), "{text}");
        let text = text.replace(old, new);
        let text = if new.is_empty() {
            text.replace("[2]", "[3]").replace("[1]", "[2]")
        } else {
            text
        };
        fs::write(workspace.path("iceland-release.txt"), text).unwrap();
        let report = workspace.stdout(&[
            "revise",
            "iceland-japan",
            "iceland-release.txt",
            "--documents",
            "documents",
        ]);
        assert!(
            report.contains("reference iceland-release-1: no single footnote"),
            "{report}"
        );
        let properties = workspace.read(RELEASE);
        assert!(properties.contains("mark = \"(gone) 1\""), "{properties}");
        let errors = stderr(&workspace.check());
        assert!(
            errors.contains("`(gone) 1`: no footnote names this work any more"),
            "{errors}"
        );
        // Once the work is named again, its footnote is known.
        let original = Workspace::new().read("documents/iceland-release.txt");
        fs::write(workspace.path("iceland-release.txt"), original).unwrap();
        workspace.stdout(&[
            "revise",
            "iceland-japan",
            "iceland-release.txt",
            "--documents",
            "documents",
        ]);
        assert!(workspace.read(RELEASE).contains("mark = \"1\""));
    }
}

#[test]
fn two_references_do_not_have_one_mark() {
    let workspace = Workspace::new();
    let properties = workspace
        .read(RELEASE)
        .replace("mark = \"2\"", "mark = \"1\"");
    fs::write(workspace.path(RELEASE), properties).unwrap();
    let errors = stderr(&workspace.check());
    assert!(
        errors.contains("`1` is the mark of another reference as well"),
        "{errors}"
    );
}

#[test]
fn lines_that_are_wrapped_anew_change_no_sentence() {
    let workspace = Workspace::new();
    let before = workspace.read(VISITS);
    let text = workspace.read("documents/iceland-japan.txt");
    let lines = text.lines().map(|line| match line.split_once(". ") {
        Some(_) => line.replace(" was ", " was\n").replace(" the ", "  the "),
        None => line.to_owned(),
    });
    let wrapped: Vec<String> = lines.collect();
    fs::write(workspace.path("iceland-japan.txt"), wrapped.join("\n")).unwrap();
    let report = workspace.stdout(&[&REVISE[..], &["--documents", "documents"]].concat());
    assert!(
        report.contains("0 follow their sentences, 0 changed, 0 gone; 0 sentences unread"),
        "{report}"
    );
    assert_eq!(workspace.read(VISITS), before);
    assert!(workspace.check().status.success());
}

/// A revision that is stopped between two of its files would be carried over twice by the next one.
#[test]
fn an_interrupted_revision_is_finished_before_the_next_one() {
    let done = Workspace::new();
    done.change("=== Visits ===\n", "=== Visits ===\nThis is new. ");
    let arguments = [&REVISE[..], &["--documents", "documents"]].concat();
    done.stdout(&arguments);
    // Stopped when the visits were in their place, and the index and the text were not.
    let stopped = Workspace::new();
    stopped.change("=== Visits ===\n", "=== Visits ===\nThis is new. ");
    fs::write(stopped.path(VISITS), done.read(VISITS)).unwrap();
    let folder = "seeds/iceland-japan";
    let text = "documents/iceland-japan.txt";
    let absolute = |path: &str| {
        stopped
            .path(path)
            .canonicalize()
            .unwrap()
            .display()
            .to_string()
    };
    let mut journal = String::new();
    for (number, (file, target)) in [
        (VISITS, "visits.toml".to_owned()),
        (INDEX, "documents/iceland-japan.index.toml".to_owned()),
        (text, absolute(text)),
    ]
    .into_iter()
    .enumerate()
    {
        let new = done.read(file);
        let hash = sha256(&new);
        let written = format!(".tmp{number}");
        if number > 0 {
            fs::write(stopped.path(&format!("{folder}/{written}")), new).unwrap();
        }
        for line in [
            "[[files]]".to_owned(),
            format!("written = \"{written}\""),
            format!("target = \"{target}\""),
            format!("sha256 = \"{hash}\""),
            format!("before = \"{}\"", sha256(&Workspace::new().read(file))),
        ] {
            journal.push_str(&line);
            journal.push('\n');
        }
    }
    fs::write(
        stopped.path(&format!("{folder}/.unfinished-revision")),
        &journal,
    )
    .unwrap();
    for folder in [folder, "seeds/iceland-japan/documents"] {
        fs::write(
            stopped.path(&format!("{folder}/.bilateral-iceland-japan.old")),
            "",
        )
        .unwrap();
    }
    let errors = stderr(&stopped.check());
    assert!(errors.contains("a revision was interrupted"), "{errors}");
    let report = stopped.stdout(&arguments);
    assert!(
        report.starts_with("finished the revision that was interrupted\n")
            && report.contains("nothing to carry over"),
        "{report}"
    );
    for file in [VISITS, INDEX, text] {
        assert_eq!(stopped.read(file), done.read(file), "{file}");
    }
    for folder in [folder, "seeds/iceland-japan/documents"] {
        assert_eq!(names(&stopped, folder), names(&done, folder));
    }
    // Without the files it cannot be finished, and what was changed meanwhile is not overwritten.
    let unfinished = stopped.path(&format!("{folder}/.unfinished-revision"));
    for (visits, message) in [
        (
            Workspace::new().read(VISITS),
            "restore the folder from version control",
        ),
        (
            "# curator".to_owned(),
            "visits.toml was changed after a revision of it was interrupted",
        ),
    ] {
        fs::write(stopped.path(VISITS), &visits).unwrap();
        fs::write(&unfinished, &journal).unwrap();
        let errors = refused(&stopped, &arguments);
        assert!(errors.contains(message), "{errors}");
        assert_eq!(stopped.read(VISITS), visits);
    }
}

fn sha256(text: &str) -> String {
    let document = bilateral::document::Document::parse(text);
    bilateral::document::Index::from_document(&document).sha256
}

fn names(workspace: &Workspace, folder: &str) -> Vec<String> {
    let entries = fs::read_dir(workspace.path(folder)).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}
