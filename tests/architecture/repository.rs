//! The repository as a whole: promises have tests, versions agree, and nothing unsafe or foreign is in it.

use std::fs;

use crate::{root, texts};

fn read(file: &str) -> String {
    fs::read_to_string(root().join(file)).unwrap()
}

#[test]
fn the_repository_speaks_of_the_project_alone() {
    let words = [
        "/work/",
        "/root/",
        "index.crates.io",
        "registry.npmjs",
        "pypi.org",
    ];
    let this_file = "architecture/repository.rs";
    let all = texts(&["src", "migrations", "seeds", "tests", "benches"], "");
    for (file, text) in all.iter().filter(|(file, _)| !file.ends_with(this_file)) {
        let named = words.iter().find(|word| text.contains(**word));
        assert!(named.is_none(), "{file} names {named:?}");
    }
}

#[test]
fn tests_that_the_code_names_exist() {
    for (file, text) in texts(&["src"], ".rs") {
        for (start, _) in text.match_indices("tests/") {
            let is_path = |c: char| c.is_ascii_alphanumeric() || "/._".contains(c);
            let path: String = text[start..].chars().take_while(|c| is_path(*c)).collect();
            let path = path.trim_end_matches('.');
            assert!(root().join(path).exists(), "{file} names {path}");
        }
    }
}

/// The code of a test target: the unit tests for `lib` and `bins`, else a file or a folder of `tests`.
fn code_of(target: &str) -> String {
    let code = match target {
        "lib" | "bins" => texts(&["src"], ".rs"),
        name if root().join("tests").join(name).is_dir() => {
            texts(&[&format!("tests/{name}")], ".rs")
        }
        name => return read(&format!("tests/{name}.rs")),
    };
    code.into_values().collect()
}

#[test]
fn every_promise_has_its_tests() {
    let promises = read("SECURITY.md");
    let proofs = promises
        .lines()
        .filter_map(|line| line.strip_prefix("| ")?.split(" | ").nth(1))
        .filter(|proof| proof.starts_with('`'));
    let mut proved = 0;
    for proof in proofs {
        let mut code = String::new();
        for word in proof
            .split([',', ';', ' ', '|'])
            .filter(|word| !word.is_empty())
        {
            if let Some(target) = word.strip_prefix('`') {
                code = code_of(target.trim_end_matches('`'));
            } else {
                assert!(
                    code.contains(&format!("fn {word}(")),
                    "no test {word}: {proof}"
                );
                proved += 1;
            }
        }
    }
    assert!(proved > 30, "SECURITY.md names {proved} tests");
}

#[test]
fn no_package_has_unsafe_code_and_the_image_has_no_rights() {
    for package in ["Cargo.toml", "benches/Cargo.toml", "tests/fuzz/Cargo.toml"] {
        let forbids = read(package).contains("\nunsafe_code = \"forbid\"\n");
        assert!(forbids, "{package} allows unsafe code");
    }
    let dockerfile = read("Dockerfile");
    let image = dockerfile.rsplit("\nFROM ").next().unwrap();
    assert!(
        image.lines().any(|line| line == "USER 65534:65534"),
        "{image}"
    );
    assert!(
        image.starts_with("scratch\n") && !image.contains("RUN ") && !image.contains("ADD "),
        "{image}"
    );
}

#[test]
fn every_file_states_the_same_version() {
    let version = env!("CARGO_PKG_VERSION");
    for (file, statement) in [
        ("Dockerfile", format!("image.version=\"{version}\"")),
        ("CITATION.cff", format!("\nversion: {version}\n")),
        (
            "deploy/compose.yaml",
            format!("image: bilateral:{version}\n"),
        ),
        ("deploy/kustomization.yaml", format!("newTag: {version}\n")),
        ("deploy/README.md", format!("bilateral:{version}")),
    ] {
        assert!(
            read(file).contains(&statement),
            "{file} does not state version {version}"
        );
    }
    let changes = read("CHANGELOG.md");
    let mut headings = changes.lines().filter_map(|line| line.strip_prefix("## "));
    let newest = headings.find(|heading| *heading != "Unreleased");
    assert!(
        newest.is_some_and(|newest| newest.starts_with(version)),
        "{newest:?}"
    );
}
