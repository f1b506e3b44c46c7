//! The entries of a folder of seeds: links are followed, hidden files and those of editors are passed over.

use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};

/// A file or folder in a folder of seeds.
pub struct FolderEntry {
    pub path: PathBuf,
    /// The name, with U+FFFD in place of bytes that are not UTF-8.
    pub name: String,
    /// Of the target, if it is a link: the entries of a mounted ConfigMap are links. An error if it leads nowhere.
    pub metadata: io::Result<Metadata>,
}

impl FolderEntry {
    pub fn is_folder(&self) -> bool {
        self.metadata.as_ref().is_ok_and(Metadata::is_dir)
    }

    pub fn is_toml(&self) -> bool {
        self.path.extension() == Some("toml".as_ref())
    }
}

/// The entries that are not passed over, sorted by path.
pub fn list_folder(folder: &Path) -> io::Result<Vec<FolderEntry>> {
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if !is_passed_over(&name) {
            entries.push(FolderEntry {
                name: name.into_owned(),
                metadata: fs::metadata(&path),
                path,
            });
        }
    }
    entries.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(entries)
}

/// True for hidden files and folders, and for those that editors and file systems create beside the edited files: `.#x` and
/// `#x#` (Emacs), `x~` (many), `.x.swp` and `4913` (Vim), `._x` and `.DS_Store` (macOS), `..data` (Kubernetes).
pub fn is_passed_over(name: &str) -> bool {
    name.starts_with('.')
        || name.ends_with('~')
        || (name.starts_with('#') && name.ends_with('#'))
        || name.bytes().all(|byte| byte.is_ascii_digit())
        || matches!(name, "lost+found" | "Thumbs.db" | "desktop.ini")
}
