//! The rules of the house, read off the code: layers, sizes, and that the schema says what the kinds declare.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use bilateral::kind::{Field, FieldType, Placement, Presence, RANK, Scope, SqlColumn, Vocabulary};
use bilateral::kinds;
use bilateral::values::date::PRECISIONS;
use sqlx::{Connection as _, Row as _, SqliteConnection};

/// What a module of the library may use of the house. `lib.rs` lists them in this order.
const LAYERS: &[(&str, &[&str])] = &[
    ("values", &[]),
    ("document", &["values"]),
    ("kind", &[]),
    ("kinds", &["values", "kind"]),
    ("csv", &["values", "kind", "kinds"]),
    ("checksum", &[]),
    (
        "seed",
        &["values", "document", "kind", "kinds", "csv", "checksum"],
    ),
    ("store", &["values", "kind", "kinds", "checksum"]),
    ("http", &["values", "kind", "kinds", "csv", "store"]),
    ("app", &["values", "kind", "kinds", "store", "http"]),
];

/// Crates that only these modules may know.
const CRATES: &[(&str, &[&str])] = &[
    ("axum", &["http", "app", "main"]),
    ("tower_http", &["app"]),
    ("sqlx", &["seed", "store"]),
    ("toml", &["document", "seed"]),
    ("csv", &["csv"]),
    ("roaring", &["seed", "store"]),
    ("clap", &["main"]),
    ("anyhow", &["main"]),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                // What cargo builds is not the repository's.
                folders.extend((!path.ends_with("target")).then_some(path));
            } else if path.to_string_lossy().ends_with(ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The module of the library that a file belongs to; `main` for the binary's own.
fn module(file: &Path) -> String {
    let inside = file
        .strip_prefix(root().join("src"))
        .unwrap()
        .with_extension("");
    let first = inside
        .components()
        .next()
        .unwrap()
        .as_os_str()
        .to_string_lossy()
        .into_owned();
    if LAYERS.iter().any(|(name, _)| *name == first) {
        first
    } else {
        "main".to_owned()
    }
}

/// The code of a file without comments and unit tests.
fn code(file: &Path) -> String {
    let text = fs::read_to_string(file).unwrap();
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    code.lines()
        .map(|line| line.split("//").next().unwrap_or_default())
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn modules_use_only_the_layers_below_them() {
    for file in files("src", ".rs") {
        let module = module(&file);
        let Some((_, allowed)) = LAYERS.iter().find(|(name, _)| *name == module) else {
            continue;
        };
        for used in code(&file).split("crate::").skip(1) {
            let used: String = used
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            assert!(
                used == module || allowed.contains(&used.as_str()),
                "{} uses {used}",
                file.display()
            );
        }
    }
    let listed: Vec<String> = code(&root().join("src/lib.rs"))
        .lines()
        .filter_map(|line| {
            line.strip_prefix("pub mod ")
                .map(|name| name.trim_end_matches(';').to_owned())
        })
        .collect();
    assert_eq!(
        listed,
        LAYERS.iter().map(|(name, _)| *name).collect::<Vec<_>>()
    );
}

#[test]
fn crates_stay_where_they_belong() {
    for file in files("src", ".rs")
        .iter()
        .filter(|file| !file.ends_with("build.rs"))
    {
        for (name, modules) in CRATES {
            let used = code(file).contains(&format!("{name}::"));
            assert!(
                !used || modules.contains(&module(file).as_str()),
                "{} uses {name}",
                file.display()
            );
        }
    }
}

#[test]
fn resources_do_not_know_each_other() {
    for file in files("src/kinds", ".rs") {
        let code = code(&file);
        assert!(
            !code.contains("super::") && !code.contains("kinds::"),
            "{} uses another resource",
            file.display()
        );
    }
}

#[test]
fn kinds_are_named_in_their_own_rooms_alone() {
    let kinds: BTreeSet<&str> = kinds::all()
        .flat_map(|kind| [kind.name, kind.plural])
        .collect();
    // Words of the house that happen to be a kind's name too: the pair's parameter, the folder of documents.
    let words = ["relation", "relations", "document", "documents"];
    // Pages are made for people, who have words for each kind.
    let rooms = ["src/kinds", "src/http/page", "src/http/page.rs"].map(|room| root().join(room));
    for file in files("src", ".rs")
        .iter()
        .filter(|file| !rooms.iter().any(|room| file.starts_with(room)))
    {
        let text = code(file);
        for quoted in text.split('"').skip(1).step_by(2) {
            let named = quoted
                .split(|c: char| !(c.is_alphanumeric() || c == '_'))
                .find(|word| kinds.contains(word));
            let named = named.filter(|word| !words.contains(word));
            assert!(
                named.is_none(),
                "{} names {named:?} in {quoted:?}",
                file.display()
            );
        }
    }
}

#[test]
fn files_are_small_and_say_what_they_are() {
    for file in ["src", "tests", "benches/src"]
        .into_iter()
        .flat_map(|folder| files(folder, ".rs"))
    {
        let text = fs::read_to_string(&file).unwrap();
        assert!(
            text.lines().count() <= 400,
            "{} has {} lines",
            file.display(),
            text.lines().count()
        );
        let small_test = file.starts_with(root().join("tests/api"));
        assert!(
            text.starts_with("//!") || small_test,
            "{} does not say what it is",
            file.display()
        );
    }
}

#[test]
fn every_file_of_tests_is_compiled() {
    let main = fs::read_to_string(root().join("tests/api/main.rs")).unwrap();
    for file in files("tests/api", ".rs")
        .iter()
        .filter(|file| !file.ends_with("main.rs"))
    {
        let name = file.file_stem().unwrap().to_string_lossy();
        assert!(
            main.contains(&format!("\nmod {name};\n")),
            "tests/api/main.rs has no `mod {name};`"
        );
    }
}

#[test]
fn functions_are_small() {
    for file in ["src", "benches/src"]
        .into_iter()
        .flat_map(|folder| files(folder, ".rs"))
    {
        let text = fs::read_to_string(&file).unwrap();
        let mut begun: Option<(usize, usize, String)> = None;
        for (number, line) in text.lines().enumerate() {
            let indent = line.len() - line.trim_start().len();
            let is_fn = line
                .trim_start()
                .split('(')
                .next()
                .is_some_and(|head| head.contains("fn "))
                && !line.trim().starts_with("//");
            match &begun {
                Some((start, depth, name)) if indent == *depth && line.trim() == "}" => {
                    assert!(
                        number - start <= 40,
                        "{}: {name} has {} lines",
                        file.display(),
                        number - start
                    );
                    begun = None;
                }
                None if is_fn && !line.contains('}') => {
                    begun = Some((number, indent, line.trim().to_owned()))
                }
                _ => {}
            }
        }
    }
}

#[test]
fn the_repository_speaks_of_the_project_alone() {
    let words = [
        "/work/",
        "/root/",
        "index.crates.io",
        "registry.npmjs",
        "pypi.org",
    ];
    for folder in ["src", "migrations", "seeds"] {
        for file in files(folder, "") {
            let text = fs::read_to_string(&file).unwrap();
            let found = words.iter().find(|word| text.contains(**word));
            assert!(found.is_none(), "{} names {found:?}", file.display());
        }
    }
}

#[test]
fn sql_is_fixed_text() {
    // Text made of declared names, with a mark for each value: inserting many rows at a time needs it.
    let made = ["src/seed/write/batch.rs"].map(|file| root().join(file));
    for file in files("src", ".rs") {
        assert!(
            !code(&file).contains("AssertSqlSafe(") || made.contains(&file),
            "{}",
            file.display()
        );
    }
}

#[test]
fn every_promise_has_its_test() {
    let code: String = ["src", "tests"]
        .iter()
        .flat_map(|folder| files(folder, ".rs"))
        .map(|file| fs::read_to_string(file).unwrap())
        .collect();
    let promises = fs::read_to_string(root().join("SECURITY.md")).unwrap();
    let proofs = promises
        .lines()
        .filter_map(|line| line.strip_prefix("| ")?.split(" | ").nth(1));
    let mut proved = 0;
    for proof in proofs.filter(|proof| proof.contains('`')) {
        for test in proof
            .split([',', ';', ' ', '|'])
            .filter(|word| !word.is_empty() && !word.starts_with('`'))
        {
            assert!(
                code.contains(&format!("fn {test}(")),
                "no test is called {test}"
            );
            proved += 1;
        }
    }
    assert!(proved > 30, "{proved}");
}

#[test]
fn no_package_has_unsafe_code_and_the_image_has_no_rights() {
    for package in ["Cargo.toml", "benches/Cargo.toml", "tests/fuzz/Cargo.toml"] {
        assert!(
            fs::read_to_string(root().join(package))
                .unwrap()
                .contains("\nunsafe_code = \"forbid\"\n"),
            "{package}"
        );
    }
    let image = fs::read_to_string(root().join("Dockerfile")).unwrap();
    let served = image.rsplit("\nFROM ").next().unwrap();
    assert!(
        served.lines().any(|line| line == "USER 65534:65534"),
        "{served}"
    );
    assert!(
        served.starts_with("scratch\n") && !served.contains("RUN ") && !served.contains("ADD "),
        "{served}"
    );
}

#[test]
fn the_version_is_told_alike_wherever_it_stands() {
    let version = env!("CARGO_PKG_VERSION");
    for (file, words) in [
        ("Dockerfile", format!("image.version=\"{version}\"")),
        ("CITATION.cff", format!("\nversion: {version}\n")),
        (
            "deploy/compose.yaml",
            format!("image: bilateral:{version}\n"),
        ),
        ("deploy/kustomization.yaml", format!("newTag: {version}\n")),
        ("deploy/README.md", format!("bilateral:{version}")),
    ] {
        assert!(
            fs::read_to_string(root().join(file))
                .unwrap()
                .contains(&words),
            "{file} does not say {version}"
        );
    }
    let changes = fs::read_to_string(root().join("CHANGELOG.md")).unwrap();
    let newest = changes
        .lines()
        .find_map(|line| line.strip_prefix("## "))
        .unwrap();
    assert!(newest.starts_with(version), "{newest}");
}

#[test]
fn kinds_are_declared_soundly() {
    let mut names = BTreeSet::new();
    for kind in kinds::all() {
        assert!(
            names.insert(kind.name),
            "two kinds are called {}",
            kind.name
        );
        assert_eq!(
            kind.placement == Placement::List,
            kinds::LISTS.iter().any(|list| list.name == kind.name),
            "{}",
            kind.name
        );
        kinds::parameters(kind);
        for sort in kind.sorts {
            let field_type = kind.type_at(sort.path);
            assert!(
                field_type.is_some(),
                "{} is sorted by {}, which is no field",
                kind.name,
                sort.path
            );
            let several = matches!(
                field_type,
                Some(
                    FieldType::Date
                        | FieldType::Place
                        | FieldType::Group(_)
                        | FieldType::List(_)
                        | FieldType::Parts(_)
                )
            );
            assert!(
                !several,
                "{} is sorted by {}, which has no one value",
                kind.name, sort.path
            );
        }
        // A list inside a group would have no table.
        for field in kind.fields {
            let FieldType::Group(inner) = field.field_type.element_type() else {
                continue;
            };
            assert!(
                !inner
                    .iter()
                    .any(|f| matches!(f.field_type, FieldType::List(_))),
                "{} {}",
                kind.name,
                field.name
            );
        }
        if kind.placement == Placement::Coverage {
            assert_eq!(kinds::counted_by(kind).coverage.unwrap().name, kind.name);
        }
    }
    let scopes = |scope| {
        kinds::LISTS
            .iter()
            .filter(|kind| kind.scope == scope)
            .count()
    };
    assert_eq!((scopes(Scope::Pair), scopes(Scope::Document)), (1, 1));
    assert_eq!(
        kinds::all().filter(|kind| kind.annotates.is_some()).count(),
        1
    );
}

async fn schema() -> SqliteConnection {
    let mut connection = SqliteConnection::connect("sqlite::memory:").await.unwrap();
    for file in files("migrations", ".sql") {
        let sql = fs::read_to_string(file).unwrap();
        sqlx::raw_sql(sqlx::AssertSqlSafe(sql))
            .execute(&mut connection)
            .await
            .unwrap();
    }
    connection
}

#[tokio::test]
async fn every_kind_has_its_table_its_lists_and_its_view() {
    let mut connection = schema().await;
    for kind in kinds::all() {
        assert_columns(&mut connection, &kind.table(), &["fact"], &kind.columns()).await;
        for (table, _, columns) in kind.lists() {
            assert_columns(&mut connection, &table, &["fact", "position"], &columns).await;
        }
        let view = columns_of(&mut connection, kind.plural).await;
        let own = kind.columns();
        for field in kind
            .fields
            .iter()
            .filter(|field| own.iter().any(|column| column.name.starts_with(field.name)))
        {
            let shown = view.iter().any(|column| column.starts_with(field.name));
            assert!(shown, "the view {} has no {}", kind.plural, field.name);
        }
        sqlx::query(sqlx::AssertSqlSafe(format!(
            "select * from {}",
            kind.plural
        )))
        .fetch_all(&mut connection)
        .await
        .unwrap();
    }
}

async fn assert_columns(
    connection: &mut SqliteConnection,
    table: &str,
    keys: &[&str],
    declared: &[SqlColumn],
) {
    let declared = keys
        .iter()
        .map(|key| (*key).to_owned())
        .chain(declared.iter().map(|column| column.name.clone()));
    assert_eq!(
        columns_of(connection, table).await,
        declared.collect::<Vec<_>>(),
        "{table}"
    );
}

async fn columns_of(connection: &mut SqliteConnection, table: &str) -> Vec<String> {
    sqlx::query_scalar("select name from pragma_table_info(?) order by cid")
        .bind(table)
        .fetch_all(connection)
        .await
        .unwrap()
}

#[tokio::test]
async fn every_enumeration_is_the_check_of_its_column() {
    let mut connection = schema().await;
    let mut checked = 0;
    for kind in kinds::all() {
        let own = kind
            .fields
            .iter()
            .map(|field| (kind.table(), field.name.to_owned(), field));
        let listed = kind
            .fields
            .iter()
            .filter_map(|field| match field.field_type {
                FieldType::List(FieldType::Group(inner)) => Some((field, *inner)),
                _ => None,
            });
        let listed = listed
            .filter(|(field, _)| !matches!(field.presence, Presence::Derived(_)))
            .flat_map(|(field, inner)| {
                inner
                    .iter()
                    .map(move |f| ([kind.name, "_", field.name].concat(), f.name.to_owned(), f))
            });
        for (table, column, field) in own.chain(listed) {
            for (column, list) in choices(&column, field) {
                assert_eq!(
                    check(&mut connection, &table, &column).await,
                    list.values,
                    "{table}.{column}"
                );
                checked += 1;
            }
        }
    }
    assert!(checked > 15, "{checked}");
}

#[tokio::test]
async fn what_all_facts_share_is_checked_by_what_is_declared() {
    let mut connection = schema().await;
    assert_eq!(check(&mut connection, "fact", "rank").await, RANK.values);
    assert_eq!(
        check(&mut connection, "fact", "precision").await,
        PRECISIONS
    );
    let statuses = kinds::all()
        .filter_map(|kind| kind.states)
        .flat_map(|states| states.statuses.values);
    let mut told = BTreeSet::new();
    let declared: Vec<&str> = statuses
        .filter(|status| told.insert(**status))
        .copied()
        .collect();
    assert_eq!(check(&mut connection, "state", "status").await, declared);
}

#[test]
fn every_sector_is_a_scope_of_counts() {
    let list = |kind: &str, field: &str| {
        let fields = kinds::named(kind).unwrap().fields;
        choices(field, fields.iter().find(|f| f.name == field).unwrap())[0]
            .1
            .values
    };
    let scopes = list("treaty_count", "scope");
    for sector in list("cooperation", "sector") {
        assert!(scopes.contains(sector), "{sector} is no scope");
    }
}

fn choices(column: &str, field: &Field) -> Vec<(String, &'static Vocabulary)> {
    match field.field_type {
        FieldType::Choice(list) => vec![(column.to_owned(), list)],
        FieldType::Group(inner) => inner
            .iter()
            .flat_map(|inner| choices(&format!("{column}_{}", inner.name), inner))
            .collect(),
        _ => Vec::new(),
    }
}

/// The words of `check (column in (…))` as the schema has them.
async fn check(connection: &mut SqliteConnection, table: &str, column: &str) -> Vec<String> {
    let row = sqlx::query("select sql from sqlite_schema where name = ?")
        .bind(table)
        .fetch_one(connection)
        .await
        .unwrap();
    let sql: String = row.get(0);
    let flat = sql.split_whitespace().collect::<Vec<_>>().join(" ");
    let start = flat
        .find(&format!(" {column} in ("))
        .or(flat.find(&format!("({column} in (")))
        .expect("a check");
    let list = flat[start..]
        .split_once(" in (")
        .unwrap()
        .1
        .split_once(')')
        .unwrap()
        .0;
    list.split(',')
        .map(|word| word.trim().trim_matches('\'').to_owned())
        .collect()
}
