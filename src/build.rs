//! Build script: rebuilds the package when an embedded file appears or disappears, and sets `BILATERAL_BUILD`.
//!
//! `BILATERAL_BUILD` is a hash of the code, the schema and the versions of the dependencies. Another build may write other bytes
//! from the same seeds, so it sends other ETags and rebuilds the database.

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
    let hash = hash.finalize();
    let build = hash.first_chunk().map(|bytes| u64::from_be_bytes(*bytes));
    let build = build.expect("a SHA-256 hash has more than 8 bytes");
    println!("cargo:rustc-env=BILATERAL_BUILD={build:016x}");
    Ok(())
}

/// A file, or every file below a folder, sorted by path.
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
