//! The beginning of a new pair: its relation, made from two countries and the documents that were imported for it, and the
//! excuses of lines that no fact could be read from.

use std::fmt::Write as _;
use std::path::PathBuf;

use super::pair_files::DOCUMENTS_FOLDER;
use super::revise::PairFolder;
use crate::document::{Document, Sentence};
use crate::values::country;

/// A country of a new pair, by its code and the name that the documents use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    pub code: String,
    pub name: String,
}

/// A document of a new pair, whose text is at hand.
#[derive(Debug)]
pub struct NewDocument {
    pub id: String,
    pub document: Document,
}

/// The sections whose lines are links to other pages.
const LINKS: [&str; 6] = [
    "External links",
    "Further reading",
    "Notes",
    "Bibliography",
    "Sources",
    "Gallery",
];

impl Party {
    /// Parses a code or a name in English: `EST`, `Estonia`, or, for one that ISO lacks, `XAA=Northern Lagoon`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some((code, name)) = text.split_once('=') {
            let is_known = country::is_code(code) || country::is_user_assigned(code);
            let party = || Self {
                code: code.to_owned(),
                name: name.trim().to_owned(),
            };
            return (is_known && !name.trim().is_empty()).then(party);
        }
        let code = country::parse(text)?;
        let is_code = text.len() <= 3;
        let name = country::name(code).filter(|_| is_code).unwrap_or(text);
        Some(Self {
            code: code.to_owned(),
            name: name.to_owned(),
        })
    }

    /// The two countries that the title of an article names, as `Estonia–Uruguay relations` does.
    pub fn of_title(title: &str) -> Option<[Self; 2]> {
        let title = title.trim();
        let suffixes = [" bilateral relations", " relations"];
        let named = suffixes
            .iter()
            .find_map(|suffix| title.strip_suffix(suffix))
            .unwrap_or(title);
        let prefixes = ["Relations between ", "Relations of "];
        let named = prefixes
            .iter()
            .find_map(|prefix| named.strip_prefix(prefix))
            .unwrap_or(named);
        // Names may hold hyphens themselves, such as Guinea-Bissau.
        let separators = ["–", "—", " - ", " and ", "-"];
        separators.iter().find_map(|separator| {
            let splits = named.match_indices(separator);
            splits.into_iter().find_map(|(at, _)| {
                let (one, other) = (&named[..at], &named[at + separator.len()..]);
                let parties = [Self::parse(one)?, Self::parse(other)?];
                (parties[0].code != parties[1].code).then_some(parties)
            })
        })
    }
}

/// The files of a new pair: its `relation.toml`, and those of its documents that get excuses. The pair must have no relation yet.
pub fn new_pair(
    folder: &PairFolder,
    parties: &[Party; 2],
    documents: &[NewDocument],
) -> Vec<(PathBuf, String)> {
    let (first, others) = documents.split_first().expect("a pair has a document");
    let source = relation_source(&first.document);
    let mut files = vec![(
        folder.path().join("relation.toml"),
        relation_file(folder, parties, documents, source),
    )];
    let of_first = excuses(&first.document, source);
    let of_others = others
        .iter()
        .map(|other| (other, excuses(&other.document, None)));
    for (document, excuses) in [(first, of_first)].into_iter().chain(of_others) {
        let name = format!("{}.toml", document.id);
        let text = folder.document_text(&document.id);
        if !excuses.is_empty() {
            let path = folder.path().join(DOCUMENTS_FOLDER).join(name);
            files.push((path, [text, &excuses].concat()));
        }
    }
    files
}

fn relation_file(
    folder: &PairFolder,
    parties: &[Party; 2],
    documents: &[NewDocument],
    source: Option<&Sentence>,
) -> String {
    let names = parties.each_ref().map(|party| party.name.as_str());
    let codes = parties.each_ref().map(|party| party.code.as_str());
    let ids: Vec<&str> = documents.iter().map(|one| one.id.as_str()).collect();
    let mut text = "[relation]\n".to_owned();
    let mut line = |key: &str, value: &str| {
        let _ = writeln!(text, "{key} = {value}");
    };
    line("id", &quoted(folder.name()));
    line(
        "title",
        &quoted(&format!("{}–{} relations", names[0], names[1])),
    );
    let at = source.map(|sentence| sentence.pointer.to_string());
    line("at", &quoted(&at.unwrap_or_default()));
    line("parties", &list(codes));
    line("documents", &list(ids));
    let own: Vec<String> = parties
        .iter()
        .filter(|party| country::name(&party.code) != Some(&party.name))
        .map(|party| {
            let (code, name) = (quoted(&party.code), quoted(&party.name));
            format!("{{ code = {code}, name = {name} }}")
        })
        .collect();
    if !own.is_empty() {
        line("country_names", &format!("[{}]", own.join(", ")));
    }
    text
}

