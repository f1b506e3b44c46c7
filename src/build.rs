//! Has the package rebuilt when a migration or a seed file comes or goes, as both are compiled in, and names the build by
//! what it was built from: another program may write other answers from the same seeds.

use std::fs;
use std::hash::{Hash as _, Hasher as _};
use std::path::{Path, PathBuf};

#[expect(
    clippy::disallowed_types,
    reason = "it only tells builds by one compiler apart"
)]
fn main() {
    let mut hasher = std::hash::DefaultHasher::new();
    for place in ["migrations", "seeds", "src", "Cargo.lock"] {
        println!("cargo:rerun-if-changed={place}");
    }
    // Other versions of what it depends on may write other bytes too.
    for path in files(Path::new("src"))
        .into_iter()
        .chain(["Cargo.lock".into()])
    {
        path.hash(&mut hasher);
        fs::read(&path).unwrap_or_default().hash(&mut hasher);
    }
    println!("cargo:rustc-env=BILATERAL_BUILD={:016x}", hasher.finish());
}

/// Every file below a folder, in order of path.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path());
    let mut found: Vec<PathBuf> = entries
        .flat_map(|path| {
            if path.is_dir() {
                files(&path)
            } else {
                vec![path]
            }
        })
        .collect();
    found.sort();
    found
}
