//! Errors in seed files: each gives one diagnostic with file, line, fact, message and remedy, and ten give ten. They are made
//! in a copy of the invented pair, checked with its document.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod cases;

use std::fs;
use std::path::{Path, PathBuf};

use bilateral::seed::{self, Diagnostics, Report, SeedError, Sources};
use tempfile::TempDir;
use tokio::runtime::Runtime;

use cases::{CASES, Case};

const PAIR: &str = "iceland-japan";

/// A copy of the invented pair that a test may change.
struct Copy {
    folder: TempDir,
}

impl Copy {
    fn new() -> Self {
        let copy = Self {
            folder: TempDir::new().unwrap(),
        };
        fs::create_dir(copy.path("")).unwrap();
        for file in fs::read_dir(fixtures().join("seeds").join(PAIR)).unwrap() {
            let file = file.unwrap().path();
            fs::copy(
                &file,
                copy.path(file.file_name().unwrap().to_str().unwrap()),
            )
            .unwrap();
        }
        copy
    }

    fn path(&self, file: &str) -> PathBuf {
        self.folder.path().join(PAIR).join(file)
    }

    /// Replaces the first `old` in a file.
    fn replace(&self, file: &str, old: &str, new: &str) {
        let text = fs::read_to_string(self.path(file)).unwrap();
        assert!(text.contains(old), "{file} has no {old}");
        fs::write(self.path(file), text.replacen(old, new, 1)).unwrap();
    }

    fn sources(&self) -> Sources {
        Sources {
            seeds: Some(self.folder.path().to_owned()),
            documents: Some(fixtures().join("documents")),
        }
    }

    /// The diagnostics without the path of the folder.
    fn diagnostics(&self) -> Vec<String> {
        let diagnostics = match check(&self.sources()) {
            Ok(_) => return Vec::new(),
            Err(error) => invalid(error),
        };
        let rendered = diagnostics
            .render_plain()
            .replace(&format!("{}/", self.folder.path().display()), "");
        let split: Vec<String> = rendered
            .split("\n\nerror: ")
            .map(|one| one.trim_start_matches("error: ").to_owned())
            .collect();
        assert_eq!(split.len(), diagnostics.len());
        split
    }
}

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

fn check(sources: &Sources) -> Result<Report, SeedError> {
    Runtime::new().unwrap().block_on(seed::check(sources))
}

fn version(sources: &Sources) -> String {
    let version = seed::version(sources);
    Runtime::new().unwrap().block_on(version).unwrap()
}

fn invalid(error: SeedError) -> Diagnostics {
    match error {
        SeedError::Invalid(diagnostics) => diagnostics,
        SeedError::Source(error) => panic!("{error}"),
    }
}

#[test]
fn the_invented_pair_has_no_errors() {
    let report = check(&Copy::new().sources()).unwrap();
    assert_eq!((report.pairs, report.documents), (1, 1));
}

