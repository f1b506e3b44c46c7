//! Seeds with more errors than anybody reads, and seeds larger than anybody writes: work and output stay bounded.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;

use crate::copy::{DOCUMENT, PairCopy, check, invalid};

/// The file that a text is added to, and the text of one error.
type Shape = (&'static str, fn(usize) -> String);

/// The shapes of invalid seeds.
const SHAPES: &[Shape] = &[
    ("visits.toml", |_| "broken\n".to_owned()),
    ("visits.toml", |_| "[[visit]]\n".to_owned()),
    ("visits.toml", |number| format!("key-{number} = 1\n")),
    ("visits.toml", |number| {
        visit(number, "Visits 1.1", "places = [\"Unknown\"]")
    }),
    ("visits.toml", |number| {
        visit(number, &format!("Vists {number}.1"), "")
    }),
    ("relation.toml", |number| {
        format!("[[place]]\nid = \"p{number}\"\ncountry = \"JPN\"\nnames = [\"P\"]\n")
    }),
    (DOCUMENT, |number| {
        format!("[[excused]]\nat = \"Section {number} 1.1\"\nreason = \"none\"\n")
    }),
    ("discrepancies.toml", |number| {
        format!(
            "[[discrepancy]]\nid = \"d{number}\"\ntitle = \"T\"\nat = \"Lead 1.2\"\ntype = \"ambiguity\"\n\
             summary = \"S\"\nfacts = [{{ fact = \"discrepancy/e{number}\", role = \"involved\" }}]\n"
        )
    }),
];

fn visit(number: usize, pointer: &str, rest: &str) -> String {
    format!(
        "[[visit]]\nid = \"v{number}\"\ntitle = \"T\"\nat = \"{pointer}\"\nhost = \"ISL\"\ntype = \"unspecified\"\n\
         guests = [{{ name = \"N\", country = \"JPN\" }}]\n{rest}\n"
    )
}

/// Adds a text to the end of a file.
fn append(copy: &PairCopy, file: &str, text: &str) {
    let mut options = fs::File::options();
    let mut file = options
        .append(true)
        .create(true)
        .open(copy.path(file))
        .unwrap();
    file.write_all(text.as_bytes()).unwrap();
}

/// The number of errors with `count` errors of a shape, and their text.
fn errors(file: &str, shape: fn(usize) -> String, count: usize) -> (usize, String) {
    let copy = PairCopy::new();
    append(&copy, file, &(0..count).map(shape).collect::<String>());
    let diagnostics = invalid(check(&copy.sources()).unwrap_err());
    (diagnostics.len(), diagnostics.render_plain())
}

/// At the largest of these sizes, work that grew with the square of the errors would take minutes.
#[test]
fn errors_are_counted_and_the_first_hundred_are_shown_at_any_size() {
    for (file, shape) in SHAPES {
        let [small, _, large] = [200, 600, 2000].map(|count| {
            let (found, text) = errors(file, *shape, count);
            // Of the places with the same name, the first is right.
            assert!(found + 1 >= count, "{found} of {count}: {text}");
            assert_eq!(text.matches("error: ").count(), 100, "{text}");
            let last = text.lines().last().unwrap();
            assert_eq!(
                last,
                format!("only the first 100 of {found} errors are shown")
            );
            text.len()
        });
        assert!(large < 2 * small, "{small} and {large} bytes for {file}");
    }
}

#[test]
fn the_errors_that_are_shown_are_the_first_of_all_files() {
    let copy = PairCopy::new();
    append(&copy, "visits.toml", &"[[visit]]\n".repeat(1000));
    copy.replace("goods.toml", "position = 1", "position = 0");
    append(&copy, "goods.toml", &"[[good]]\n".repeat(1000));
    let text = invalid(check(&copy.sources()).unwrap_err()).render_plain();
    assert!(text.starts_with("error: `position` is 0\n"), "{text}");
    assert!(!text.contains("visits.toml"), "{text}");
}

#[test]
fn long_values_and_lines_are_not_repeated_in_errors() {
    let copy = PairCopy::new();
    let long = "x".repeat(100_000);
    copy.replace("visits.toml", "\"ISL\"", &format!("\"{long}\""));
    copy.replace(
        "visits.toml",
        "type = \"state_visit\"",
        &format!("type = \"{long}\""),
    );
    let found = copy.diagnostics();
    assert_eq!(found.len(), 2);
    for one in found {
        assert!(one.len() < 3000, "{} bytes", one.len());
        assert!(one.contains("visits.toml:"), "{one}");
    }
}

/// The one error of a copy, without its position.
fn single_error(copy: &PairCopy) -> String {
    let found = copy.diagnostics();
    assert_eq!(found.len(), 1, "{}", found.join("\n\n"));
    found[0].clone()
}

#[test]
fn files_and_pairs_have_a_maximum_size() {
    let copy = PairCopy::new();
    // Filled with values that take the parser a hundred times as much memory.
    let values = ["zz = [", &"1,".repeat(3 << 20), "]\n"].concat();
    append(&copy, "visits.toml", &values);
    let error = single_error(&copy);
    assert!(
        error.starts_with("it is larger than 4 MiB") && error.contains("visits.toml"),
        "{error}"
    );
    let copy = PairCopy::new();
    let comment = ["#", &"x".repeat(3 << 20), "\n"].concat();
    for file in ["visits.toml", "goods.toml", "trade.toml"] {
        append(&copy, file, &comment);
    }
    let error = single_error(&copy);
    assert!(
        error.starts_with("its files are larger than 8 MiB"),
        "{error}"
    );
}

#[test]
fn files_and_lists_have_a_maximum_of_entries() {
    let copy = PairCopy::new();
    append(&copy, "visits.toml", &"[[visit]]\n".repeat(20_001));
    let error = single_error(&copy);
    assert!(
        error.starts_with("more than 20000 tables of `visit`"),
        "{error}"
    );
    let copy = PairCopy::new();
    append(&copy, "missions.toml", &"[[mission.event]]\n".repeat(501));
    let error = single_error(&copy);
    assert!(
        error.starts_with("more than 500 tables of `event`"),
        "{error}"
    );
    let copy = PairCopy::new();
    let mut names = String::new();
    for number in 0..501 {
        let _ = write!(names, "\"Name {number}\", ");
    }
    copy.replace(
        "relation.toml",
        "\nnames = [",
        &["\nnames = [", &names].concat(),
    );
    let error = single_error(&copy);
    assert!(
        error.starts_with("`names` has more than 500 entries"),
        "{error}"
    );
}