/// The sentence that the relation itself is read from: the one that says that relations were established, else the first.
fn relation_source(document: &Document) -> Option<&Sentence> {
    let mut sentences = document.sentences.iter();
    let text = |sentence: &Sentence| document.sentence_text(sentence).to_lowercase();
    let establishes = |sentence: &&Sentence| {
        let text = text(sentence);
        let nouns = ["diplomatic relations", "diplomatic ties"];
        text.contains("established") && nouns.iter().any(|noun| text.contains(noun))
    };
    let is_prose = |sentence: &&Sentence| sentence.pointer.section != "Infobox";
    let found = sentences.clone().filter(is_prose).find(establishes);
    found.or_else(|| sentences.find(is_prose))
}

/// The excuses of lines that say nothing of the two countries, as tables behind those that the file of the document has.
fn excuses(document: &Document, cited: Option<&Sentence>) -> String {
    let mut text = String::new();
    for (sentence, reason) in excused_sentences(document, cited) {
        let (at, reason) = (quoted(&sentence.pointer.to_string()), quoted(reason));
        let _ = write!(text, "\n[[excused]]\nat = {at}\nreason = {reason}\n");
    }
    text
}

fn excused_sentences<'d>(
    document: &'d Document,
    cited: Option<&'d Sentence>,
) -> impl Iterator<Item = (&'d Sentence, &'static str)> {
    let sentences = document.sentences.iter();
    let sentences =
        sentences.filter(move |one| cited.is_none_or(|cited| cited.pointer != one.pointer));
    sentences.filter_map(|sentence| Some((sentence, excuse(document, sentence)?)))
}

/// The pointers of the sentences that are excused.
pub fn excused(documents: &[NewDocument]) -> Vec<String> {
    let pointers = documents.iter().enumerate().flat_map(|(number, one)| {
        let cited = if number == 0 {
            relation_source(&one.document)
        } else {
            None
        };
        excused_sentences(&one.document, cited).map(move |(sentence, _)| {
            let prefix = if number == 0 {
                String::new()
            } else {
                [&one.id, "#"].concat()
            };
            [prefix, sentence.pointer.to_string()].concat()
        })
    });
    pointers.collect()
}

fn excuse(document: &Document, sentence: &Sentence) -> Option<&'static str> {
    let section = sentence.pointer.section.as_str();
    let text = document.sentence_text(sentence);
    if LINKS.contains(&section) {
        Some("a link to another page, not a statement about the two countries")
    } else if !text.chars().any(char::is_lowercase) && text.chars().any(char::is_uppercase) {
        Some("a heading, not a statement")
    } else if section == "Lead" && is_about_article(&text) {
        Some("says what the article is about")
    } else {
        None
    }
}

/// True for sentences such as `A–B relations refer to the relations between A and B.`, which have neither a number nor a clause more.
fn is_about_article(text: &str) -> bool {
    let verbs = [
        "relations refer to ",
        "relations refers to ",
        "relations are ",
        "relations is ",
    ];
    let Some((subject, rest)) = verbs.iter().find_map(|verb| text.split_once(verb)) else {
        return false;
    };
    let nouns = ["relations", "ties", "relationship"];
    let is_definition = nouns.iter().any(|noun| rest.contains(noun));
    let is_short = rest.split_whitespace().count() <= MAX_WORDS;
    let has_number = text.chars().any(|character| character.is_ascii_digit());
    is_definition && is_short && !has_number && !subject.contains(',')
}

/// The most words behind the verb of a sentence that only says what the article is about.
const MAX_WORDS: usize = 16;

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

fn list<'t>(texts: impl IntoIterator<Item = &'t str>) -> String {
    let texts: Vec<String> = texts.into_iter().map(quoted).collect();
    format!("[{}]", texts.join(", "))
}