#[test]
fn each_error_gives_one_precise_diagnostic() {
    let mut wrong = Vec::new();
    for case in CASES {
        let Case {
            file,
            old,
            new,
            message,
            position,
            remedy,
        } = case;
        let copy = Copy::new();
        copy.replace(file, old, new);
        let found = copy.diagnostics();
        let is_expected = |one: &String| {
            one.starts_with(message) && one.contains(position) && one.contains(remedy)
        };
        if found.len() != 1 || !found.iter().all(is_expected) {
            wrong.push(format!(
                "{file}: {old} → {new}\nexpected {message} at {position}\nfound {}",
                found.join("\n\n")
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n\n"));
}

#[test]
fn discrepancies_name_existing_facts_and_prefer_at_most_one() {
    let copy = Copy::new();
    let written = |kind: &str, facts: &str| {
        let text = format!(
            "[[discrepancy]]\nid = \"a\"\ntitle = \"A\"\nat = \"Lead 1.2\"\ntype = \"{kind}\"\nsummary = \"S\"\nfacts = [{facts}]\n"
        );
        fs::write(copy.path("discrepancies.toml"), text).unwrap();
        copy.diagnostics()
    };
    let discrepancy = |facts: &str| written("ambiguity", facts);
    let one = |found: Vec<String>, message: &str| {
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].starts_with(message), "{}", found[0]);
    };
    one(discrepancy(""), "`facts` is empty");
    one(
        discrepancy("{ fact = \"visit/nobody\", role = \"involved\" }"),
        "unknown fact `visit/nobody`",
    );
    one(
        discrepancy("{ fact = \"vist/minister-akureyri\", role = \"involved\" }"),
        "unknown fact `vist/minister-akureyri`",
    );
    one(
        discrepancy("{ fact = \"minister-akureyri\", role = \"involved\" }"),
        "`minister-akureyri` does not name a fact",
    );
    let preferred = "{ fact = \"treaty/films\", role = \"preferred\" }, { fact = \"treaty/whales\", role = \"preferred\" }";
    one(discrepancy(preferred), "2 entries of `facts` are preferred");
    one(
        discrepancy("{ fact = \"discrepancy/a\", role = \"involved\" }"),
        "the fact refers to itself",
    );
    assert!(discrepancy("{ fact = \"treaty/films\", role = \"preferred\" }").is_empty());
    one(
        written(
            "contradiction",
            "{ fact = \"treaty/films\", role = \"involved\" }",
        ),
        "a contradiction needs at least two entries in `facts`",
    );
}

#[test]
fn events_must_be_in_the_order_in_which_they_happened() {
    let copy = Copy::new();
    let text = fs::read_to_string(copy.path("relation.toml")).unwrap();
    let blocks: Vec<&str> = text.split("[[relation.event]]").collect();
    let (last, rest) = blocks[3].split_once("\n\n").unwrap();
    let swapped = [
        blocks[0],
        blocks[1],
        &format!("{last}\n\n"),
        &format!("{}\n\n{rest}", blocks[2].trim_end()),
    ];
    fs::write(
        copy.path("relation.toml"),
        swapped.join("[[relation.event]]"),
    )
    .unwrap();
    let found = copy.diagnostics();
    assert!(
        found.len() == 1 && found[0].starts_with("`1974` is out of order"),
        "{found:?}"
    );
}

#[test]
fn the_final_state_of_a_mission_must_agree_with_the_infobox() {
    let copy = Copy::new();
    let row = "\n[[document.infobox]]\nid = \"m\"\ntitle = \"M\"\nat = \"Missions 1.2\"\nkey = \"embassy\"\nvalue = \"Beijing\"\n\
               mission = \"mission/iceland-to-japan\"\ntype = \"embassy\"\nseats = [\"Beijing\"]\n";
    copy.replace(
        "relation.toml",
        "\n[[excused]]",
        &format!("{row}\n[[excused]]"),
    );
    assert!(copy.diagnostics().is_empty(), "{:?}", copy.diagnostics());
    copy.replace(
        "missions.toml",
        "type_after = \"embassy\"\nplace = \"Beijing\"",
        "type_after = \"consulate\"\nplace = \"Beijing\"",
    );
    let found = copy.diagnostics();
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with(
        "`type` is embassy, but the events of mission/iceland-to-japan give consulate"
    ));
}

#[test]
fn an_unknown_state_is_not_compared() {
    let copy = Copy::new();
    let row = "\n[[document.infobox]]\nid = \"m\"\ntitle = \"M\"\nat = \"Missions 1.2\"\nkey = \"embassy\"\nvalue = \"Beijing\"\n\
               mission = \"mission/iceland-to-japan\"\ntype = \"embassy\"\nseats = [\"Beijing\"]\n";
    copy.replace(
        "relation.toml",
        "\n[[excused]]",
        &format!("{row}\n[[excused]]"),
    );
    let dated = "date = \"1958\"\ndate_text = \"1958\"\n";
    copy.replace("missions.toml", dated, "");
    let found = copy.diagnostics();
    assert!(
        found.len() == 1 && found[0].starts_with("missing field `date`"),
        "{found:?}"
    );
    copy.replace(
        "missions.toml",
        "place = \"Beijing\"\n",
        &format!("place = \"Beijing\"\n{dated}"),
    );
    assert!(copy.diagnostics().is_empty());
    for named in ["visit/minister-akureyri", "relation/iceland-japan"] {
        let copy = Copy::new();
        let row = row.replace("mission/iceland-to-japan", named);
        copy.replace(
            "relation.toml",
            "\n[[excused]]",
            &format!("{row}\n[[excused]]"),
        );
        let found = copy.diagnostics();
        assert!(
            found.len() == 1 && found[0].starts_with(&format!("{named} has no state with `type`")),
            "{found:?}"
        );
        assert!(
            found[0].contains("help: name a mission, or omit `mission`"),
            "{found:?}"
        );
    }
}

#[test]
fn a_pair_has_one_relation_and_one_document() {
    for (table, header) in [
        ("[relation]\n", "[[relation]]"),
        ("[document]\n", "[[document]]"),
    ] {
        let copy = Copy::new();
        let text = fs::read_to_string(copy.path("relation.toml")).unwrap();
        let (before, rest) = text.split_once(table).unwrap();
        let fields = rest.split("\n\n").next().unwrap();
        let event = if table == "[relation]\n" {
            "[[relation.event]]\nid = \"again\"\ntitle = \"T\"\nat = \"Lead 1.2\"\ntype = \"recognised\"\n\
             date = \"1951\"\ndate_text = \"1951\"\n"
        } else {
            ""
        };
        let doubled = format!("{before}{header}\n{fields}\n\n{event}\n{header}\n{rest}");
        fs::write(copy.path("relation.toml"), doubled).unwrap();
        let found = copy.diagnostics();
        assert_eq!(found.len(), 1, "{}", found.join("\n\n"));
        assert!(
            found[0].starts_with(&format!("a second {}", table.trim_end())),
            "{}",
            found[0]
        );
    }
}

#[test]
fn ten_errors_give_ten_diagnostics_and_nothing_is_written() {
    let copy = Copy::new();
    for (file, old, new) in [
        (
            "visits.toml",
            "type = \"state_visit\"",
            "typ = \"state_visit\"",
        ),
        ("visits.toml", "\"2004-21\"", "\"2004-13\""),
        ("visits.toml", "\"Jón Dalsmann\"", "\"John Dalesman\""),
        ("visits.toml", "\"Akureyri\"", "\"Atlantis\""),
        ("missions.toml", "sending = \"JPN\"", "sending = \"JAP\""),
        ("missions.toml", "\"Missions 1.2\"", "\"Missions 1.3\""),
        ("trade.toml", "\"ISK\"", "\"KRONUR\""),
        ("treaties.toml", "id = \"whales\"", "id = \"films\""),
        ("goods.toml", "position = 2", "position = -2"),
        ("cooperation.toml", "\"programme\"", "\"program\""),
    ] {
        copy.replace(file, old, new);
    }
    let found = copy.diagnostics();
    assert_eq!(found.len(), 10, "{}", found.join("\n\n"));
    let database = copy.folder.path().join("db.sqlite");
    let built = tokio::runtime::Runtime::new()
        .unwrap()
        .block_on(seed::migrate(&copy.sources(), &database, &|_, _| ()));
    assert!(built.is_err() && !database.exists() && !database.with_added_extension("new").exists());
}

/// The message and the position of each diagnostic.
fn summarize(diagnostics: &[String]) -> Vec<(String, String)> {
    let summary = |one: &String| {
        let mut lines = one.lines();
        let message = lines.next().unwrap().to_owned();
        let position = lines.next().unwrap().rsplit('/').next().unwrap();
        (
            message,
            position.trim().trim_start_matches("--> ").to_owned(),
        )
    };
    diagnostics.iter().map(summary).collect()
}

#[test]
fn all_errors_of_a_table_that_is_not_a_fact_are_reported() {
    let copy = Copy::new();
    let place = "id = \"beijing\"\ncountry = \"CHN\"\n";
    copy.replace(
        "relation.toml",
        place,
        "id = \"Bei Jing\"\ncountry = \"China\"\ncolour = 1\nriver = 2\n",
    );
    copy.replace(
        "relation.toml",
        "reason = \"the head of a table\"",
        "reason = \"\"\ncolour = 1\nriver = 2",
    );
    let found = copy.diagnostics();
    let expected = [
        ("`Bei Jing` is not a valid id", "relation.toml:45:6"),
        (
            "`China` is not a valid country for `country`",
            "relation.toml:46:11",
        ),
        ("unknown key `colour`", "relation.toml:47:1"),
        ("unknown key `river`", "relation.toml:48:1"),
        ("`reason` is empty", "relation.toml:63:10"),
        ("unknown key `colour`", "relation.toml:64:1"),
        ("unknown key `river`", "relation.toml:65:1"),
    ];
    assert_eq!(
        summarize(&found),
        expected.map(|(message, position)| (message.to_owned(), position.to_owned()))
    );
}

#[test]
fn all_errors_of_the_metadata_are_reported() {
    let copy = Copy::new();
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
    let latin = |copy: &Copy, file: &str| {
        let text = fs::read_to_string(copy.path(file)).unwrap();
        let bytes: Vec<u8> = text
            .chars()
            .map(|character| u8::try_from(character).unwrap_or(b'?'))
            .collect();
        assert!(std::str::from_utf8(&bytes).is_err());
        fs::write(copy.path(file), bytes).unwrap();
    };
    let copy = Copy::new();
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
        ("the file is not UTF-8", "relation.toml:37:18"),
        (
            "`YEN` is not a valid currency for `currency`",
            "trade.toml:10:43",
        ),
        ("no sentence `Visits 2.9` in the index", "visits.toml:16:21"),
    ];
    assert_eq!(
        summarize(&copy.diagnostics()),
        expected.map(|(message, position)| (message.to_owned(), position.to_owned()))
    );
}

