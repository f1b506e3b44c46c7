//! The command `compare`.

use crate::binary::bilateral;
use crate::workspace::{Workspace, fixtures, stdout};

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
fn the_order_of_lists_and_the_ids_of_other_facts_are_no_disagreement() {
    let [first, second] = ["", ""].map(|_| Workspace::with_facts("botswana-finland"));
    let discrepancy = |ids: [&str; 2]| {
        format!(
            "[[discrepancy]]\nid = \"a\"\ntitle = \"Two treaties\"\nat = \"Lead 1.1\"\ntype = \"wording\"\n\
             summary = \"Two.\"\nfacts = [{{ fact = \"treaty/{}\", role = \"involved\" }}, \
             {{ fact = \"visit/{}\", role = \"preferred\" }}]\n",
            ids[0], ids[1]
        )
    };
    first.write("discrepancies.toml", &discrepancy(["x", "y"]));
    second.write("discrepancies.toml", &discrepancy(["z", "v"]));
    let treaties = second.read("treaties.toml");
    let reversed = treaties.replace("[\"BWA\", \"FIN\"]", "[\"FIN\", \"BWA\"]");
    assert_ne!(reversed, treaties);
    second.write("treaties.toml", &reversed);
    let paths = [first.path(""), second.path("")].map(|path| path.display().to_string());
    let arguments = ["compare", &paths[0], &paths[1]];
    let output = stdout(&bilateral(&arguments).output().unwrap());
    assert!(output.contains("  discrepancy: 1, 1, 0, 0\n"), "{output}");
    assert!(!output.contains("treaty.parties: 0, "), "{output}");
    assert!(!output.contains("treaties.toml"), "{output}");
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
fn a_folder_of_several_pairs_without_the_name_of_one_is_refused() {
    let path = fixtures().join("seeds").display().to_string();
    let output = bilateral(&["compare", &path, &path]).output().unwrap();
    assert!(!output.status.success() && output.stdout.is_empty());
    let error = String::from_utf8(output.stderr).unwrap();
    assert!(
        error.contains("has no relation.toml; name the folder of one pair"),
        "{error}"
    );
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
