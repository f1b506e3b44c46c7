//! Build script: rebuilds the package when an embedded file appears or disappears, and sets `BILATERAL_BUILD`.
//!
//! The build is a hash of the code, the schema and the versions of the dependencies: another build may write other bytes from
//! the same seeds, so it gives other ETags and writes the database again.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

fn main() -> io::Result<()> {
    println!("cargo:rerun-if-changed=seeds");
    let mut hash = Sha256::new();
    for root in ["migrations", "src", "Cargo.lock"] {
        println!("cargo:rerun-if-changed={root}");
        for path in files(Path::new(root))? {
            hash.update(path.as_os_str().as_encoded_bytes());
            hash.update(fs::read(&path)?);
        }
    }
    let build: String = hash.finalize()[..8]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    println!("cargo:rustc-env=BILATERAL_BUILD={build}");
    Ok(())
}

/// A file, or every file below a folder, in order of path.
fn files(path: &Path) -> io::Result<Vec<PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    let mut entries = Vec::new();
    for entry in fs::read_dir(path)? {
        entries.push(entry?.path());
    }
    entries.sort();
    let nested: io::Result<Vec<Vec<PathBuf>>> = entries.iter().map(|entry| files(entry)).collect();
    Ok(nested?.concat())
}
