//! What loading refuses: each fault of a seed file gives one diagnostic with file, line, fact, fault and remedy, and ten
//! faults give ten. The faults are put into a copy of the invented pair, whose document is at hand.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod faults;

use std::fs;
use std::path::{Path, PathBuf};

use bilateral::seed::{self, SeedError, Sources};
use tempfile::TempDir;

use faults::FAULTS;

const PAIR: &str = "iceland-japan";

/// A copy of the invented pair that may be spoilt.
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
    fn spoil(&self, file: &str, old: &str, new: &str) {
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

    /// The diagnostics, one string each, the folder's path left out.
    fn faults(&self) -> Vec<String> {
        let Err(SeedError::Faulty(mut faults)) = seed::check(&self.sources()) else {
            return Vec::new();
        };
        let rendered = faults
            .render(false)
            .replace(&format!("{}/", self.folder.path().display()), "");
        let shown: Vec<String> = rendered
            .split("\n\nerror: ")
            .map(|one| one.trim_start_matches("error: ").to_owned())
            .collect();
        assert_eq!(shown.len(), faults.len());
        shown
    }
}

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

#[test]
fn the_invented_pair_has_no_fault() {
    let report = seed::check(&Copy::new().sources()).unwrap();
    assert_eq!((report.pairs, report.documents), (1, 1));
}

#[test]
fn each_fault_gives_one_precise_diagnostic() {
    let mut wrong = Vec::new();
    for (file, old, new, fault, place, remedy) in FAULTS {
        let copy = Copy::new();
        copy.spoil(file, old, new);
        let found = copy.faults();
        let shown = found.join("\n\n");
        let right =
            |one: &String| one.starts_with(fault) && one.contains(place) && one.contains(remedy);
        if found.len() != 1 || !found.iter().all(right) {
            wrong.push(format!(
                "{file}: {old} → {new}\nwanted {fault} at {place}\nfound {shown}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n\n"));
}

#[test]
fn discrepancies_name_facts_that_are_there_and_prefer_one_at_most() {
    let copy = Copy::new();
    let written = |kind: &str, facts: &str| {
        let text = format!(
            "[[discrepancy]]\nid = \"a\"\ntitle = \"A\"\nat = \"Lead 1.2\"\ntype = \"{kind}\"\nsummary = \"S\"\nfacts = [{facts}]\n"
        );
        fs::write(copy.path("discrepancies.toml"), text).unwrap();
        copy.faults()
    };
    let discrepancy = |facts: &str| written("ambiguity", facts);
    let one = |found: Vec<String>, fault: &str| {
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].starts_with(fault), "{}", found[0]);
    };
    one(discrepancy(""), "`facts` is empty");
    one(
        discrepancy("{ fact = \"visit/nobody\", role = \"involved\" }"),
        "no fact `visit/nobody`",
    );
    one(
        discrepancy("{ fact = \"vist/minister-akureyri\", role = \"involved\" }"),
        "no fact `vist/minister-akureyri`",
    );
    one(
        discrepancy("{ fact = \"minister-akureyri\", role = \"involved\" }"),
        "`minister-akureyri` names no fact",
    );
    let preferred = "{ fact = \"treaty/films\", role = \"preferred\" }, { fact = \"treaty/whales\", role = \"preferred\" }";
    one(discrepancy(preferred), "2 of `facts` are preferred");
    one(
        discrepancy("{ fact = \"discrepancy/a\", role = \"involved\" }"),
        "it is about itself",
    );
    assert!(discrepancy("{ fact = \"treaty/films\", role = \"preferred\" }").is_empty());
    one(
        written(
            "contradiction",
            "{ fact = \"treaty/films\", role = \"involved\" }",
        ),
        "a contradiction of one alone",
    );
}

#[test]
fn events_stand_in_the_order_in_which_they_happened() {
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
    let found = copy.faults();
    assert!(
        found.len() == 1 && found[0].starts_with("`1974` is out of order"),
        "{found:?}"
    );
}

#[test]
fn the_fold_of_missions_must_agree_with_the_infobox() {
    let copy = Copy::new();
    let row = "\n[[document.infobox]]\nid = \"m\"\ntitle = \"M\"\nat = \"Missions 1.2\"\nkey = \"embassy\"\nvalue = \"Beijing\"\n\
               mission = \"mission/iceland-to-japan\"\ntype = \"embassy\"\nseats = [\"Beijing\"]\n";
    copy.spoil(
        "relation.toml",
        "\n[[excused]]",
        &format!("{row}\n[[excused]]"),
    );
    assert!(copy.faults().is_empty(), "{:?}", copy.faults());
    copy.spoil(
        "missions.toml",
        "type_after = \"embassy\"\nplace = \"Beijing\"",
        "type_after = \"consulate\"\nplace = \"Beijing\"",
    );
    let found = copy.faults();
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with(
        "`type` is embassy, but the events of mission/iceland-to-japan fold to consulate"
    ));
}

