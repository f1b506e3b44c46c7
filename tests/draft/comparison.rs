//! The command `compare`.

use crate::binary::bilateral;
use crate::workspace::{Workspace, stdout};

#[test]
fn two_readings_agree_except_where_they_differ() {
    let [first, second] = ["", ""].map(|_| Workspace::with_facts("nepal-uruguay"));
    let compare = || {
        let paths = [first.path(""), second.path("")].map(|path| path.display().to_string());
        stdout(
            &bilateral(&["compare", &paths[0], &paths[1]])
                .output()
                .unwrap(),
        )
    };
    let same = compare();
    assert!(same.contains("  visit: 4, 4, 0, 0\n"), "{same}");
    assert!(!same.contains("visits.toml"), "{same}");

    let visits = second
        .read("visits.toml")
        .replacen("\"1971-11\"", "\"1971\"", 1);
    let start = visits.rfind("[[visit]]").unwrap();
    second.write("visits.toml", &visits[..start]);
    let output = compare();
    assert!(output.contains("  visit: 3, 2, 1, 0\n"), "{output}");
    assert!(output.contains("  visit.date: 2, 1\n"), "{output}");
    assert!(output.contains("visits.toml:5: \"1971-11\"\n"), "{output}");
    assert!(output.contains("B has no such fact"), "{output}");
}

#[test]
fn folders_of_several_pairs_are_compared_pair_by_pair() {
    let workspace = Workspace::with_facts("nepal-uruguay");
    let path = workspace.seeds().display().to_string();
    let arguments = ["compare", &path, &path, "--pair", "nepal-uruguay"];
    let output = stdout(&bilateral(&arguments).output().unwrap());
    assert!(output.contains("  treaty: "), "{output}");
}

#[test]
fn documents_are_known_by_their_sentences_and_references_by_their_marks() {
    let [first, second] = ["", ""].map(|_| Workspace::with_facts("nepal-uruguay"));
    let compare = || {
        let paths = [first.path(""), second.path("")].map(|path| path.display().to_string());
        let arguments = ["compare", &paths[0], &paths[1]];
        stdout(&bilateral(&arguments).output().unwrap())
    };
    let same = compare();
    assert!(same.contains("  document: 1, 1, 0, 0\n"), "{same}");
    assert!(!same.contains("no such fact"), "{same}");
    for ending in ["toml", "index.toml"] {
        let (old, new) = (
            second.path(&format!("documents/nepal-uruguay.{ending}")),
            second.path(&format!("documents/article.{ending}")),
        );
        std::fs::rename(old, new).unwrap();
    }
    for file in ["relation.toml", "documents/article.toml"] {
        let text = second.read(file);
        let (before, after) = ("\"nepal-uruguay\"", "\"article\"");
        let renamed = if file == "relation.toml" {
            text.replace(
                "documents = [\"nepal-uruguay\"]",
                "documents = [\"article\"]",
            )
        } else {
            text.replacen(before, after, 1)
        };
        second.write(file, &renamed);
    }
    let renamed = compare();
    assert!(renamed.contains("  visit: 4, 4, 0, 0\n"), "{renamed}");
    assert!(!renamed.contains("no such fact"), "{renamed}");
}
