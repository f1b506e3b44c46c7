//! Loading of valid and invalid pairs into a database.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use bilateral::seed::{self, Sources};
use tempfile::TempDir;

use crate::copy::{PAIR, PairCopy, check, copy_folder, fixtures, invalid};

/// Copies the invented pair with ids of its own, because ids are unique among all pairs.
fn copy_pair_as(number: usize, to: &Path) {
    let own_ids = |text: String| {
        let text = text.replace("id = \"", &format!("id = \"p{number}-"));
        // Places that share a name are named by their ids.
        let text = text.replace("\"nes-", &format!("\"p{number}-nes-"));
        let relation =
            format!("id = \"p{number}-{PAIR}\"\ntitle = \"Iceland–Japan relations\"\nat");
        let text = text.replace(
            &relation,
            &relation.replace(&format!("p{number}-{PAIR}"), &format!("pair-{number}")),
        );
        let listed = "documents = [\"iceland-japan\", \"iceland-release\"]";
        let text = text.replace(
            listed,
            &format!("documents = [\"p{number}-iceland-japan\", \"p{number}-iceland-release\"]"),
        );
        let text = text.replace("iceland-release#", &format!("p{number}-iceland-release#"));
        let text = text.replace("incident/", &format!("incident/p{number}-"));
        text.replace("trade_figure/", &format!("trade_figure/p{number}-"))
    };
    copy_folder(&fixtures().join("seeds").join(PAIR), to, &own_ids);
    let documents = to.join("documents");
    for entry in fs::read_dir(&documents).unwrap() {
        let file = entry.unwrap().path();
        let name = file.file_name().unwrap().to_str().unwrap().to_owned();
        fs::rename(&file, documents.join(format!("p{number}-{name}"))).unwrap();
    }
}

#[test]
fn the_invented_pair_has_no_errors() {
    let report = check(&PairCopy::new().sources()).unwrap();
    assert_eq!((report.pairs, report.documents), (1, 2));
}

#[test]
fn ten_errors_give_ten_diagnostics_and_nothing_is_written() {
    let copy = PairCopy::new();
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

/// Pairs are read in parallel and rows are inserted in batches. All arrive, in order, even if they do not fit one batch.
#[tokio::test]
async fn more_pairs_than_are_read_in_parallel_are_loaded_in_order() {
    let folder = TempDir::new().unwrap();
    let seeds = folder.path().join("seeds");
    let count = 150;
    for number in 0..count {
        let pair = seeds.join(format!("pair-{number}"));
        fs::create_dir_all(&pair).unwrap();
        copy_pair_as(number, &pair);
    }
    let database = folder.path().join("db.sqlite");
    let sources = Sources {
        seeds: Some(seeds),
        documents: None,
    };
    let steps = std::sync::Mutex::new(Vec::new());
    let report = seed::migrate(&sources, &database, &|done, all| {
        steps.lock().unwrap().push((done, all));
    })
    .await
    .unwrap();
    let steps = steps.into_inner().unwrap();
    assert_eq!(
        (report.pairs, report.facts, report.sentences),
        (count, 36 * count, 31 * count)
    );
    assert_eq!(
        steps,
        (0..=count).map(|done| (done, count)).collect::<Vec<_>>()
    );
    let store = bilateral::store::Store::open(&database).await.unwrap();
    let visits = bilateral::kinds::all()
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
    assert_eq!((list.total, ids.len()), (4 * count as u64, 4 * count));
    assert_eq!(ids[..2], ["p0-mori-nes", "p1-mori-nes"]);
}

/// Seeds that are replaced file by file while they are read would give a mixture of two data sets.
#[tokio::test]
async fn seeds_that_change_while_they_are_read_are_read_again() {
    let copy = PairCopy::new();
    let database = copy.folder.path().join("db.sqlite");
    let sources = copy.sources();
    let before = seed::version(&sources).await.unwrap();
    let changed = AtomicBool::new(false);
    // `progress` is first called when the pair was read.
    let change_once = |_, _| {
        if !changed.swap(true, Ordering::Relaxed) {
            copy.replace("visits.toml", "title = \"", "title = \"Changed: ");
        }
    };
    seed::migrate(&sources, &database, &change_once)
        .await
        .unwrap();
    let after = seed::version(&sources).await.unwrap();
    let store = bilateral::store::Store::open(&database).await.unwrap();
    assert_ne!(before, after);
    assert_eq!(store.dataset.version, after);
}

#[tokio::test]
async fn seeds_that_keep_changing_are_refused() {
    let copy = PairCopy::new();
    let database = copy.folder.path().join("db.sqlite");
    let change = |_, _| copy.replace("visits.toml", "title = \"", "title = \"Changed: ");
    let built = seed::migrate(&copy.sources(), &database, &change).await;
    let error = built.unwrap_err().to_string();
    assert!(error.contains("changed each time"), "{error}");
    assert!(!database.exists() && !database.with_added_extension("new").exists());
}

/// A file that disappears between two readings must not be taken for an error of the seeds.
#[tokio::test]
async fn errors_of_seeds_that_have_changed_are_not_reported() {
    let copy = PairCopy::new();
    let database = copy.folder.path().join("db.sqlite");
    let valid = fs::read_to_string(copy.path("visits.toml")).unwrap();
    copy.replace("visits.toml", "host = ", "hots = ");
    let repair = |_, _| fs::write(copy.path("visits.toml"), &valid).unwrap();
    let report = seed::migrate(&copy.sources(), &database, &repair).await;
    assert_eq!(report.unwrap().pairs, 1);
}

#[test]
fn an_id_of_another_pair_is_taken() {
    let copy = PairCopy::new();
    let other = copy.folder.path().join("zz");
    let own_id = |text: String| {
        text.replace(
            "id = \"iceland-japan\"\ntitle = \"Iceland–Japan relations\"\nat",
            "id = \"zz\"\ntitle = \"ZZ\"\nat",
        )
    };
    copy_folder(&copy.path(""), &other, &own_id);
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
