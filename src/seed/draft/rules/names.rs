//! Names of programmes, bodies and offices: runs of words with capital letters.

use std::ops::Range;

use crate::seed::draft::sentence::Sentence;

/// The words in lower case inside a name.
const JOINTS: &[&str] = &["of", "for", "and", "the", "on", "&", "-"];

/// The last or first words of the names of things that countries do together.
const NOUNS: &[&str] = &[
    "programme",
    "program",
    "fund",
    "forum",
    "festival",
    "project",
    "initiative",
    "partnership",
    "exercise",
    "fair",
    "expo",
    "scheme",
    "dialogue",
];

/// Those of the names of bodies.
const BODIES: &[&str] = &[
    "commission",
    "council",
    "committee",
    "association",
    "institute",
    "centre",
    "center",
    "chamber",
    "society",
    "foundation",
    "club",
    "group",
    "university",
    "school",
];

/// The words that number a meeting and are no name of it.
const NUMBERS: &[&str] = &[
    "first", "second", "third", "fourth", "fifth", "last", "next",
];

/// The words before a name.
const CALLED: &[&str] = &[
    "called",
    "named",
    "dubbed",
    "titled",
    "entitled",
    "codenamed",
];

/// The most words of a name.
const MAX_NAME: usize = 14;

/// True if a token is one of some words, which spaces separate.
pub fn is_in(sentence: &Sentence<'_, '_>, at: usize, words: &str) -> bool {
    let token = sentence.tokens.get(at);
    token.is_some_and(|token| words.split(' ').any(|word| token.is(word)))
}

/// The run of words with capital letters around a token, with the words in lower case that join them.
pub fn run_around(sentence: &Sentence<'_, '_>, at: usize) -> Range<usize> {
    let is_capital = |at: usize| {
        let token = sentence.tokens.get(at);
        token.is_some_and(|token| token.is_capital && token.is_word)
    };
    let is_joint = |at: usize| sentence.token_is(at, JOINTS);
    let (mut start, mut end) = (at, at + 1);
    while start > 0 && end - start < MAX_NAME {
        if is_capital(start - 1) {
            start -= 1;
        } else if start > 1 && is_joint(start - 1) && is_capital(start - 2) {
            start -= 2;
        } else {
            break;
        }
    }
    while end - start < MAX_NAME {
        if is_capital(end) {
            end += 1;
        } else if is_joint(end) && !sentence.token_is(end, &["the"]) {
            let the = usize::from(sentence.token_is(end + 1, &["the"]));
            if !is_capital(end + 1 + the) {
                break;
            }
            end += 2 + the;
        } else {
            break;
        }
    }
    let opens = &[
        "the", "in", "a", "an", "on", "under", "since", "as", "this", "its", "both",
    ];
    while start + 1 < end && sentence.token_is(start, opens) {
        start += 1;
    }
    start..end
}

/// True for words such as `called` and `known as`.
fn is_calling(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    let known_as = sentence.token_is(at, &["known"]) && sentence.token_is(at + 1, &["as"]);
    sentence.token_is(at, CALLED) || known_as
}

/// The name behind words such as `called`.
fn called_at(sentence: &Sentence<'_, '_>, at: usize) -> Option<Range<usize>> {
    let from = at + 1 + usize::from(sentence.token_is(at, &["known"]));
    let from = from + usize::from(sentence.token_is(from, &["the"]));
    let is_name = sentence
        .tokens
        .get(from)
        .is_some_and(|token| token.is_capital);
    is_name.then(|| from..run_around(sentence, from).end)
}

/// The name that a sentence says something is called by.
pub fn called(sentence: &Sentence<'_, '_>) -> Option<Range<usize>> {
    let mut all = (0..sentence.tokens.len()).filter(|at| is_calling(sentence, *at));
    all.find_map(|at| called_at(sentence, at))
}

/// The own name of a programme, fund, operation or body.
pub fn own_name<'s>(sentence: &'s Sentence<'_, '_>, cooperation_type: &str) -> Option<&'s str> {
    // A body that meets or gives is not what is done together.
    let may_be_body = matches!(cooperation_type, "institution" | "programme" | "branch");
    let starts = 0..sentence.tokens.len();
    let mut found = starts.filter_map(|at| {
        let token = &sentence.tokens[at];
        if is_calling(sentence, at) {
            return called_at(sentence, at);
        }
        let is_noun =
            token.is_capital && (token.is_one_of(NOUNS) || may_be_body && token.is_one_of(BODIES));
        let is_operation = token.is_capital
            && token.is("operation")
            && sentence
                .tokens
                .get(at + 1)
                .is_some_and(|next| next.is_capital);
        (is_noun || is_operation).then(|| run_around(sentence, at))
    });
    let is_person = |run: &Range<usize>| {
        let mut persons = sentence.persons.iter();
        persons.any(|one| one.tokens.start < run.end && run.start < one.tokens.end)
    };
    let is_numbered = |run: &Range<usize>| run.len() == 2 && sentence.token_is(run.start, NUMBERS);
    let run = found.find(|run| run.len() > 1 && !is_person(run) && !is_numbered(run))?;
    Some(sentence.written(run))
}
