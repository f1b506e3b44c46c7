//! Errors in files and in tables that are not facts, and the look of diagnostics.

use std::fs;

use bilateral::seed::Sources;
use tempfile::TempDir;

use crate::copy::{DOCUMENT, PAIR, PairCopy, check, fixtures, invalid, summarize};

#[test]
fn all_errors_of_a_table_that_is_not_a_fact_are_reported() {
    let copy = PairCopy::new();
    let place = "id = \"beijing\"\ncountry = \"CHN\"\n";
    copy.replace(
        "relation.toml",
        place,
        "id = \"Bei Jing\"\ncountry = \"China\"\ncolour = 1\nriver = 2\n",
    );
    copy.replace(
        DOCUMENT,
        "reason = \"the head of a table\"",
        "reason = \"\"\ncolour = 1\nriver = 2",
    );
    let found = copy.diagnostics();
    let expected = [
        ("`reason` is empty", "iceland-japan.toml:19:10"),
        ("unknown key `colour`", "iceland-japan.toml:20:1"),
        ("unknown key `river`", "iceland-japan.toml:21:1"),
        ("`Bei Jing` is not a valid id", "relation.toml:48:6"),
        (
            "`China` is not a valid country for `country`",
            "relation.toml:49:11",
        ),
        ("unknown key `colour`", "relation.toml:50:1"),
        ("unknown key `river`", "relation.toml:51:1"),
    ];
    assert_eq!(
        summarize(&found),
        expected.map(|(message, position)| (message.to_owned(), position.to_owned()))
    );
}

#[test]
fn all_errors_of_the_metadata_are_reported() {
    let copy = PairCopy::new();
    let metadata =
        "# last revised by hand\ncolour = 1\ntitel = \"T\"\nlicence = 3\nrevised = \"yesterday\"\n";
    fs::write(copy.folder.path().join("dataset.toml"), metadata).unwrap();
    copy.replace("visits.toml", "host = ", "hots = ");
    let found = copy.diagnostics();
    let expected = [
        ("unknown key `colour`", "dataset.toml:2:1"),
        ("unknown key `titel`", "dataset.toml:3:1"),
        ("`licence` is not a string", "dataset.toml:4:11"),
        ("`revised` is not a day", "dataset.toml:5:11"),
        ("unknown key `hots`", "visits.toml:8:1"),
    ];
    assert_eq!(
        summarize(&found),
        expected.map(|(message, position)| (message.to_owned(), position.to_owned()))
    );
}

/// Other errors are reported as well, but nothing as missing that is in the unreadable file.
#[test]
fn a_file_that_is_not_utf_8_hides_no_other_error() {
    let latin = |copy: &PairCopy, file: &str| {
        let text = fs::read_to_string(copy.path(file)).unwrap();
        let bytes: Vec<u8> = text
            .chars()
            .map(|character| u8::try_from(character).unwrap_or(b'?'))
            .collect();
        assert!(std::str::from_utf8(&bytes).is_err());
        fs::write(copy.path(file), bytes).unwrap();
    };
    let copy = PairCopy::new();
    latin(&copy, "relation.toml");
    latin(&copy, "missions.toml");
    fs::write(
        copy.folder.path().join("dataset.toml"),
        b"title = \"\xff\"\n",
    )
    .unwrap();
    copy.replace("trade.toml", "\"JPY\"", "\"YEN\"");
    copy.replace("visits.toml", "\"Visits 2.2\"", "\"Visits 2.9\"");
    let expected = [
        ("the file is not UTF-8", "dataset.toml:1:10"),
        ("the file is not UTF-8", "missions.toml:7:27"),
        ("the file is not UTF-8", "relation.toml:39:18"),
        (
            "`YEN` is not a valid currency for `currency`",
            "trade.toml:10:43",
        ),
        (
            "no sentence `Visits 2.9` in the index of `iceland-japan`",
            "visits.toml:16:21",
        ),
    ];
    assert_eq!(
        summarize(&copy.diagnostics()),
        expected.map(|(message, position)| (message.to_owned(), position.to_owned()))
    );
}