#[test]
fn a_fold_that_cannot_be_known_is_not_compared() {
    let copy = Copy::new();
    let row = "\n[[document.infobox]]\nid = \"m\"\ntitle = \"M\"\nat = \"Missions 1.2\"\nkey = \"embassy\"\nvalue = \"Beijing\"\n\
               mission = \"mission/iceland-to-japan\"\ntype = \"embassy\"\nseats = [\"Beijing\"]\n";
    copy.spoil(
        "relation.toml",
        "\n[[excused]]",
        &format!("{row}\n[[excused]]"),
    );
    let dated = "date = \"1958\"\ndate_text = \"1958\"\n";
    copy.spoil("missions.toml", dated, "");
    let found = copy.faults();
    assert!(
        found.len() == 1 && found[0].starts_with("missing field `date`"),
        "{found:?}"
    );
    copy.spoil(
        "missions.toml",
        "place = \"Beijing\"\n",
        &format!("place = \"Beijing\"\n{dated}"),
    );
    assert!(copy.faults().is_empty());
    for named in ["visit/minister-akureyri", "relation/iceland-japan"] {
        let copy = Copy::new();
        let row = row.replace("mission/iceland-to-japan", named);
        copy.spoil(
            "relation.toml",
            "\n[[excused]]",
            &format!("{row}\n[[excused]]"),
        );
        let found = copy.faults();
        assert!(
            found.len() == 1
                && found[0].starts_with(&format!("{named} has no state that says `type`")),
            "{found:?}"
        );
        assert!(
            found[0].contains("help: name a mission, or leave `mission` out"),
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
        let found = copy.faults();
        assert_eq!(found.len(), 1, "{}", found.join("\n\n"));
        assert!(
            found[0].starts_with(&format!("a second {}", table.trim_end())),
            "{}",
            found[0]
        );
    }
}

#[test]
fn ten_faults_give_ten_diagnostics_and_nothing_is_written() {
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
        copy.spoil(file, old, new);
    }
    let found = copy.faults();
    assert_eq!(found.len(), 10, "{}", found.join("\n\n"));
    let database = copy.folder.path().join("db.sqlite");
    let built = tokio::runtime::Runtime::new()
        .unwrap()
        .block_on(seed::migrate(&copy.sources(), &database, &|_, _| ()));
    assert!(built.is_err() && !database.exists() && !database.with_added_extension("new").exists());
}

/// The faults and the places they are reported for.
fn told(found: &[String]) -> Vec<(String, String)> {
    let line = |one: &str, number: usize| one.lines().nth(number).unwrap_or_default().to_owned();
    let place = |one: &str| {
        line(one, 1)
            .rsplit('/')
            .next()
            .unwrap()
            .trim()
            .trim_start_matches("--> ")
            .to_owned()
    };
    found.iter().map(|one| (line(one, 0), place(one))).collect()
}

#[test]
fn a_table_that_is_no_fact_tells_all_its_faults() {
    let copy = Copy::new();
    let place = "id = \"beijing\"\ncountry = \"CHN\"\n";
    copy.spoil(
        "relation.toml",
        place,
        "id = \"Bei Jing\"\ncountry = \"China\"\ncolour = 1\nriver = 2\n",
    );
    copy.spoil(
        "relation.toml",
        "reason = \"the head of a table\"",
        "reason = \"\"\ncolour = 1\nriver = 2",
    );
    let found = copy.faults();
    let wanted = [
        ("`Bei Jing` is no id", "relation.toml:45:6"),
        ("`China` is no country for `country`", "relation.toml:46:11"),
        ("unknown key `colour`", "relation.toml:47:1"),
        ("unknown key `river`", "relation.toml:48:1"),
        ("`reason` is empty", "relation.toml:63:10"),
        ("unknown key `colour`", "relation.toml:64:1"),
        ("unknown key `river`", "relation.toml:65:1"),
    ];
    assert_eq!(
        told(&found),
        wanted.map(|(fault, place)| (fault.to_owned(), place.to_owned()))
    );
}

#[test]
fn what_a_data_set_says_of_itself_tells_all_its_faults() {
    let copy = Copy::new();
    let about =
        "# last revised by hand\ncolour = 1\ntitel = \"T\"\nlicence = 3\nrevised = \"yesterday\"\n";
    fs::write(copy.folder.path().join("dataset.toml"), about).unwrap();
    copy.spoil("visits.toml", "host = ", "hots = ");
    let found = copy.faults();
    let wanted = [
        ("unknown key `colour`", "dataset.toml:2:1"),
        ("unknown key `titel`", "dataset.toml:3:1"),
        ("`licence` is not a text", "dataset.toml:4:11"),
        ("`revised` is no day", "dataset.toml:5:11"),
        ("unknown key `hots`", "visits.toml:8:1"),
    ];
    assert_eq!(
        told(&found),
        wanted.map(|(fault, place)| (fault.to_owned(), place.to_owned()))
    );
}

