//! The sections of man pages that the declaration of the command line does not have: exit status, environment, files, signals
//! and examples.

use clap::{Arg, Command};
use clap_mangen::roff::{Roff, bold, roman};

/// A section: a heading, and terms with their explanations.
struct Section {
    heading: &'static str,
    entries: Vec<(String, String)>,
}

impl Section {
    fn new(heading: &'static str, entries: &[(&str, &str)]) -> Self {
        let owned = |(term, text): &(&str, &str)| ((*term).to_owned(), (*text).to_owned());
        Self {
            heading,
            entries: entries.iter().map(owned).collect(),
        }
    }
}

/// Every command fails in the same ways.
const EXIT_STATUS: &[(&str, &str)] = &[
    (
        "0",
        "The command succeeded; a server was stopped by a signal.",
    ),
    (
        "1",
        "The command failed. The last line on standard error says why, and what to do.",
    ),
    ("2", "The arguments or an environment variable are invalid."),
];

/// The files that flags name.
const FILES: &[(&str, &str, &str)] = &[
    (
        "database",
        "bilateral.sqlite",
        "The database, in the current folder unless --database names another file. A new one is written beside it and renamed, \
         so that its folder must be writable where it is built, and need not be where it is only served.",
    ),
    (
        "seeds",
        "DIR/PAIR/*.toml",
        "Seed files, one folder for each pair, in the folder of --seeds; DIR/dataset.toml describes the data set. Without \
         --seeds the files compiled into the program are used.",
    ),
    (
        "documents",
        "DIR/ID.txt",
        "The texts of documents, named after their ids, in the folder of --documents.",
    ),
];

const SERVE_SIGNALS: &[(&str, &str)] = &[
    (
        "SIGTERM, SIGINT",
        "The server finishes the requests that it has got, closes idle connections and exits with 0, within 10 seconds.",
    ),
    (
        "SIGHUP",
        "The server reads the seeds again and serves the new data set from the next request on. If the seeds have errors, it \
         keeps the old one; the log says why, and /readyz that it was refused.",
    ),
];

const RUST_LOG: (&str, &str) = (
    "RUST_LOG",
    "The filter of the log where --log-level is not given, such as `warn,bilateral::requests=info`.",
);

