//! Nothing that was drafted and not read is loaded, exported or served.

use std::fs;
use std::process::Output;

use bilateral::seed::{self, SeedError, Sources};
use tokio::runtime::Builder;

use crate::binary::stderr;
use crate::workspace::Workspace;

/// The diagnostic of a table that nobody has read.
const UNREAD: &str = "drafted and not read yet";

fn is_refused(output: &Output) -> bool {
    !output.status.success() && stderr(output).contains(UNREAD)
}

/// The seeds with one key `draft` added below the first header of this kind.
fn with_draft(file: &str, header: &str) -> Workspace {
    let workspace = Workspace::with_facts("nepal-uruguay");
    let text = workspace.read(file);
    let line = format!("{header}\ndraft = \"a test\"");
    assert!(text.contains(header), "{header}");
    workspace.write(file, &text.replacen(header, &line, 1));
    workspace
}

#[test]
fn the_fixtures_are_valid() {
    for pair in ["botswana-finland", "ecuador-latvia", "nepal-uruguay"] {
        let checked = Workspace::with_facts(pair).run(&["check"]);
        assert!(checked.status.success(), "{}", stderr(&checked));
    }
}

#[test]
fn every_table_with_a_draft_is_refused_by_every_command() {
    for (file, header) in [
        ("visits.toml", "[[visit]]"),
        ("missions.toml", "[[mission]]"),
        ("missions.toml", "[[mission.event]]"),
        ("relation.toml", "[relation]"),
        ("relation.toml", "[[relation.event]]"),
        ("relation.toml", "[[place]]"),
        ("treaties.toml", "[[count]]"),
        ("documents/nepal-uruguay.toml", "[document]"),
    ] {
        let workspace = with_draft(file, header);
        let database = workspace.path("../db.sqlite").display().to_string();
        assert!(is_refused(&workspace.run(&["check"])), "{header}");
        let migrated = workspace.run(&["migrate", "--database", &database]);
        assert!(is_refused(&migrated), "{header}: {}", stderr(&migrated));
        assert!(fs::metadata(&database).is_err(), "{header}");
    }
}

#[test]
fn a_server_does_not_start_with_drafts() {
    let workspace = with_draft("visits.toml", "[[visit]]");
    let database = workspace.path("../db.sqlite").display().to_string();
    let arguments = ["serve", "--listen", "127.0.0.1:0", "--database", &database];
    assert!(is_refused(&workspace.run(&arguments)));
}

#[test]
fn a_loaded_database_stays_as_it_is_when_drafts_follow() {
    let workspace = Workspace::with_facts("nepal-uruguay");
    let database = workspace.path("../db.sqlite");
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    let sources = Sources {
        seeds: Some(workspace.seeds().to_owned()),
        documents: None,
    };
    let migrate = || runtime.block_on(seed::migrate(&sources, &database, &|_, _| ()));
    migrate().unwrap();
    let loaded = fs::read(&database).unwrap();
    let visits = workspace.read("visits.toml");
    workspace.write(
        "visits.toml",
        &visits.replacen("]]\n", "]]\ndraft = \"a test\"\n", 1),
    );
    let refused = migrate().unwrap_err();
    assert!(format!("{refused:?}").contains(UNREAD));
    assert_eq!(fs::read(&database).unwrap(), loaded);
}

#[test]
fn the_diagnostic_names_file_and_line_and_what_to_do() {
    let workspace = with_draft("visits.toml", "[[visit]]");
    let errors = stderr(&workspace.run(&["check"]));
    assert!(errors.contains("visits.toml:2:1"), "{errors}");
    assert!(errors.contains("delete the line `draft`"), "{errors}");
}

#[test]
fn a_draft_is_one_error_for_each_table() {
    let workspace = with_draft("visits.toml", "[[visit]]");
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    let sources = Sources {
        seeds: Some(workspace.seeds().to_owned()),
        documents: None,
    };
    let Err(SeedError::Invalid(diagnostics)) = runtime.block_on(seed::check(&sources)) else {
        panic!("a draft was accepted");
    };
    assert_eq!(diagnostics.len(), 1, "{}", diagnostics.render_plain());
}
