//! `migrate` killed at any moment: the database is wholly the old one or wholly the new one, and the next run succeeds.

#![expect(clippy::disallowed_methods, reason = "it waits for another process")]

use std::fs;
use std::process::Stdio;
use std::thread::sleep;
use std::time::Instant;

use crate::binary::{bilateral, run, stderr};
use crate::large;
use crate::place::{Place, with};

/// The moments at which it is killed, spread over its run and a little beyond.
const MOMENTS: u32 = 80;

#[test]
fn the_database_is_the_old_one_or_the_new_one() {
    let place = Place::with_visits(300);
    let old = fs::read(place.database()).unwrap();
    large::write(&place.seeds(), 400);
    let arguments = place.arguments();
    let arguments = with(&["migrate"], &arguments);
    let begun = Instant::now();
    place.migrate();
    let whole = begun.elapsed();
    // The same seeds give the same bytes, so that whole means equal.
    let new = fs::read(place.database()).unwrap();
    assert!(old != new);
    let (mut killed, mut olds) = (0, 0);
    for moment in 0..MOMENTS {
        fs::write(place.database(), &old).unwrap();
        let mut process = bilateral(&arguments)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        sleep(whole * 6 / 5 * moment / MOMENTS);
        process.kill().unwrap();
        killed += u32::from(process.wait().unwrap().code().is_none());
        let now = fs::read(place.database()).unwrap();
        assert!(
            now == old || now == new,
            "neither old nor new after {moment} of {MOMENTS} parts"
        );
        olds += u32::from(now == old);
        // Every tenth time the next run is tried too, over whatever was left behind.
        if moment % 10 == 0 {
            let output = run(&arguments);
            assert!(output.status.success(), "{}", stderr(&output));
            assert!(fs::read(place.database()).unwrap() == new);
        }
    }
    assert!(
        killed >= MOMENTS / 3 && olds >= MOMENTS / 4,
        "{killed} were killed, {olds} left the old one"
    );
    assert!(run(&arguments).status.success());
    let left = fs::read_dir(place.path(""))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut left: Vec<String> = left.collect();
    left.sort();
    assert_eq!(left, ["db.sqlite", "seeds"], "nothing is left behind");
}

#[test]
fn several_at_once_leave_one_whole_database() {
    let place = Place::new();
    let sizes = [20, 40, 60, 80];
    let seeds = sizes.map(|visits| {
        let seeds = place.path(&format!("seeds-{visits}"));
        large::write(&seeds, visits);
        seeds.display().to_string()
    });
    let database = place.database().display().to_string();
    for _ in 0..5 {
        let processes = seeds.each_ref().map(|seeds| {
            let arguments = ["migrate", "--database", &database, "--seeds", seeds];
            bilateral(&arguments)
                .stdout(Stdio::null())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap()
        });
        for process in processes {
            let output = process.wait_with_output().unwrap();
            assert!(output.status.success(), "{}", stderr(&output));
        }
        let now = fs::read(&database).unwrap();
        let alone = seeds.iter().any(|seeds| {
            let other = place.path("alone.sqlite").display().to_string();
            assert!(
                run(&["migrate", "--database", &other, "--seeds", seeds])
                    .status
                    .success()
            );
            fs::read(other).unwrap() == now
        });
        assert!(alone, "it is none of them");
    }
}
