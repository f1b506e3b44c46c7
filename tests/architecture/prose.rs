//! Comments: a sentence has a subject and a verb, so none opens with a noun clause such as "What is served".

use crate::{assert_none, texts};

/// The words that open a noun clause. A question may begin with them.
const OPENINGS: &[&str] = &[
    "What", "Whatever", "Whoever", "Who", "Whether", "How", "Where",
];

/// The comments of a text, each with the number of its first line. Consecutive lines of one kind make one comment.
fn comments(text: &str, marks: &[&str]) -> Vec<(usize, String)> {
    let mut comments: Vec<(usize, String)> = Vec::new();
    let mut previous = None;
    for (number, line) in (1..).zip(text.lines()) {
        let line = line.trim();
        let leading = marks
            .iter()
            .find_map(|mark| Some((*mark, line.strip_prefix(mark)?)));
        let trailing = marks.iter().find_map(|mark| {
            let (code, comment) = line.split_once(&format!(" {mark} "))?;
            // A mark inside of a string is no comment.
            code.matches('"')
                .count()
                .is_multiple_of(2)
                .then_some(comment)
        });
        match (leading, trailing) {
            (Some((mark, rest)), _) if rest.is_empty() || rest.starts_with(' ') => {
                let goes_on = previous == Some(mark) && !rest.trim().is_empty();
                match comments.last_mut().filter(|_| goes_on) {
                    Some((_, comment)) => *comment += rest,
                    None => comments.push((number, rest.to_owned())),
                }
                previous = Some(mark).filter(|_| !rest.trim().is_empty());
                continue;
            }
            (None, Some(comment)) => comments.push((number, comment.to_owned())),
            _ => {}
        }
        previous = None;
    }
    comments
}

/// The sentences of a comment that open with a noun clause.
fn noun_clauses(comment: &str) -> Vec<String> {
    let comment = comment.trim().trim_start_matches(['-', '*', '#', ' ']);
    let ends: Vec<usize> = comment
        .match_indices(['.', '!', '?', ':'])
        .map(|(end, _)| end + 1)
        .filter(|end| comment[*end..].starts_with(' '))
        .collect();
    let starts = [0].into_iter().chain(ends.iter().copied());
    let ends = ends.iter().copied().chain([comment.len()]);
    let sentences = starts
        .zip(ends)
        .map(|(start, end)| (start, comment[start..end].trim()));
    sentences
        .filter(|(start, sentence)| {
            let Some((first, rest)) = sentence.split_once(' ') else {
                return false;
            };
            // The first word of a comment opens a sentence even in lower case.
            let opens = |word: &str| word == first || *start == 0 && word.to_lowercase() == first;
            OPENINGS.iter().any(|word| opens(word))
                && rest.starts_with(char::is_lowercase)
                && !sentence.ends_with('?')
        })
        .map(|(_, sentence)| sentence.to_owned())
        .collect()
}

fn violations(folders: &[&str], ending: &str, marks: &[&str]) -> Vec<String> {
    let mut violations = Vec::new();
    for (file, text) in texts(folders, ending) {
        for (line, comment) in comments(&text, marks) {
            let found = noun_clauses(&comment).into_iter();
            violations.extend(found.map(|sentence| format!("{file}:{line}: {sentence}")));
        }
    }
    violations
}

#[test]
fn comments_in_rust_are_sentences() {
    let found = violations(
        &["src", "tests", "benches/src"],
        ".rs",
        &["///", "//!", "//"],
    );
    assert_none(&found, "a comment opens with a noun clause");
}

#[test]
fn comments_in_sql_are_sentences() {
    assert_none(
        &violations(&["migrations"], ".sql", &["--"]),
        "a comment opens with a noun clause",
    );
}

#[test]
fn comments_in_toml_are_sentences() {
    let found = violations(&["."], ".toml", &["#"]);
    assert_none(&found, "a comment opens with a noun clause");
}

#[test]
fn a_noun_clause_is_found_at_the_start_of_any_sentence() {
    let text = "# The first. What comes of\n# it. How is it?\n#\n# Whether it is.\n\
                x = \"# Where not\" # how many there are\n# It says what it is. Where?\n";
    let found: Vec<(usize, Vec<String>)> = comments(text, &["#"])
        .into_iter()
        .map(|(line, comment)| (line, noun_clauses(&comment)))
        .filter(|(_, found)| !found.is_empty())
        .collect();
    let expected = [
        (1, "What comes of it."),
        (4, "Whether it is."),
        (5, "how many there are"),
    ];
    assert_eq!(
        found,
        expected.map(|(line, sentence)| (line, vec![sentence.to_owned()]))
    );
}
