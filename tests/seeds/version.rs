//! The version of a data set: a hash of its seeds and documents, and of nothing else.

use std::collections::BTreeSet;
use std::fs;

use bilateral::seed::Sources;
use sha2::{Digest as _, Sha256};
use tempfile::TempDir;

use crate::copy::{PairCopy, version};

/// An invented source: the metadata of the data set, a seed file, and the properties, the index and the text of a document.
const TEXTS: [&str; 5] = [
    "title = \"T\"\n",
    "id = \"a\"\n",
    "id = \"d\"\n",
    "length = 9\n",
    "One. Two.\n",
];

fn version_of(texts: [&str; 5]) -> String {
    let folder = TempDir::new().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::create_dir_all(path("seeds/a-b/documents")).unwrap();
    fs::create_dir(path("documents")).unwrap();
    let files = [
        "seeds/dataset.toml",
        "seeds/a-b/relation.toml",
        "seeds/a-b/documents/d.toml",
        "seeds/a-b/documents/d.index.toml",
        "documents/d.txt",
    ];
    for (file, text) in files.into_iter().zip(texts) {
        fs::write(path(file), text).unwrap();
    }
    version(&Sources {
        seeds: Some(path("seeds")),
        documents: Some(path("documents")),
    })
}

#[test]
fn the_version_is_a_hash_of_seeds_and_documents_alone() {
    let part = |name: &str, text: &str| {
        let length = |text: &str| (text.len() as u64).to_le_bytes();
        [
            &length(name),
            name.as_bytes(),
            &length(text),
            text.as_bytes(),
        ]
        .concat()
    };
    let [dataset, seed, properties, index, document] = TEXTS;
    let pair = [
        part("relation.toml", seed),
        part("documents/d/properties", properties),
        part("documents/d/index", index),
        part("documents/d/text", document),
    ]
    .concat();
    let all = [part("dataset.toml", dataset), Sha256::digest(pair).to_vec()].concat();
    let hash = u64::from_be_bytes(*Sha256::digest(all).first_chunk().unwrap());
    assert_eq!(version_of(TEXTS), format!("{hash:016x}"));
    assert_eq!(version_of(TEXTS), "0875a6a3bc1cefe8");
}

#[test]
fn the_version_changes_with_each_byte_of_a_seed_or_document() {
    let mut versions = BTreeSet::from([version_of(TEXTS)]);
    for number in 0..TEXTS.len() {
        for position in 0..TEXTS[number].len() {
            let mut text = TEXTS[number].as_bytes().to_vec();
            text[position] ^= 1;
            let text = String::from_utf8(text).unwrap();
            let mut texts = TEXTS;
            texts[number] = &text;
            assert!(
                versions.insert(version_of(texts)),
                "byte {position} of {text:?}"
            );
        }
    }
}

#[test]
fn the_version_is_the_same_for_the_same_sources_and_differs_for_others() {
    let copy = PairCopy::new();
    let before = version(&copy.sources());
    assert_eq!(before, version(&PairCopy::new().sources()));
    let without = Sources {
        documents: None,
        ..copy.sources()
    };
    assert_ne!(before, version(&without));
    copy.replace("visits.toml", "forty poets", "40 poets");
    assert_ne!(before, version(&copy.sources()));
}
