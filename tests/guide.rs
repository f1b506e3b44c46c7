//! The curator's guide is followed to the letter: its files are written, its commands run and their output compared, from the
//! first line to the last. Its tables are compared with the program.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

#[expect(dead_code, reason = "other tests use more of it")]
mod binary;
#[path = "binary/wire.rs"]
mod wire;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use bilateral::kind::{CALENDAR, Field, FieldType, Kind, Presence, RANK, Vocabulary};
use bilateral::kinds;
use bilateral::values::date::Date;
use serde_json::Value;
use tempfile::TempDir;

use binary::{Server, bilateral};

const GUIDE: &str = include_str!("../seeds/README.md");

/// A repository, with the folder of documents beside it.
struct Workspace {
    folder: TempDir,
    server: Option<Server>,
    /// A file that the guide has changed to show an error, with its text before.
    original: Option<(PathBuf, String)>,
}

impl Workspace {
    fn repository(&self) -> PathBuf {
        self.folder.path().join("repository")
    }

    /// Follows a fenced block: writes a file, changes one, or runs commands.
    fn follow(&mut self, language: &str, block: &str) {
        let (first, rest) = block.split_once('\n').unwrap();
        let file = || self.repository().join(first.trim_start_matches("# "));
        match language {
            "html" | "markdown" => {
                let path = first.trim_start_matches("<!-- ").trim_end_matches(" -->");
                fs::write(self.folder.path().join(path), rest).unwrap();
            }
            "toml" => fs::write(file(), block).unwrap(),
            "diff" => self.change(file(), rest),
            "console" => {
                let output = self.output(first.strip_prefix("$ ").unwrap());
                assert_eq!(output.trim_end(), rest.trim_end(), "{first}\n{output}");
                if let Some((file, text)) = self.original.take() {
                    fs::write(file, text).unwrap();
                }
            }
            "sh" => block.lines().for_each(|command| self.run(command)),
            _ => panic!("an unknown language: {language}"),
        }
    }

    fn change(&mut self, file: PathBuf, change: &str) {
        let text = fs::read_to_string(&file).unwrap();
        let (old, new) = change.trim_end().split_once('\n').unwrap();
        let (old, new) = (
            old.strip_prefix('-').unwrap(),
            new.strip_prefix('+').unwrap(),
        );
        assert_eq!(text.matches(old).count(), 1, "{old}");
        fs::write(&file, text.replace(old, new)).unwrap();
        self.original = Some((file, text));
    }

    fn run(&mut self, command: &str) {
        if let Some(arguments) = command.strip_prefix("bilateral serve ") {
            self.compare_check_with_migrate(arguments);
            let arguments = ["serve", "--listen", "127.0.0.1:0"]
                .into_iter()
                .chain(arguments.split(' '));
            let mut command = bilateral(&arguments.collect::<Vec<_>>());
            self.server = Some(Server::spawn(command.current_dir(self.repository())));
        } else {
            assert_eq!(self.output(command), "", "{command}");
        }
    }

    fn compare_check_with_migrate(&self, arguments: &str) {
        let built = self.output(&format!(
            "bilateral migrate {arguments} --database db.sqlite"
        ));
        let checked = self.output(&format!("bilateral check {arguments}"));
        assert_eq!(built, checked.replace("checked", "loaded"));
    }

    /// The output of a command, standard error included.
    fn output(&self, command: &str) -> String {
        if let Some(request) = command.strip_prefix("curl -s localhost:8080") {
            return self.request(request);
        }
        let script = [
            "exec 2>&1; bilateral() { \"$BILATERAL\" \"$@\"; }; ",
            command,
        ]
        .concat();
        let mut shell = Command::new("sh");
        shell
            .args(["-c", &script])
            .current_dir(self.repository())
            .env_clear();
        let shell = shell
            .env("PATH", std::env::var_os("PATH").unwrap())
            .env("BILATERAL", env!("CARGO_BIN_EXE_bilateral"));
        String::from_utf8(shell.output().unwrap().stdout).unwrap()
    }

    /// Sends `PATH | jq .a.b[0]` to the server and returns the filtered response.
    fn request(&self, request: &str) -> String {
        let (path, filter) = request.split_once(" | jq ").unwrap();
        let response = self.server.as_ref().unwrap().get(path);
        let (_, body) = response.split_once("\r\n\r\n").unwrap();
        let body: Value = serde_json::from_str(body).unwrap();
        let pointer = filter
            .trim_matches('\'')
            .replace(['.', '['], "/")
            .replace(']', "");
        serde_json::to_string_pretty(body.pointer(&pointer).unwrap()).unwrap()
    }
}