#[test]
fn a_document_that_is_not_utf_8_is_one_error_among_others() {
    let copy = Copy::new();
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
    let copy = Copy::new();
    copy.replace("visits.toml", "\"unspecified\"", "\"oficial_visit\"");
    insta::assert_snapshot!(copy.diagnostics()[0], @r#"
    `oficial_visit` is not a valid value for `type`
      --> iceland-japan/visits.toml:10:8
       |
    10 | type = "oficial_visit"
       |        ^^^^^^^^^^^^^^^ in visit minister-akureyri
       |
       = help: did you mean `official_visit`? write one of: state_visit, official_visit, working_visit, multilateral, third_place, unspecified
    "#);
}

#[test]
fn a_changed_document_gives_one_diagnostic() {
    let copy = Copy::new();
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
    let copy = Copy::new();
    fs::write(copy.path("visit.toml"), "").unwrap();
    let found = copy.diagnostics();
    assert!(
        found.len() == 1 && found[0].contains("did you mean `visits.toml`?"),
        "{found:?}"
    );
}

#[test]
fn the_version_is_the_same_for_the_same_sources_and_differs_for_others() {
    let copy = Copy::new();
    let before = version(&copy.sources());
    assert_eq!(before, version(&Copy::new().sources()));
    let without = Sources {
        documents: None,
        ..copy.sources()
    };
    assert_ne!(before, version(&without));
    copy.replace("visits.toml", "forty poets", "40 poets");
    assert_ne!(before, version(&copy.sources()));
}

/// Pairs are read in parallel and rows are inserted in batches. All arrive, in order, even if they do not fit one batch.
#[tokio::test]
async fn more_pairs_than_are_read_in_parallel_are_loaded_in_order() {
    let folder = TempDir::new().unwrap();
    let seeds = folder.path().join("seeds");
    let count = 150;
    for number in 0..count {
        let pair = seeds.join(format!("pair-{number}"));
        fs::create_dir_all(&pair).unwrap();
        for file in fs::read_dir(fixtures().join("seeds").join(PAIR)).unwrap() {
            let file = file.unwrap().path();
            // Ids are unique among all pairs.
            let text = fs::read_to_string(&file)
                .unwrap()
                .replace("id = \"", &format!("id = \"p{number}-"));
            let text = text.replace(
                &format!("\"p{number}-{PAIR}\""),
                &format!("\"pair-{number}\""),
            );
            fs::write(pair.join(file.file_name().unwrap()), text).unwrap();
        }
    }
    let database = folder.path().join("db.sqlite");
    let sources = Sources {
        seeds: Some(seeds),
        documents: None,
    };
    let steps = std::sync::Mutex::new(Vec::new());
    let report = seed::migrate(&sources, &database, &|done, all| {
        steps.lock().unwrap().push((done, all))
    })
    .await
    .unwrap();
    let steps = steps.into_inner().unwrap();
    assert_eq!(
        (report.pairs, report.facts, report.sentences),
        (count, 21 * count, 19 * count)
    );
    assert_eq!(
        steps,
        (0..=count).map(|done| (done, count)).collect::<Vec<_>>()
    );
    let store = bilateral::store::Store::open(&database).await.unwrap();
    let visits = bilateral::kinds::LISTS
        .iter()
        .find(|kind| kind.plural == "visits")
        .unwrap();
    let (filters, page) = (
        bilateral::store::Filters::default(),
        bilateral::store::PageRequest::default(),
    );
    let list = store
        .list(bilateral::store::Collection::Kind(visits), &filters, &page)
        .await
        .unwrap();
    let ids: Vec<&str> = list
        .items
        .iter()
        .map(|item| item.split('"').nth(3).unwrap())
        .collect();
    assert_eq!((list.total, ids.len()), (2 * count as u64, 2 * count));
    assert_eq!(ids[..2], ["p0-minister-akureyri", "p1-minister-akureyri"]);
}

#[test]
fn an_id_of_another_pair_is_taken() {
    let copy = Copy::new();
    let other = copy.folder.path().join("zz");
    fs::create_dir(&other).unwrap();
    for file in fs::read_dir(copy.path("")).unwrap() {
        let file = file.unwrap().path();
        let text = fs::read_to_string(&file)
            .unwrap()
            .replace(&format!("id = \"{PAIR}\""), "id = \"zz\"");
        fs::write(other.join(file.file_name().unwrap()), text).unwrap();
    }
    let sources = Sources {
        documents: None,
        ..copy.sources()
    };
    let rendered = invalid(check(&sources).unwrap_err()).render_plain();
    assert!(
        rendered.contains("the id `minister-akureyri` is taken")
            && rendered.contains("zz/visits.toml"),
        "{rendered}"
    );
}
