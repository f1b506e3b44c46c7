//! `new`: a pair begins with what its documents say of themselves.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::binary::{run, stderr};
use crate::stdout;

/// An invented article in the style of an encyclopaedia.
const ARTICLE: &str = "= Czech Republic–Guinea-Bissau relations =\n\n\
    Czech Republic–Guinea-Bissau relations are the bilateral relations between the Czech Republic and Guinea-Bissau.\n\n\
    == History ==\nThe two countries established diplomatic relations on 3 May 1977.\n\n\
    == Visits ==\nVISITS FROM GUINEA-BISSAU\n- Minister Ana Sá (1981)\n\n\
    == External links ==\n- Embassy of nobody\n";

struct Workspace(TempDir);

impl Workspace {
    /// A folder with this article imported.
    fn with_article(title: &str, article: &str) -> Self {
        let workspace = Self(TempDir::new().unwrap());
        for folder in ["seeds", "documents"] {
            fs::create_dir(workspace.path(folder)).unwrap();
        }
        fs::write(workspace.path("page.txt"), article).unwrap();
        let output = run(&[
            "import",
            &workspace.path("page.txt"),
            "--pair",
            "a-b",
            "--id",
            title,
            "--documents",
            &workspace.path("documents"),
            "--seeds",
            &workspace.path("seeds"),
        ]);
        assert!(output.status.success(), "{}", stderr(&output));
        workspace
    }

    fn path(&self, name: &str) -> String {
        self.0.path().join(name).display().to_string()
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(Path::new(&self.path("seeds/a-b")).join(name)).unwrap()
    }

    /// Runs `new` and returns its output and its errors.
    fn new_pair(&self, flags: &[&str]) -> (String, String) {
        let (seeds, documents) = (self.path("seeds"), self.path("documents"));
        let own = ["new", "a-b", "--seeds", &seeds, "--documents", &documents];
        let output = run(&[&own[..], flags].concat());
        (stdout(&output), stderr(&output))
    }
}

#[test]
fn the_title_gives_the_countries_and_lines_that_say_nothing_are_excused() {
    let workspace = Workspace::with_article("czech", ARTICLE);
    let (said, errors) = workspace.new_pair(&[]);
    assert!(
        said.contains("countries: Czech Republic (CZE) and Guinea-Bissau (GNB)")
            && errors.is_empty(),
        "{said}{errors}"
    );
    assert_eq!(
        workspace.read("relation.toml"),
        "[relation]\nid = \"a-b\"\ntitle = \"Czech Republic–Guinea-Bissau relations\"\nat = \"History 1.1\"\n\
         parties = [\"CZE\", \"GNB\"]\ndocuments = [\"czech\"]\n\
         country_names = [{ code = \"CZE\", name = \"Czech Republic\" }]\n"
    );
    let document = workspace.read("documents/czech.toml");
    let excused: Vec<&str> = document
        .split("[[excused]]\nat = ")
        .skip(1)
        .map(|table| table.lines().next().unwrap())
        .collect();
    assert_eq!(
        excused,
        ["\"Lead 1.1\"", "\"Visits 1.1\"", "\"External links 1.1\""]
    );
    // Only facts are missing now.
    let (seeds, documents) = (workspace.path("seeds"), workspace.path("documents"));
    let check = run(&["check", "--seeds", &seeds, "--documents", &documents]);
    let left: Vec<String> = stderr(&check)
        .lines()
        .filter(|line| line.starts_with("error:"))
        .map(str::to_owned)
        .collect();
    assert_eq!(
        left,
        [
            "error: no fact cites `Visits 2.1`, and it is not excused",
            "error: missing field `event`",
            "error: 2 errors in the seeds"
        ]
    );
}

#[test]
fn countries_can_be_given_and_a_title_without_them_is_refused_with_the_remedy() {
    let article = "= A visit to the harbour =\n\nThe harbour was visited.\n";
    let workspace = Workspace::with_article("harbour", article);
    let (_, errors) = workspace.new_pair(&[]);
    assert!(
        errors.contains("pass them: `--countries EST,URY`"),
        "{errors}"
    );
    let (_, errors) = workspace.new_pair(&["--countries", "Estonia,Atlantis"]);
    assert!(
        errors.contains("`Atlantis` is no country; write its code or its name, or `XAA=Atlantis` if ISO lacks it"),
        "{errors}"
    );
    let (_, errors) = workspace.new_pair(&["--countries", "EST"]);
    assert!(
        errors.contains("a pair has two countries, not 1"),
        "{errors}"
    );
    let (_, errors) = workspace.new_pair(&["--countries", "EST,Estonia"]);
    assert!(
        errors.contains("a pair has two different countries"),
        "{errors}"
    );
    let (_, errors) = workspace.new_pair(&["--countries", "ee,XAA=Atlantis"]);
    assert_eq!(errors, "");
    assert!(
        workspace
            .read("relation.toml")
            .contains("parties = [\"EST\", \"XAA\"]\ndocuments = [\"harbour\"]\ncountry_names = [{ code = \"XAA\", name = \"Atlantis\" }]")
    );
    let (_, errors) = workspace.new_pair(&[]);
    assert!(errors.contains("relation.toml exists already"), "{errors}");
}

#[test]
fn a_pair_without_documents_or_texts_is_refused() {
    let workspace = Workspace::with_article("czech", ARTICLE);
    fs::remove_file(workspace.path("documents/czech.txt")).unwrap();
    let (_, errors) = workspace.new_pair(&[]);
    assert!(errors.contains("the text of `czech` is needed"), "{errors}");
    fs::remove_dir_all(workspace.path("seeds/a-b/documents")).unwrap();
    let (_, errors) = workspace.new_pair(&[]);
    assert!(
        errors.contains("holds no seed file") || errors.contains("import one first"),
        "{errors}"
    );
    fs::remove_dir(workspace.path("seeds/a-b")).unwrap();
    let (_, errors) = workspace.new_pair(&[]);
    assert!(
        errors.contains("import a document for the pair first"),
        "{errors}"
    );
}