#[test]
fn a_document_that_is_not_utf_8_is_one_error_among_others() {
    let copy = PairCopy::new();
    let documents = TempDir::new().unwrap();
    fs::write(documents.path().join("iceland-japan.txt"), b"\xff").unwrap();
    copy.replace("trade.toml", "\"JPY\"", "\"YEN\"");
    let sources = Sources {
        documents: Some(documents.path().to_owned()),
        ..copy.sources()
    };
    let rendered = invalid(check(&sources).unwrap_err()).render_plain();
    assert!(
        rendered.contains("iceland-japan.txt:1:1")
            && rendered.contains("`YEN` is not a valid currency"),
        "{rendered}"
    );
}

#[test]
fn a_diagnostic_looks_like_those_of_rustc() {
    let copy = PairCopy::new();
    copy.replace("visits.toml", "\"unspecified\"", "\"oficial_visit\"");
    insta::assert_snapshot!(copy.diagnostics()[0], @r#"
    `oficial_visit` is not a valid value for `type`
      --> iceland-japan/visits.toml:10:8
       |
    10 | type = "oficial_visit"
       |        ^^^^^^^^^^^^^^^ in visit minister-akureyri
       |
       = help: did you mean `official_visit`? write one of: state_visit, official_visit, working_visit, multilateral, third_place, meeting, unspecified
    "#);
}

#[test]
fn a_changed_document_gives_one_diagnostic() {
    let copy = PairCopy::new();
    let documents = copy.folder.path().join("documents");
    fs::create_dir(&documents).unwrap();
    let text = fs::read_to_string(fixtures().join("documents/iceland-japan.txt")).unwrap();
    fs::write(
        documents.join("iceland-japan.txt"),
        text.replace("40 poets", "41 poets"),
    )
    .unwrap();
    let seeds = copy.folder.path().join("seeds");
    fs::create_dir(&seeds).unwrap();
    fs::rename(copy.path(""), seeds.join(PAIR)).unwrap();
    let sources = Sources {
        seeds: Some(seeds),
        documents: Some(documents),
    };
    let diagnostics = invalid(check(&sources).unwrap_err());
    let rendered = diagnostics.render_plain();
    assert!(
        diagnostics.len() == 1 && rendered.contains("the document is not the indexed one"),
        "{rendered}"
    );
}

#[test]
fn a_folder_without_pairs_and_an_unknown_file_are_reported() {
    let empty = TempDir::new().unwrap();
    let error = check(&Sources {
        seeds: Some(empty.path().to_owned()),
        documents: None,
    })
    .unwrap_err();
    assert!(error.to_string().contains("holds no pair"), "{error}");
    let copy = PairCopy::new();
    fs::write(copy.path("visit.toml"), "").unwrap();
    let found = copy.diagnostics();
    assert!(
        found.len() == 1 && found[0].contains("did you mean `visits.toml`?"),
        "{found:?}"
    );
}

#[test]
fn a_syntax_error_hides_no_key_that_is_written() {
    let copy = PairCopy::new();
    copy.replace("visits.toml", "date = \"2004-21\"", "date  \"2004-21\"");
    let found = copy.diagnostics();
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("key with no value"), "{found:?}");
}

#[test]
fn a_seed_file_under_another_name_is_not_passed_over() {
    for name in ["visits.toml.txt", "visits.TOML", "Visits.toml.TXT"] {
        let copy = PairCopy::new();
        let file = copy.path("visits.toml");
        fs::rename(&file, file.with_file_name(name)).unwrap();
        let found = copy.diagnostics();
        let names_it = |line: &String| line.contains(name) || line.contains("it is not read");
        assert!(found.iter().any(names_it), "{name}: {found:?}");
    }
}
