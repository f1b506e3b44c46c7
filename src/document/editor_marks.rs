//! Marks of editors: `[citation needed]`, `[when?]`, `[sic]` and their like.

/// Marks without a telling end.
const WORDS: &[&str] = &[
    "sic",
    "dubious",
    "disputed",
    "vague",
    "specify",
    "quantify",
    "update",
    "dead link",
    "permanent dead link",
    "failed verification",
    "not in citation given",
    "not specific enough to verify",
    "original research",
    "weasel words",
    "peacock prose",
    "neutrality is disputed",
    "self-published source",
    "non-primary source",
    "circular reference",
    "citation not found",
    "edit",
    "edit source",
    "carece de fuentes",
    "senza fonte",
    "ohne beleg",
    "要出典",
    "來源請求",
    "来源请求",
];

/// The ends of marks that ask for something, in the languages of the larger encyclopaedias.
const ENDS: &[&str] = &[
    " needed",
    " discuss",
    " requerida",
    " nécessaire",
    " necessária",
    " fehlt",
    " fehlen",
];

/// The words that open a question to the author, such as `[by whom?]`.
const QUESTIONS: &[&str] = &[
    "who",
    "whom",
    "whose",
    "when",
    "where",
    "which",
    "what",
    "why",
    "how",
    "by",
    "to",
    "according",
    "says",
    "as",
    "like",
    "original",
    "unreliable",
    "relevant",
    "pronunciation",
    "sic",
    "quand",
    "qui",
    "où",
    "cuándo",
    "quién",
    "wann",
    "wer",
    "wo",
];

/// The number of words of the longest question.
const MAX_QUESTION_WORDS: usize = 4;

/// Returns true for the words between the brackets of such a mark.
pub(super) fn is_editor_mark(inside: &str) -> bool {
    let inside = inside.to_lowercase();
    if WORDS.contains(&inside.as_str()) || ENDS.iter().any(|end| inside.ends_with(end)) {
        return true;
    }
    let Some(question) = inside.strip_suffix('?') else {
        return false;
    };
    let words: Vec<&str> = question.split_whitespace().collect();
    let opens = words.first().is_some_and(|first| QUESTIONS.contains(first));
    opens && words.len() <= MAX_QUESTION_WORDS
}
