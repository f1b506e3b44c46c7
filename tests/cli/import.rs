//! `bilateral import`: the files that it writes, and what it says.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::Stdio;

use tempfile::TempDir;

use crate::binary::{bilateral, run, stderr};
use crate::{fixture, stdout};

const PAGE: &str = "<html lang=en><meta property=og:url content=https://letters.example.org/1><article><h1>Wool &amp; letters</h1>\
    <p>Iceland and Japan will exchange letters.</p><figure><img></figure></article></html>";

/// A folder with a page, a folder of documents and a copy of the seeds of the fixtures.
struct Workspace(TempDir);

impl Workspace {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        fs::write(folder.path().join("page.html"), PAGE).unwrap();
        fs::create_dir(folder.path().join("documents")).unwrap();
        copy(Path::new(&fixture("seeds")), &folder.path().join("seeds"));
        Self(folder)
    }

    fn path(&self, path: &str) -> String {
        self.0.path().join(path).to_str().unwrap().to_owned()
    }

    /// Imports the page with flags, and returns what is said on standard error.
    fn import(&self, succeeds: bool, flags: &[&str]) -> String {
        let page = self.path("page.html");
        let output = run(&[&["import", page.as_str()], flags].concat());
        let said = stderr(&output);
        assert_eq!(output.status.success(), succeeds, "{said}");
        said
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn without_a_folder_the_text_is_printed_and_the_rest_is_said_beside() {
    let workspace = Workspace::new();
    let output = run(&["import", &workspace.path("page.html")]);
    let text = "= Wool & letters =\n\nIceland and Japan will exchange letters.\n";
    assert_eq!(stdout(&output), text);
    let said = stderr(&output);
    for line in [
        "imported HTML: 1 sentence in 1 section, 0 footnotes",
        "id: wool-letters",
        "language: en",
        "publisher: not stated",
        "left out: 1 picture",
    ] {
        assert!(said.lines().any(|own| own == line), "{line}: {said}");
    }
}

#[test]
fn standard_input_is_read() {
    let mut command = bilateral(&["import", "-", "--retrieved", "2024-05-17"]);
    let command = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut process = command.spawn().unwrap();
    process
        .stdin
        .take()
        .unwrap()
        .write_all(PAGE.as_bytes())
        .unwrap();
    let output = process.wait_with_output().unwrap();
    assert!(
        stderr(&output).contains("\nretrieved: 2024-05-17\n"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn with_a_pair_the_seeds_get_the_files_of_the_document_and_check_knows_them() {
    let workspace = Workspace::new();
    let (documents, seeds) = (workspace.path("documents"), workspace.path("seeds"));
    let flags = [
        "--documents",
        &documents,
        "--seeds",
        &seeds,
        "--pair",
        "iceland-japan",
        "--id",
        "letters",
    ];
    let said = workspace.import(true, &flags);
    assert!(
        said.contains("next: add \"letters\" to `documents` in "),
        "{said}"
    );
    let file =
        fs::read_to_string(workspace.path("seeds/iceland-japan/documents/letters.toml")).unwrap();
    let expected = "[document]\nid = \"letters\"\ntitle = \"Wool & letters\"\nlanguage = \"en\"\n\
        address = \"https://letters.example.org/1\"\naddress_status = \"stated\"\n";
    assert_eq!(file, expected);

    let relation = workspace.path("seeds/iceland-japan/relation.toml");
    let listed = fs::read_to_string(&relation)
        .unwrap()
        .replace("\"iceland-release\"]", "\"iceland-release\", \"letters\"]");
    fs::write(&relation, listed).unwrap();
    for file in ["iceland-japan.txt", "iceland-release.txt"] {
        fs::copy(
            fixture(&format!("documents/{file}")),
            workspace.path(&format!("documents/{file}")),
        )
        .unwrap();
    }
    let checked = stderr(&run(&[
        "check",
        "--seeds",
        &seeds,
        "--documents",
        &documents,
    ]));
    assert!(checked.contains("error: 1 error in the seeds"), "{checked}");
    assert!(
        checked.contains("letters") && checked.contains("Lead 1.1"),
        "{checked}"
    );

    // The same page again changes nothing, and the document is listed.
    let again = workspace.import(true, &flags);
    assert!(
        again.contains("wrote nothing") && !again.contains("next: "),
        "{again}"
    );
}

#[test]
fn nothing_is_overwritten_and_nothing_is_half_written() {
    let workspace = Workspace::new();
    let (documents, seeds) = (workspace.path("documents"), workspace.path("seeds"));
    let flags = [
        "--documents",
        &documents,
        "--seeds",
        &seeds,
        "--pair",
        "iceland-japan",
    ];
    fs::write(workspace.path("documents/wool-letters.txt"), "Older.\n").unwrap();
    let said = workspace.import(false, &flags);
    assert!(
        said.contains("wool-letters.txt exists with other contents")
            && said.contains("`bilateral revise iceland-japan NEW/wool-letters.txt`"),
        "{said}"
    );
    fs::remove_file(workspace.path("documents/wool-letters.txt")).unwrap();

    fs::write(
        workspace.path("seeds/iceland-japan/documents/wool-letters.index.toml"),
        "",
    )
    .unwrap();
    let said = workspace.import(false, &flags);
    assert!(
        said.contains("wool-letters.index.toml exists with other contents"),
        "{said}"
    );
    let written = [
        "documents/wool-letters.txt",
        "seeds/iceland-japan/documents/wool-letters.toml",
    ];
    assert!(
        written
            .iter()
            .all(|path| !Path::new(&workspace.path(path)).exists()),
        "{said}"
    );
}

#[test]
fn texts_stay_outside_of_the_seeds() {
    let workspace = Workspace::new();
    let seeds = workspace.path("seeds");
    let inside = workspace.path("seeds/iceland-japan/documents");
    let said = workspace.import(false, &["--documents", &inside, "--seeds", &seeds]);
    assert!(
        said.contains("lies within the seeds, which must not hold texts"),
        "{said}"
    );
    let said = workspace.import(false, &["--documents", &workspace.path("missing")]);
    assert!(said.contains("cannot find the folder"), "{said}");
}

#[test]
fn a_file_that_is_not_read_is_refused_by_name() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("a.html");
    fs::write(&file, "%PDF-1.7").unwrap();
    let output = run(&["import", file.to_str().unwrap()]);
    let said = stderr(&output);
    assert!(
        !output.status.success() && said.contains("a.html: the file is a PDF, which is not read"),
        "{said}"
    );
    let said = stderr(&run(&["import", folder.path().join("b").to_str().unwrap()]));
    assert!(said.contains("cannot read "), "{said}");
    let said = stderr(&run(&["import", "a", "--id", "A b"]));
    assert!(said.contains("lower-case letters and digits"), "{said}");
}

#[test]
fn the_footnotes_of_a_plain_text_are_counted_in_our_markup_and_without_it() {
    let workspace = Workspace::new();
    for (title, heading) in [
        ("= Letters =", "== References =="),
        ("Letters", "References"),
    ] {
        let text = format!(
            "{title}\n\nThey exchange letters.[1] They do so often.[2]\n\n{heading}\n\n[1] A yearbook.\n[2] A book.\n"
        );
        fs::write(workspace.path("notes.txt"), text).unwrap();
        let said = stderr(&run(&["import", &workspace.path("notes.txt")]));
        assert!(said.contains("in 2 sections, 2 footnotes\n"), "{said}");
    }
}

#[test]
fn a_text_without_a_title_needs_an_id() {
    let workspace = Workspace::new();
    let (text, documents) = (workspace.path("notes.txt"), workspace.path("documents"));
    let command = ["import", &text, "--documents", &documents];
    for (title, reason) in [
        (
            "Letters",
            "the plain text has no title, from which an id could be made; pass an id with `--id`, or begin a text with a \
             line `= TITLE =`",
        ),
        ("= !? =", "the title `!?` gives no id; pass one with `--id`"),
    ] {
        fs::write(&text, format!("{title}\n\nThey exchange letters.\n")).unwrap();
        let output = run(&command);
        assert!(!output.status.success());
        assert!(stderr(&output).contains(reason), "{}", stderr(&output));
        assert!(
            run(&[&command[..], &["--id", "letters"]].concat())
                .status
                .success()
        );
        fs::remove_file(workspace.path("documents/letters.txt")).unwrap();
    }
}
