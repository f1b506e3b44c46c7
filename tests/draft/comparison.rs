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
