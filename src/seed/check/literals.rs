//! Checks that every literal of a fact occurs in one of the sentences that the fact cites.

use crate::seed::diagnostics::Diagnostics;
use crate::seed::read::{Citation, Pair, ParsedFact};
use crate::values::literal::{contains, normalize};

/// Checks the literals of a fact, if the texts of all its sentences are at hand.
pub fn check_literals(fact: &ParsedFact, pair: &Pair, diagnostics: &mut Diagnostics) {
    let texts = fact.citations.iter();
    let texts = texts.map(|citation| pair.sentence_text(citation).map(normalize));
    let sentences: Option<Vec<String>> = texts.collect();
    let Some(sentences) = sentences.filter(|sentences| !sentences.is_empty()) else {
        return;
    };
    for literal in &fact.literals {
        let text = literal.text.get_ref();
        let words = normalize(text);
        if !sentences.iter().any(|sentence| contains(sentence, &words)) {
            let pointers = fact.citations.iter();
            let pointers: Vec<&str> = pointers.map(Citation::as_written).collect();
            let message = format!("`{text}` does not occur in {}", pointers.join(", "));
            let remedy = "spell it as in the document, or cite the sentence that it is in";
            diagnostics.push(fact.diagnostic(literal.text.span(), message, remedy));
        }
    }
}
