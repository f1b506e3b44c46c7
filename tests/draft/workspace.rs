//! Folders of seeds in which drafts are written.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use tempfile::TempDir;

use crate::binary::bilateral;

/// The folder of the invented articles and of what a curator reads in them.
pub fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/draft")
}

/// A folder of seeds with one pair, and the folder of its documents.
pub struct Workspace {
    folder: TempDir,
    pub pair: String,
    pub documents: PathBuf,
}

impl Workspace {
    /// The pair with all facts that a curator reads in its document.
    pub fn with_facts(pair: &str) -> Self {
        Self::copy(
            &fixtures().join("seeds"),
            pair,
            &fixtures().join("documents"),
        )
    }

    /// The pair without any fact besides the relation.
    pub fn without_facts(seeds: &Path, pair: &str, documents: &Path) -> Self {
        let workspace = Self::copy(seeds, pair, documents);
        for entry in fs::read_dir(workspace.path("")).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() && !path.ends_with("relation.toml") {
                fs::remove_file(path).unwrap();
            }
        }
        let relation = workspace.read("relation.toml");
        let end = relation.find("\n[[").unwrap();
        workspace.write("relation.toml", &relation[..end]);
        workspace
    }

    fn copy(seeds: &Path, pair: &str, documents: &Path) -> Self {
        let workspace = Self {
            folder: TempDir::new().unwrap(),
            pair: pair.to_owned(),
            documents: documents.to_owned(),
        };
        for folder in ["", "documents"] {
            fs::create_dir_all(workspace.path(folder)).unwrap();
            for entry in fs::read_dir(seeds.join(pair).join(folder)).unwrap() {
                let path = entry.unwrap().path();
                if path.is_file() {
                    let name = path.file_name().unwrap().to_str().unwrap();
                    fs::copy(&path, workspace.path(folder).join(name)).unwrap();
                }
            }
        }
        workspace
    }

    pub fn seeds(&self) -> &Path {
        self.folder.path()
    }

    /// The path of a file of the pair.
    pub fn path(&self, file: &str) -> PathBuf {
        self.folder.path().join(&self.pair).join(file)
    }

    pub fn read(&self, file: &str) -> String {
        fs::read_to_string(self.path(file)).unwrap()
    }

    pub fn write(&self, file: &str, text: &str) {
        fs::write(self.path(file), text).unwrap();
    }

    /// Runs a command of the program on the seeds and documents.
    pub fn run(&self, arguments: &[&str]) -> Output {
        let mut command = bilateral(arguments);
        command.arg("--seeds").arg(self.seeds());
        command.arg("--documents").arg(&self.documents);
        command.output().unwrap()
    }

    /// Deletes the line `draft` of every table, as a curator does who has read them.
    pub fn take_drafts_as_read(&self) {
        for entry in fs::read_dir(self.path("")).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                let text = fs::read_to_string(&path).unwrap();
                let lines = text.lines().filter(|line| !line.starts_with("draft = "));
                let text: Vec<&str> = lines.collect();
                fs::write(&path, text.join("\n") + "\n").unwrap();
            }
        }
    }
}

/// The standard output of a command.
pub fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}