/// The fenced blocks with their languages.
fn blocks() -> impl Iterator<Item = (&'static str, &'static str)> {
    GUIDE
        .split("\n```")
        .skip(1)
        .step_by(2)
        .map(|block| block.split_once('\n').unwrap())
}

#[test]
fn following_the_guide_gives_a_pair_that_is_served() {
    let mut workspace = Workspace {
        folder: TempDir::new().unwrap(),
        server: None,
        original: None,
    };
    fs::create_dir_all(workspace.repository()).unwrap();
    fs::create_dir(workspace.folder.path().join("pages")).unwrap();
    for (language, block) in blocks() {
        workspace.follow(language, &format!("{block}\n"));
    }
    assert!(workspace.server.is_some() && workspace.original.is_none());
}

/// The rows of the table whose header starts with `head`, each as its cells.
fn table(head: &str) -> Vec<Vec<&'static str>> {
    let rows = GUIDE
        .split_once(&format!("\n| {head}"))
        .unwrap()
        .1
        .lines()
        .skip(2)
        .take_while(|row| row.starts_with("| "));
    rows.map(|row| row.trim_matches('|').split(" | ").map(str::trim).collect())
        .collect()
}

/// The code in a cell. Code that contains backticks is between two backticks on each side.
fn code(cell: &str) -> Vec<String> {
    let inside = |part: &str| part.trim().to_owned();
    let mut found = Vec::new();
    for (at, part) in cell.split("``").enumerate() {
        if at % 2 == 1 {
            found.push(inside(part));
        } else {
            found.extend(part.split('`').skip(1).step_by(2).map(inside));
        }
    }
    found
}

#[test]
fn every_kind_has_its_row_with_its_fields() {
    let rows = table("kind, as in");
    assert_eq!(rows.len(), kinds::written().count());
    for (kind, row) in kinds::written().zip(rows) {
        let holder =
            kinds::all().find(|holder| holder.parts().any(|(_, part)| part.name == kind.name));
        let key = [
            holder.map_or("", |holder| holder.seed.key),
            if holder.is_some() { "." } else { "" },
            kind.seed.key,
        ];
        assert_eq!(code(row[0])[0], kind.name);
        assert_eq!(code(row[1])[0], kind.seed.file);
        assert_eq!(code(row[2])[0].trim_matches(['[', ']']), key.concat());
        assert_eq!(row[3], fields(kind), "{}", kind.name);
    }
}

/// The kind's own fields, with the required ones in bold.
fn fields(kind: &Kind) -> String {
    written(kind.fields)
}

/// The fields that a curator writes, with the required ones in bold.
fn written(fields: &[Field]) -> String {
    let written = fields.iter().filter(|field| {
        !matches!(
            (field.presence, field.field_type),
            (Presence::Derived(_), _) | (_, FieldType::Parts(_))
        )
    });
    let shown = written.map(|field| match field.presence {
        Presence::Required => format!("**`{}`**", field.name),
        _ => format!("`{}`", field.name),
    });
    shown.collect::<Vec<_>>().join(" ")
}

/// The fields of the tables inside facts, each with the fields of kinds that hold such tables.
fn groups() -> Vec<(Vec<String>, String)> {
    let mut found: Vec<(Vec<String>, String)> = Vec::new();
    for kind in kinds::written() {
        let is_written = |field: &&Field| !matches!(field.presence, Presence::Derived(_));
        for field in kind.fields.iter().filter(is_written) {
            let FieldType::Group(inner) = field.field_type.element_type() else {
                continue;
            };
            let is_list = matches!(field.field_type, FieldType::List(_));
            let suffix = if is_list { "[]" } else { "" };
            let name = format!("{}.{}{suffix}", kind.name, field.name);
            let inner = written(inner);
            match found.iter_mut().find(|(_, one)| *one == inner) {
                Some((names, _)) => names.push(name),
                None => found.push((vec![name], inner)),
            }
        }
    }
    found
}

#[test]
fn every_table_inside_a_fact_is_listed_with_its_fields() {
    let rows = table("inside of");
    let rows: Vec<(Vec<String>, String)> = rows
        .iter()
        .map(|row| (code(row[0]), row[1].to_owned()))
        .collect();
    assert_eq!(rows, groups());
}

