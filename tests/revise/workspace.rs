//! The invented pair and its documents in folders of their own, where the program may change them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

use crate::binary::{bilateral, stderr};

pub const VISITS: &str = "seeds/iceland-japan/visits.toml";

/// The invented pair and its documents in folders of their own.
pub struct Workspace(TempDir);

impl Workspace {
    pub fn new() -> Self {
        let workspace = Self(TempDir::new().unwrap());
        let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
        copy(&fixtures, workspace.0.path());
        workspace
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    /// Writes the text of the article after a change, beside the folder of documents.
    pub fn change(&self, old: &str, new: &str) -> String {
        let text = self.read("documents/iceland-japan.txt");
        assert!(text.contains(old), "{old}");
        let path = self.path("iceland-japan.txt");
        fs::write(&path, text.replacen(old, new, 1)).unwrap();
        path.display().to_string()
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = bilateral(arguments);
        command.current_dir(self.0.path());
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    pub fn stdout(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{}", stderr(&output));
        String::from_utf8(output.stdout).unwrap()
    }

    pub fn check(&self) -> Output {
        self.run(&["check", "--seeds", "seeds", "--documents", "documents"])
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let from = entry.unwrap().path();
        let to = to.join(from.file_name().unwrap());
        if from.is_dir() {
            copy(&from, &to);
        } else {
            fs::copy(&from, &to).unwrap();
        }
    }
}
