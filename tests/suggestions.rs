//! Suggestions for the words of a search that no fact contains: the nearest words of the data set, at a bounded cost.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use bilateral::seed::{Sources, migrate};
use bilateral::store::{SearchTerms, Store};
use tempfile::TempDir;

async fn store() -> (TempDir, Store) {
    let folder = TempDir::new().unwrap();
    let database = folder.path().join("db.sqlite");
    let sources = Sources::default();
    migrate(&sources, &database, &|_, _| ()).await.unwrap();
    let store = Store::open(&database).await.unwrap();
    (folder, store)
}

/// The suggestions for a search, as `word: nearest …`.
async fn suggestions(store: &Store, text: &str) -> Vec<String> {
    let found = store
        .nearest_words(&SearchTerms::parse(text))
        .await
        .unwrap();
    let line =
        |one: &bilateral::store::WordSuggestion| format!("{}: {}", one.word, one.nearest.join(" "));
    found.iter().map(line).collect()
}

#[tokio::test]
async fn a_misspelt_word_has_the_nearest_words_that_facts_contain() {
    let (_folder, store) = store().await;
    for (text, nearest) in [
        ("satelite", "satelite: satellite"),
        ("mongola x", "mongola: mongolia"),
        ("nazarbaev", "nazarbaev: nazarbayev"),
        ("\"golden hrode\"", "hrode: horde"),
        ("ambassy x", "ambassy: embassy"),
    ] {
        let found = suggestions(&store, text).await;
        assert!(found[0].starts_with(nearest), "{text}: {found:?}");
    }
    assert_eq!(suggestions(&store, "qqqqqqqq").await, ["qqqqqqqq: "]);
}

#[tokio::test]
async fn words_that_facts_contain_have_no_suggestions() {
    let (_folder, store) = store().await;
    for text in ["", "golden visit", "embassies satel", "mongolia’s"] {
        assert!(suggestions(&store, text).await.is_empty(), "{text}");
    }
    let few = suggestions(&store, "satelite xx yy zz satelite embassi").await;
    assert_eq!(few.len(), 3, "{few:?}");
}

#[tokio::test]
async fn the_number_of_statements_for_suggestions_is_bounded() {
    let (_folder, store) = store().await;
    let mut most = 0;
    for words in [1, 4, 16] {
        let text: Vec<String> = (0..words).map(|number| format!("word{number}x")).collect();
        let before = store.activity().statements;
        suggestions(&store, &text.join(" ")).await;
        most = most.max(store.activity().statements - before);
    }
    assert!(most <= 9, "{most} statements");
    assert_eq!(
        suggestions(&store, &"a".repeat(200)).await,
        [format!("{}: ", "a".repeat(200))]
    );
}
