//! Checks that the index of a document is sound, and that the text at hand is the indexed one.

use crate::document::{Index, SentenceEntry};
use crate::seed::diagnostics::{Diagnostic, Diagnostics};
use crate::seed::pair_files::DOCUMENTS_FOLDER;
use crate::seed::read::{LoadedDocument, Pair, PairDocument, PairIndex};

/// The folder of seeds that commands change unless another is named.
const DEFAULT_SEEDS: &str = "seeds";

/// Another index would give pointers other meanings, so it cannot just be written anew.
const RESTORE: &str = "restore the whole folder of the pair from version control; if the article or its abbreviations have changed, use `bilateral revise`";

/// Checks the index of a document, and the document if it is at hand. Returns true unless they differ.
pub fn check_pin(document: &PairDocument, pair: &Pair, diagnostics: &mut Diagnostics) -> bool {
    let Some(pinned) = &document.index else {
        return false;
    };
    let errors_before = diagnostics.len();
    if check_index(pinned, diagnostics)
        && let Some(text) = &document.text
    {
        check_document(pinned, text, document, pair, diagnostics);
    }
    diagnostics.len() == errors_before
}

/// Checks an index as far as possible without the document, and returns true if it may be what `bilateral index` writes.
fn check_index(pinned: &PairIndex, diagnostics: &mut Diagnostics) -> bool {
    let Some(span) = pinned.damage() else {
        return true;
    };
    let message = "the index is damaged";
    let remedy = "restore the whole folder of the pair from version control, or remove the index and use `bilateral revise`, which then marks every pointer";
    diagnostics.push(Diagnostic::new(&pinned.file, span, message, remedy));
    false
}

fn check_document(
    pinned: &PairIndex,
    loaded: &LoadedDocument,
    document: &PairDocument,
    pair: &Pair,
    diagnostics: &mut Diagnostics,
) {
    let expected = Index::from_document(&loaded.document);
    let index = &pinned.index;
    let mut report = |span, message: String, remedy: String| {
        diagnostics.push(Diagnostic::new(&pinned.file, span, message, remedy));
    };
    let hash = &expected.sha256;
    if *hash != index.sha256 {
        let message = format!("the document is not the indexed one: its sha256 is {hash}");
        let command = revise_command(pinned, loaded, document, pair);
        let remedy = format!(
            "if the article has changed, carry the pointers over with `{command}`; otherwise restore the text"
        );
        report(0..0, message, remedy);
        return;
    }
    let sentences = expected.sentences.iter().zip(&index.sentences);
    let mut sentences = sentences.zip(&pinned.spans);
    // One line too many or too few shifts all that follow, so only the first difference is reported.
    if let Some(((right, wrong), span)) = sentences.find(|((right, wrong), _)| right != wrong) {
        let SentenceEntry { at, start, end, .. } = wrong;
        let message = format!("`{at}` is not at {start} to {end} of the document");
        let SentenceEntry { at, start, end, .. } = right;
        let remedy = format!("the document has `{at}` at {start} to {end}: {RESTORE}");
        report(span.clone(), message, remedy);
    } else if expected != *index {
        let message = "the index does not match the document".to_owned();
        report(0..0, message, RESTORE.to_owned());
    }
}

/// The command that carries the pointers over to the text at hand.
fn revise_command(
    pinned: &PairIndex,
    loaded: &LoadedDocument,
    document: &PairDocument,
    pair: &Pair,
) -> String {
    let (name, id, text) = (&pair.name, &document.id, &loaded.path);
    let own = format!("/{name}/{DOCUMENTS_FOLDER}/");
    let seeds = pinned.file.path.rsplit_once(&own).map(|(seeds, _)| seeds);
    let seeds = seeds.filter(|seeds| *seeds != DEFAULT_SEEDS);
    let seeds = seeds.map_or_else(String::new, |seeds| format!(" --seeds {seeds}"));
    format!("bilateral revise {name} {text} --document {id}{seeds}")
}
