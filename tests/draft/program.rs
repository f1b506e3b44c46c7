//! The command: what it writes and prints, and what it leaves alone.

use std::cell::RefCell;
use std::fs;

use bilateral::document::{Document, Index};
use bilateral::seed::{PairDraft, PairFolder};
use tempfile::TempDir;

use crate::binary::stderr;
use crate::workspace::{Workspace, fixtures, stdout};

fn bare(pair: &str) -> Workspace {
    Workspace::without_facts(
        &fixtures().join("seeds"),
        pair,
        &fixtures().join("documents"),
    )
}

#[test]
fn drafts_are_added_with_their_pointers_and_refused_until_read() {
    let workspace = bare("botswana-finland");
    let drafted = workspace.run(&["draft", "botswana-finland"]);
    assert!(drafted.status.success(), "{}", stderr(&drafted));
    let visits = workspace.read("visits.toml");
    let expected = "# High-level visits 3.1\n[[visit]]\ndraft = \"lists of visits\"\nid = \"mmusi-finland-2003\"\n\
                    title = \"Vice-President Lorato Mmusi of Botswana visits Finland\"\nat = \"High-level visits 3.1\"\n\
                    date = \"2003\"\ndate_text = \"2003\"\n";
    assert!(visits.contains(expected), "{visits}");
    assert!(!workspace.run(&["check"]).status.success());
    workspace.take_drafts_as_read();
    let checked = workspace.run(&["check"]);
    assert!(checked.status.success(), "{}", stderr(&checked));
}

#[test]
fn no_sentence_is_written_into_the_seeds() {
    let workspace = bare("nepal-uruguay");
    workspace.run(&["draft", "nepal-uruguay"]);
    let text = fs::read_to_string(workspace.documents.join("nepal-uruguay.txt")).unwrap();
    let sentences: Vec<&str> = text
        .split(['.', '\n'])
        .filter(|part| part.len() > 60)
        .collect();
    assert!(sentences.len() > 10);
    for entry in fs::read_dir(workspace.path("")).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            let written = fs::read_to_string(path).unwrap();
            assert!(
                !sentences
                    .iter()
                    .any(|sentence| written.contains(sentence.trim()))
            );
        }
    }
}

#[test]
fn nothing_is_drafted_twice() {
    for workspace in [
        bare("ecuador-latvia"),
        Workspace::with_facts("ecuador-latvia"),
    ] {
        workspace.run(&["draft", "ecuador-latvia"]);
        let before = workspace.read("visits.toml");
        let relation = workspace.read("relation.toml");
        let again = stdout(&workspace.run(&["draft", "ecuador-latvia"]));
        assert!(again.starts_with("drafted 0 proposals"), "{again}");
        assert_eq!(workspace.read("visits.toml"), before);
        assert_eq!(workspace.read("relation.toml"), relation);
    }
}

#[test]
fn what_a_curator_wrote_stays_byte_for_byte() {
    let workspace = Workspace::with_facts("nepal-uruguay");
    let removed = "[[visit]]\nid = \"bonomi-kathmandu-1995\"";
    let text = workspace.read("visits.toml");
    let start = text.find(removed).unwrap();
    let end = start + text[start..].find("\n\n").unwrap() + 2;
    let kept = [&text[..start], "# My note  \r\n", &text[end..]].concat();
    workspace.write("visits.toml", &kept);
    let missions = workspace.read("missions.toml");
    let start = missions.find("[[mission.event]]").unwrap();
    let end = start + missions[start..].find("\n\n").unwrap() + 2;
    workspace.write(
        "missions.toml",
        &[&missions[..start], &missions[end..]].concat(),
    );
    let drafted = workspace.run(&["draft", "nepal-uruguay"]);
    assert!(drafted.status.success(), "{}", stderr(&drafted));
    let visits = workspace.read("visits.toml");
    assert!(visits.starts_with(&kept) && visits.len() > kept.len());
    // The opening comes before the move that is there.
    let events = workspace.read("missions.toml");
    let [opened, moved] = ["2002-07-01", "date = \"2010\""].map(|date| events.find(date).unwrap());
    assert!(opened < moved, "{events}");
    assert!(events.contains("draft = "));
}

#[test]
fn sentences_without_a_proposal_are_listed() {
    let workspace = bare("botswana-finland");
    let properties = workspace.read("documents/botswana-finland.toml");
    let without = properties.split("\n[[excused]]").next().unwrap();
    workspace.write("documents/botswana-finland.toml", without);
    let output = stdout(&workspace.run(&["draft", "botswana-finland"]));
    assert!(output.contains("  visits.toml: "), "{output}");
    assert!(
        output.contains("3 sentences without a proposal or a fact:\n  Lead 1.2,"),
        "{output}"
    );
}