/// Examples of the program itself and of its commands.
const EXAMPLES: &[(&str, &[(&str, &str)])] = &[
    (
        "bilateral",
        &[(
            "bilateral serve",
            "Serve the data set that is compiled in, on http://127.0.0.1:8080/.",
        )],
    ),
    (
        "serve",
        &[
            (
                "bilateral serve --listen localhost:3000",
                "Listen on another port.",
            ),
            (
                "bilateral serve --seeds seeds --documents ../documents",
                "Serve a folder of seeds, checked against their documents. `kill -HUP` loads it again.",
            ),
            (
                "BILATERAL_LOG=json bilateral serve --listen :8080 --metrics 9090",
                "Listen on every IPv4 address, log JSON, and serve metrics to this machine alone.",
            ),
        ],
    ),
    (
        "migrate",
        &[(
            "bilateral migrate --database data.sqlite",
            "Build a database, for example into an image.",
        )],
    ),
    (
        "check",
        &[
            (
                "bilateral check --seeds seeds --documents ../documents",
                "Check seeds and write nothing.",
            ),
            (
                "bilateral check estonia-uruguay --seeds seeds --documents ../documents",
                "Check one pair.",
            ),
        ],
    ),
    (
        "index",
        &[
            (
                "bilateral index --text ../documents/estonia-uruguay.txt",
                "Print the sentences of a text with their pointers.",
            ),
            (
                "bilateral index ../documents/estonia-uruguay.txt --pair estonia-uruguay",
                "Write the index of a new document into the folder of its pair.",
            ),
        ],
    ),
    (
        "revise",
        &[
            (
                "bilateral revise estonia-uruguay new/estonia-uruguay.txt --dry-run",
                "Show what an article's new text means for the facts of a pair.",
            ),
            (
                "bilateral revise estonia-uruguay new/estonia-uruguay.txt --documents ../documents",
                "Carry the pointers over, and keep the new text.",
            ),
        ],
    ),
    (
        "draft",
        &[
            (
                "bilateral draft estonia-uruguay --documents ../documents",
                "Propose facts for the sentences that no fact cites yet.",
            ),
            (
                "bilateral draft estonia-uruguay --documents ../documents --sentence \"History 1.2\" --explain",
                "Show a sentence beside its proposals and their rules.",
            ),
        ],
    ),
    (
        "compare",
        &[(
            "bilateral compare mine/estonia-uruguay yours/estonia-uruguay",
            "Show how far two readings of a pair agree.",
        )],
    ),
    (
        "import",
        &[
            (
                "bilateral import article.html | less",
                "Read the text of a saved page, and below it what was left out.",
            ),
            (
                "bilateral import release.html --id mfa-2019 --documents ../documents --pair estonia-uruguay",
                "Write the text to ../documents/mfa-2019.txt, and the files of the document into the seeds of a pair.",
            ),
            (
                "curl https://example.org/article.md | bilateral import - --retrieved 2024-05-17",
                "Import what a program prints, with the day on which it did.",
            ),
        ],
    ),
    (
        "new",
        &[
            (
                "bilateral new estonia-uruguay --documents ../documents",
                "Write seeds/estonia-uruguay/relation.toml from the title of the article that was imported for the pair.",
            ),
            (
                "bilateral new estonia-atlantis --countries EST,XAA=Atlantis --documents ../documents",
                "The same for a country that ISO 3166 lacks.",
            ),
        ],
    ),
    (
        "health",
        &[(
            "bilateral health --listen localhost:3000",
            "Ask a server that listens there whether it is ready.",
        )],
    ),
    (
        "completions",
        &[(
            "bilateral completions bash > /etc/bash_completion.d/bilateral",
            "Complete commands and flags in bash.",
        )],
    ),
    (
        "man",
        &[(
            "bilateral man /usr/local/share/man/man1",
            "Install the man pages.",
        )],
    ),
];

/// The sections of a command's page, as roff.
pub fn sections(command: &Command) -> String {
    let mut page = Roff::new();
    for section in sections_of(command) {
        if section.entries.is_empty() {
            continue;
        }
        page.control("SH", [section.heading]);
        for (term, text) in section.entries {
            page.control("TP", []);
            page.text([bold(term)]).text([roman(text)]);
        }
    }
    page.to_roff()
}

fn sections_of(command: &Command) -> [Section; 5] {
    let name = command.get_name();
    let flags = || command.get_arguments().filter_map(Arg::get_long);
    let is_server = name == "serve";
    let files: Vec<(&str, &str)> = FILES
        .iter()
        .filter(|(flag, ..)| flags().any(|own| own == *flag))
        .map(|&(_, path, text)| (path, text))
        .collect();
    let signals = if is_server { SERVE_SIGNALS } else { &[] };
    let examples = EXAMPLES.iter().find(|(command, _)| *command == name);
    let mut environment = Section::new("ENVIRONMENT", &[]);
    environment.entries = command.get_arguments().filter_map(variable).collect();
    if is_server {
        let (variable, text) = RUST_LOG;
        environment
            .entries
            .push((variable.to_owned(), text.to_owned()));
    }
    [
        Section::new("EXIT STATUS", EXIT_STATUS),
        environment,
        Section::new("FILES", &files),
        Section::new("SIGNALS", signals),
        Section::new("EXAMPLES", examples.map_or(&[], |(_, examples)| examples)),
    ]
}

/// The environment variable of a flag, with its explanation.
fn variable(arg: &Arg) -> Option<(String, String)> {
    let (variable, flag) = (arg.get_env()?.to_str()?, arg.get_long()?);
    let text = format!("Sets --{flag}, unless the flag is given or the variable is empty.");
    Some((variable.to_owned(), text))
}
