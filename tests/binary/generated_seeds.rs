//! Generates seeds with as many visits as a test needs.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use bilateral::document::{Document, Index};

/// Writes the seeds of one pair, with the ids `visit-1` to `visit-{visits}`, into a folder.
pub fn write(seeds: &Path, visits: usize) {
    let pair = seeds.join("finland-norway");
    fs::create_dir_all(&pair).expect("the folder can be created");
    let mut text = "Finland and Norway are neighbours.\n\n== Visits ==\n\n".to_owned();
    let mut facts = String::new();
    for number in 1..=visits {
        let year = 1900 + number % 120;
        let _ = write!(text, "Guest {number} came in {year}. ");
        let _ = write!(
            facts,
            "[[visit]]\nid = \"visit-{number}\"\ntitle = \"Guest {number} comes to Norway\"\nat = \"Visits 1.{number}\"\n\
             guests = [{{ name = \"Guest {number}\", office = \"minister\", country = \"FIN\" }}]\nhost = \"NOR\"\n\
             type = \"unspecified\"\ndate = \"{year}\"\ndate_text = \"{year}\"\n\n"
        );
    }
    let index = Index::from_document(&Document::parse(&text)).to_toml();
    let relation = "[relation]\nid = \"finland-norway\"\ntitle = \"Finland–Norway relations\"\nat = \"Lead 1.1\"\n\
         parties = [\"FIN\", \"NOR\"]\ndocuments = [\"finland-norway\"]\n\n[[relation.event]]\nid = \"neighbours\"\ntitle = \"Neighbours\"\n\
         at = \"Lead 1.1\"\ntype = \"established\"\ndate = \"1905\"\ndate_text = \"1905\"\n";
    let document = "[document]\nid = \"finland-norway\"\ntitle = \"Finland–Norway relations\"\n";
    fs::create_dir_all(pair.join("documents")).expect("the folder can be made");
    for (file, text) in [
        ("relation.toml", relation),
        ("visits.toml", &facts),
        ("documents/finland-norway.toml", document),
        ("documents/finland-norway.index.toml", &index),
    ] {
        fs::write(pair.join(file), text).expect("the file can be written");
    }
}