#[test]
fn a_sentence_is_shown_beside_its_proposals_and_nothing_is_written() {
    let workspace = bare("nepal-uruguay");
    let arguments = [
        "draft",
        "nepal-uruguay",
        "--sentence",
        "Overview 3.1",
        "--explain",
    ];
    let output = stdout(&workspace.run(&arguments));
    assert!(
        output.starts_with("In December 2006, Uruguayan Vice President"),
        "{output}"
    );
    assert!(
        output.contains("cues.txt:") && output.contains("[[visit]]"),
        "{output}"
    );
    assert!(!workspace.path("visits.toml").exists());
    // Tables inside of others have the headings that their files need.
    let arguments = ["draft", "nepal-uruguay", "--sentence", "Overview 1.1"];
    let output = stdout(&workspace.run(&arguments));
    assert!(output.contains("\n[[relation.event]]\n"), "{output}");
    let unknown = workspace.run(&["draft", "nepal-uruguay", "--sentence", "Overview 9.9"]);
    assert!(stderr(&unknown).contains("has a sentence `Overview 9.9`"));
}

#[test]
fn a_text_that_is_not_indexed_is_refused() {
    let workspace = bare("nepal-uruguay");
    fs::remove_file(workspace.path("documents/nepal-uruguay.index.toml")).unwrap();
    let refused = workspace.run(&["draft", "nepal-uruguay"]);
    assert!(
        stderr(&refused).contains("run `bilateral index`"),
        "{}",
        stderr(&refused)
    );
    assert!(!workspace.path("visits.toml").exists());
}

#[test]
fn a_sentence_that_a_fact_of_another_kind_tells_is_no_history() {
    let workspace = Workspace::with_facts("nepal-uruguay");
    let visits = workspace.read("visits.toml");
    let start = visits.find("[[visit]]").unwrap();
    let treaty = "[[treaty]]\nid = \"a\"\ntitle = \"A\"\nat = \"Overview 2.2\"\ninstrument = \"other\"\nlevel = \"unspecified\"\n\n";
    let treaties = workspace.read("treaties.toml");
    workspace.write("treaties.toml", &[treaty, &treaties].concat());
    workspace.write("visits.toml", &visits[..start]);
    workspace.run(&["draft", "nepal-uruguay"]);
    assert!(!workspace.path("history.toml").exists());
    assert!(
        workspace
            .read("visits.toml")
            .contains("narendra-uruguay-1971")
    );
}

/// The pair with some thousand sentences more in its document, whose text is in the folder.
fn with_long_text(folder: &TempDir) -> Workspace {
    let mut workspace = bare("nepal-uruguay");
    let text = fs::read_to_string(workspace.documents.join("nepal-uruguay.txt")).unwrap();
    let added = "\n\nIn 1998, President Ana Ruiz visited Kathmandu. Exports to Nepal were worth $5 million in 2004.";
    let text = [&text, &*added.repeat(1500)].concat();
    let index = Index::from_document(&Document::parse(&text)).to_toml();
    workspace.write("documents/nepal-uruguay.index.toml", &index);
    fs::write(folder.path().join("nepal-uruguay.txt"), text).unwrap();
    folder.path().clone_into(&mut workspace.documents);
    workspace
}

#[test]
fn the_progress_of_a_long_text_is_not_written_to_a_pipe() {
    let folder = TempDir::new().unwrap();
    let drafted = with_long_text(&folder).run(&["draft", "nepal-uruguay"]);
    assert!(drafted.status.success());
    assert_eq!(stderr(&drafted), "");
    assert!(!stdout(&drafted).contains("drafting"));
}

#[test]
fn progress_is_reported_once_for_each_sentence() {
    let workspace = Workspace::with_facts("nepal-uruguay");
    let documents = Some(&*workspace.documents);
    let folder = PairFolder::read_with_texts(workspace.seeds(), "nepal-uruguay", documents);
    let reported = RefCell::new(Vec::new());
    let on_progress = |done, total| reported.borrow_mut().push((done, total));
    let draft = PairDraft::new(&folder.unwrap(), &on_progress).unwrap();
    let total = draft.sentences;
    let expected: Vec<(usize, usize)> = (0..total).map(|done| (done, total)).collect();
    assert_eq!(reported.into_inner(), expected);
}