/// The vocabularies of the fields that curators write, each with all fields that use it, in the order of the kinds.
fn vocabularies() -> Vec<(Vec<String>, &'static Vocabulary)> {
    let of_all_facts = [("rank", &RANK), ("calendar", &CALENDAR)];
    let of_all_facts = of_all_facts.map(|(field, vocabulary)| (vec![field.to_owned()], vocabulary));
    let mut found: Vec<(Vec<String>, &'static Vocabulary)> = of_all_facts.to_vec();
    for kind in kinds::written() {
        collect_vocabularies(kind.name, kind.fields, &mut found);
    }
    found
}

fn collect_vocabularies(
    holder: &str,
    fields: &[Field],
    found: &mut Vec<(Vec<String>, &'static Vocabulary)>,
) {
    for field in fields {
        let name = format!("{holder}.{}", field.name);
        match field.field_type.element_type() {
            FieldType::Choice(vocabulary) => {
                let known = found
                    .iter()
                    .position(|(_, one)| one.values == vocabulary.values);
                match known {
                    Some(position) => found[position].0.push(name),
                    None => found.push((vec![name], vocabulary)),
                }
            }
            FieldType::Group(fields) => collect_vocabularies(&name, fields, found),
            _ => {}
        }
    }
}

#[test]
fn every_vocabulary_is_listed_with_what_each_value_means() {
    let rows = table("field | value");
    let mut rows = rows.iter();
    for (fields, vocabulary) in vocabularies() {
        for (number, (value, meaning)) in vocabulary.entries().enumerate() {
            let row = rows
                .next()
                .unwrap_or_else(|| panic!("no row for {fields:?} {value}"));
            let named = if number == 0 {
                fields.clone()
            } else {
                Vec::new()
            };
            assert_eq!(code(row[0]), named, "{value}");
            assert_eq!((&code(row[1])[0], row[2]), (&value.to_owned(), meaning));
        }
    }
    assert_eq!(rows.next(), None);
}

/// The statuses of the states that follow from events, by the kind that has them.
fn states() -> impl Iterator<Item = (&'static str, &'static Vocabulary)> {
    kinds::written().filter_map(|kind| Some((kind.name, kind.states?.statuses)))
}

#[test]
fn every_status_of_a_state_is_listed_with_what_it_means() {
    let listed: Vec<(Vec<String>, Vec<String>, &str)> = table("kind | status")
        .iter()
        .map(|row| (code(row[0]), code(row[1]), row[2]))
        .collect();
    let mut expected = Vec::new();
    for (kind, statuses) in states() {
        for (number, (status, meaning)) in statuses.entries().enumerate() {
            let named = (number == 0).then(|| kind.to_owned());
            expected.push((Vec::from_iter(named), vec![status.to_owned()], meaning));
        }
    }
    assert_eq!(listed, expected);
}

#[test]
fn dates_mean_what_the_guide_says() {
    for row in table("the article says") {
        for edtf in code(row[1]) {
            let date = Date::parse(&edtf).unwrap();
            let bound = |day: Option<_>| {
                day.map_or("open".to_owned(), |day: bilateral::values::day::Day| {
                    day.to_string()
                })
            };
            let means = format!("{} to {}", bound(date.earliest), bound(date.latest));
            assert_eq!(row[2], means, "{edtf}");
        }
    }
}

/// The code of the seed, document and date modules, with `…` for the values in its format strings.
fn texts() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = ["output.rs", "values/date.rs"]
        .map(|file| root.join(file))
        .to_vec();
    let mut folders = ["seed", "document"]
        .map(|folder| root.join(folder))
        .to_vec();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(path);
            }
        }
    }
    let code: String = files
        .iter()
        .map(|file| fs::read_to_string(file).unwrap())
        .collect();
    let mut pieces = code.split('{');
    let first = pieces.next().unwrap().to_owned();
    pieces.fold(first, |text, piece| {
        let value = piece
            .split_once('}')
            .filter(|(name, _)| name.chars().all(|c| c.is_alphanumeric() || c == '_'));
        value.map_or_else(
            || [&text, "{", piece].concat(),
            |(_, rest)| [&text, "…", rest].concat(),
        )
    })
}

#[test]
fn every_diagnostic_of_the_guide_is_one_of_the_program() {
    let texts = texts();
    let quoted: Vec<String> = table("diagnostic")
        .iter()
        .flat_map(|row| code(row[0]))
        .collect();
    let unknown: Vec<&String> = quoted
        .iter()
        .filter(|text| !texts.contains(text.as_str()))
        .collect();
    assert!(quoted.len() > 50 && unknown.is_empty(), "{unknown:#?}");
}