/// Whatever else is wrong is told too, and nothing that is missing because the file is.
#[test]
fn a_file_that_is_no_text_hides_no_other_fault() {
    let latin = |copy: &Copy, file: &str| {
        let text = fs::read_to_string(copy.path(file)).unwrap();
        let bytes: Vec<u8> = text
            .chars()
            .map(|sign| u8::try_from(sign).unwrap_or(b'?'))
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
    copy.spoil("trade.toml", "\"JPY\"", "\"YEN\"");
    copy.spoil("visits.toml", "\"Visits 2.2\"", "\"Visits 2.9\"");
    let wanted = [
        ("the file is not UTF-8", "dataset.toml:1:10"),
        ("the file is not UTF-8", "missions.toml:7:27"),
        ("the file is not UTF-8", "relation.toml:37:18"),
        ("`YEN` is no currency for `currency`", "trade.toml:10:43"),
        ("no sentence `Visits 2.9` in the index", "visits.toml:16:21"),
    ];
    assert_eq!(
        told(&copy.faults()),
        wanted.map(|(fault, place)| (fault.to_owned(), place.to_owned()))
    );
}

#[test]
fn a_document_that_is_no_text_is_a_fault_among_others() {
    let copy = Copy::new();
    let documents = TempDir::new().unwrap();
    fs::write(documents.path().join("iceland-japan.txt"), b"\xff").unwrap();
    copy.spoil("trade.toml", "\"JPY\"", "\"YEN\"");
    let sources = Sources {
        documents: Some(documents.path().to_owned()),
        ..copy.sources()
    };
    let Err(SeedError::Faulty(mut faults)) = seed::check(&sources) else {
        panic!("no fault")
    };
    let told = faults.render(false);
    assert!(
        told.contains("iceland-japan.txt:1:1") && told.contains("`YEN` is no currency"),
        "{told}"
    );
}

#[test]
fn a_diagnostic_reads_as_rustc_writes_them() {
    let copy = Copy::new();
    copy.spoil("visits.toml", "\"unspecified\"", "\"oficial_visit\"");
    insta::assert_snapshot!(copy.faults()[0], @r#"
    `oficial_visit` is no value for `type`
      --> iceland-japan/visits.toml:10:8
       |
    10 | type = "oficial_visit"
       |        ^^^^^^^^^^^^^^^ in visit minister-akureyri
       |
       = help: did you mean `official_visit`? write one of: state_visit, official_visit, working_visit, multilateral, third_place, unspecified
    "#);
}

#[test]
fn a_document_that_was_changed_is_refused_once() {
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
    let Err(SeedError::Faulty(mut faults)) = seed::check(&Sources {
        seeds: Some(seeds),
        documents: Some(documents),
    }) else {
        panic!("taken for the document that the facts were read from")
    };
    assert!(
        faults.len() == 1
            && faults
                .render(false)
                .contains("the document at hand is another"),
        "{}",
        faults.render(false)
    );
}

#[test]
fn a_folder_without_pairs_and_a_file_of_no_kind_are_named() {
    let empty = TempDir::new().unwrap();
    let error = seed::check(&Sources {
        seeds: Some(empty.path().to_owned()),
        documents: None,
    })
    .unwrap_err();
    assert!(error.to_string().contains("holds no pair"), "{error}");
    let copy = Copy::new();
    fs::write(copy.path("visit.toml"), "").unwrap();
    let found = copy.faults();
    assert!(
        found.len() == 1 && found[0].contains("did you mean `visits.toml`?"),
        "{found:?}"
    );
}

#[test]
fn the_same_sources_give_the_same_version_and_others_another() {
    let copy = Copy::new();
    let before = seed::version(&copy.sources()).unwrap();
    assert_eq!(before, seed::version(&Copy::new().sources()).unwrap());
    let without = Sources {
        documents: None,
        ..copy.sources()
    };
    assert_ne!(before, seed::version(&without).unwrap());
    copy.spoil("visits.toml", "forty poets", "40 poets");
    assert_ne!(before, seed::version(&copy.sources()).unwrap());
}

/// Pairs are read many at a time and their rows are inserted many at a time: whatever their number, all arrive, in order.
#[tokio::test]
async fn more_pairs_than_are_read_together_all_arrive() {
    let folder = TempDir::new().unwrap();
    let seeds = folder.path().join("seeds");
    let count = 150;
    for number in 0..count {
        let pair = seeds.join(format!("pair-{number}"));
        fs::create_dir_all(&pair).unwrap();
        for file in fs::read_dir(fixtures().join("seeds").join(PAIR)).unwrap() {
            let file = file.unwrap().path();
            // Every id is one of this pair alone.
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
fn an_id_that_a_pair_far_away_has_is_taken() {
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
    let Err(SeedError::Faulty(mut faults)) = seed::check(&sources) else {
        panic!("no fault")
    };
    let told = faults.render(false);
    assert!(
        told.contains("the id `minister-akureyri` is taken") && told.contains("zz/visits.toml"),
        "{told}"
    );
}
