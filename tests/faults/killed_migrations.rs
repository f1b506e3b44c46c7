//! `migrate` killed at any moment, or run several times at once: the database is complete, old or new, and the next run
//! succeeds.

use std::fs;
use std::process::Stdio;
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::binary::{bilateral, run, stderr};
use crate::generated_seeds;
use crate::workspace::{Workspace, join};

/// The number of kills, spread evenly over the duration of a run and a fifth more.
const KILLS: u32 = 80;

#[test]
fn a_killed_migration_leaves_the_old_or_the_new_database() {
    let workspace = Workspace::with_visits(300);
    let database = workspace.database();
    let old = fs::read(&database).unwrap();
    generated_seeds::write(&workspace.seeds(), 400);
    let flags = workspace.flags();
    let arguments = join(&["migrate"], &flags);
    let start = Instant::now();
    workspace.migrate();
    let duration = start.elapsed();
    // The same seeds give the same bytes, so a complete new database equals this one.
    let new = fs::read(&database).unwrap();
    assert!(old != new);
    let (mut killed, mut unchanged) = (0, 0);
    for number in 0..KILLS {
        fs::write(&database, &old).unwrap();
        killed += u32::from(run_killed(&arguments, duration * 6 / 5 * number / KILLS));
        let now = fs::read(&database).unwrap();
        assert!(
            now == old || now == new,
            "kill {number} of {KILLS} left neither database"
        );
        unchanged += u32::from(now == old);
        // From time to time, run again over the files that were left behind.
        if number % 10 == 0 {
            workspace.migrate();
            assert!(fs::read(&database).unwrap() == new);
        }
    }
    assert!(
        killed >= KILLS / 3 && unchanged >= KILLS / 4,
        "{killed} were killed, {unchanged} left the old database"
    );
    workspace.migrate();
    assert_eq!(file_names(&workspace), ["db.sqlite", "seeds"]);
}

/// Runs a command, kills it after `delay`, and returns true if it had not ended before.
fn run_killed(arguments: &[&str], delay: Duration) -> bool {
    let mut process = bilateral(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    sleep(delay);
    process.kill().unwrap();
    process.wait().unwrap().code().is_none()
}

#[test]
fn serving_removes_what_a_killed_migration_left() {
    let workspace = Workspace::with_visits(5);
    let unfinished = workspace.database().with_added_extension("new");
    fs::write(&unfinished, [0; 5000]).unwrap();
    drop(workspace.serve(&[]));
    assert_eq!(file_names(&workspace), ["db.sqlite", "seeds"]);
    // A file that another process is building is left alone.
    fs::write(&unfinished, [0; 5000]).unwrap();
    let building = fs::File::open(&unfinished).unwrap();
    building.lock().unwrap();
    drop(workspace.serve(&[]));
    assert!(unfinished.exists());
}

fn file_names(workspace: &Workspace) -> Vec<String> {
    let entries = fs::read_dir(workspace.path("")).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn concurrent_migrations_leave_one_complete_database() {
    let workspace = Workspace::new();
    let seeds = [20, 40, 60, 80].map(|visits| {
        let seeds = workspace.path(&format!("seeds-{visits}"));
        generated_seeds::write(&seeds, visits);
        seeds.display().to_string()
    });
    let candidates = seeds.each_ref().map(|seeds| {
        let candidate = workspace.path("candidate.sqlite").display().to_string();
        let output = run(&["migrate", "--database", &candidate, "--seeds", seeds]);
        assert!(output.status.success(), "{}", stderr(&output));
        fs::read(candidate).unwrap()
    });
    let database = workspace.database().display().to_string();
    for _ in 0..5 {
        let processes = seeds.each_ref().map(|seeds| {
            bilateral(&["migrate", "--database", &database, "--seeds", seeds])
                .stdout(Stdio::null())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap()
        });
        for process in processes {
            let output = process.wait_with_output().unwrap();
            assert!(output.status.success(), "{}", stderr(&output));
        }
        assert!(
            candidates.contains(&fs::read(&database).unwrap()),
            "the database is that of none of the seeds"
        );
    }
}
