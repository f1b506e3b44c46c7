//! The command line: what can be asked for, and the words that answer it. `main` is the one place that exits.

use std::io::{self, IsTerminal, Write as _};
use std::net::SocketAddr;
use std::path::PathBuf;

use anyhow::Context as _;
use clap::{Args, Parser, Subcommand, ValueEnum, value_parser};
use clap_complete::Shell;

use bilateral::document::{Document, Index};
use bilateral::seed::{self, MigrateError, Report, SeedError, Sources};

/// What is known about the relations of two countries, as a fast read-only REST API
#[derive(Debug, Parser)]
#[command(
    version,
    disable_version_flag = true,
    arg_required_else_help = true,
    disable_help_subcommand = true
)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Option<Command>,

    /// Print the version, what it was built from, and the data set that was compiled in
    #[arg(short = 'V', long)]
    pub version: bool,

    /// How to write logs, to standard error
    #[arg(long, global = true, value_enum, default_value_t = Log::Human, env = "BILATERAL_LOG")]
    pub log: Log,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the API; builds the database first if it is absent or holds other data than the seeds
    Serve {
        #[command(flatten)]
        from: SourceArgs,
        #[command(flatten)]
        database: DatabaseArgs,
        #[command(flatten)]
        how: ServeArgs,
    },
    /// Build the database from the seeds, in place of the one that is there
    Migrate {
        #[command(flatten)]
        from: SourceArgs,
        #[command(flatten)]
        database: DatabaseArgs,
    },
    /// Check the seeds and write nothing: every fault with its file, line and remedy
    Check {
        #[command(flatten)]
        from: SourceArgs,
    },
    /// Print the index of a document, for the document.toml of its pair: pointers, spans and hashes, none of its prose
    Index {
        /// A text with wiki-like headings
        file: PathBuf,
        /// Print the sentences themselves beside their pointers, to read facts from; never for the repository
        #[arg(long)]
        text: bool,
    },
    /// Ask the server on this machine whether it is ready: succeeds if it is, as the health check of a container must
    Health {
        #[command(flatten)]
        listen: ListenArgs,
    },
    /// Print what completes commands and flags in a shell
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Write the pages of the manual, one for each command, to be read with `man`
    Man {
        /// The folder to write them to
        folder: PathBuf,
    },
}

#[derive(Debug, Clone, Args)]
pub struct SourceArgs {
    /// A folder with one folder of seed files for each pair, instead of the seeds in the binary
    #[arg(long, env = "BILATERAL_SEEDS", value_name = "DIR")]
    seeds: Option<PathBuf>,
    /// A folder with the documents themselves, named {pair}.txt: facts are checked against them and answers show sentences
    #[arg(long, env = "BILATERAL_DOCUMENTS", value_name = "DIR")]
    documents: Option<PathBuf>,
}

#[derive(Debug, Clone, Args)]
pub struct DatabaseArgs {
    /// The database file
    #[arg(
        long,
        default_value = "bilateral.sqlite",
        env = "BILATERAL_DATABASE",
        value_name = "FILE"
    )]
    pub database: PathBuf,
}

#[derive(Debug, Clone, Copy, Args)]
pub struct ListenArgs {
    /// The address and port to serve on
    #[arg(
        long,
        default_value = "127.0.0.1:8080",
        env = "BILATERAL_LISTEN",
        value_name = "ADDRESS:PORT"
    )]
    pub listen: SocketAddr,
}

#[derive(Debug, Args)]
pub struct ServeArgs {
    #[command(flatten)]
    pub at: ListenArgs,
    /// An address and port for the operator: /metrics for Prometheus, /healthz and /readyz; none if not given
    #[arg(long, env = "BILATERAL_METRICS", value_name = "ADDRESS:PORT")]
    pub metrics: Option<SocketAddr>,
    /// The MiB of answers to keep ready; 0 keeps none
    #[arg(long, default_value_t = 8, env = "BILATERAL_CACHE", value_name = "MIB", value_parser = value_parser!(u16).range(..=4096))]
    pub cache: u16,
    /// The MiB of answers that may wait to be sent, those kept ready included; what needs more is turned away
    #[arg(long, default_value_t = 64, env = "BILATERAL_UNSENT", value_name = "MIB", value_parser = value_parser!(u16).range(1..=16384))]
    pub unsent: u16,
    /// How many connections to hold; others are turned away. 4096 if the system lets the process have as many
    #[arg(long, env = "BILATERAL_CONNECTIONS", value_name = "NUMBER", value_parser = value_parser!(u32).range(1..=1_000_000))]
    pub connections: Option<u32>,
    /// How many requests to answer at a time, besides those whose answers are ready; others are turned away
    #[arg(long, default_value_t = 256, env = "BILATERAL_IN_FLIGHT", value_name = "NUMBER", value_parser = value_parser!(u32).range(1..=100_000))]
    pub in_flight: u32,
    /// How long a client may take to send a request, to send the next one, or to take what waits for it
    #[arg(long, default_value_t = 10, env = "BILATERAL_PATIENCE", value_name = "SECONDS", value_parser = value_parser!(u16).range(1..=3600))]
    pub patience: u16,
    /// How long making an answer may take, and each statement of the database
    #[arg(long, default_value_t = 10, env = "BILATERAL_DEADLINE", value_name = "SECONDS", value_parser = value_parser!(u16).range(1..=3600))]
    pub deadline: u16,
    /// How long a request may wait for the database to be free; no longer than the deadline
    #[arg(long, default_value_t = 1, env = "BILATERAL_WAIT", value_name = "SECONDS", value_parser = value_parser!(u16).range(1..=3600))]
    pub wait: u16,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Log {
    /// Lines for people
    Human,
    /// One JSON object a line
    Json,
}

impl SourceArgs {
    pub fn sources(&self) -> Sources {
        Sources {
            seeds: self.seeds.clone(),
            documents: self.documents.clone(),
        }
    }
}

/// `bilateral --version`. All seeds are read for it, so clap is not told it beforehand.
pub async fn version() -> anyhow::Result<()> {
    let dataset = seed::version(&Sources::default()).await?;
    let (version, build) = (env!("CARGO_PKG_VERSION"), seed::BUILD);
    say(&format!(
        "bilateral {version} (build {build}, data set {dataset})"
    ))
}

/// `bilateral index`.
pub fn index(file: &PathBuf, with_text: bool) -> anyhow::Result<()> {
    let text = std::fs::read_to_string(file).with_context(|| {
        format!(
            "cannot read {}; name a readable file of UTF-8",
            file.display()
        )
    })?;
    let document = Document::parse(&text);
    let mut out = io::stdout().lock();
    if with_text {
        for sentence in &document.sentences {
            writeln!(
                out,
                "{}\t{}",
                sentence.pointer,
                document.sentence_text(sentence)
            )?;
        }
    } else {
        write!(out, "{}", Index::from_document(&document).to_toml())?;
    }
    Ok(())
}

/// `bilateral check`.
pub async fn check(from: &SourceArgs) -> anyhow::Result<()> {
    let report = seed::check(&from.sources()).await.map_err(shown)?;
    say(&summary("checked", &report))
}

/// `bilateral migrate`, and what `serve` does first.
pub async fn migrate(from: &SourceArgs, database: &DatabaseArgs) -> anyhow::Result<Report> {
    let bar = Progress::new();
    let built = seed::migrate(&from.sources(), &database.database, &|done, all| {
        bar.show(done, all)
    })
    .await;
    bar.clear();
    built.map_err(|error| match error {
        MigrateError::Seeds(error) => shown(error),
        other => other.into(),
    })
}

/// Writes a line to standard output.
pub fn say(line: &str) -> anyhow::Result<()> {
    writeln!(io::stdout(), "{line}").context("cannot write to standard output")
}

/// One line that says what was done.
pub fn summary(done: &str, report: &Report) -> String {
    let Report {
        pairs,
        facts,
        sentences,
        documents,
        missing_documents,
    } = report;
    let pairs = counted(*pairs, "pair");
    let (facts, sentences) = (counted(*facts, "fact"), counted(*sentences, "sentence"));
    let mut line = format!("{done} {pairs}, {facts}, {sentences}; documents compared: {documents}");
    if !missing_documents.is_empty() {
        line += "; documents missing: ";
        line += &missing_documents.join(", ");
    }
    line
}

fn counted(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// Prints the diagnostics of faulty seeds and leaves the line that `main` ends with.
fn shown(error: SeedError) -> anyhow::Error {
    let SeedError::Invalid(diagnostics) = error else {
        return error.into();
    };
    let count = diagnostics.len();
    // A reader that has seen enough and gone is no fault of ours.
    let rendered = if io::stderr().is_terminal() {
        diagnostics.render_colored()
    } else {
        diagnostics.render_plain()
    };
    let _ = writeln!(io::stderr(), "{rendered}\n");
    anyhow::anyhow!(
        "{} in the seeds; nothing was written",
        counted(count, "error")
    )
}

/// A line on a terminal that says how far a long load has come; silent elsewhere.
struct Progress {
    terminal: bool,
}

impl Progress {
    fn new() -> Self {
        Self {
            terminal: io::stderr().is_terminal(),
        }
    }

    fn show(&self, done: usize, all: usize) {
        if self.terminal && all > 1 && done < all {
            eprint!("\rloading pair {} of {all}", done + 1);
        } else if self.terminal && all > 1 {
            eprint!("\r\x1b[Kputting the facts of {all} pairs in order");
        }
    }

    fn clear(&self) {
        if self.terminal {
            eprint!("\r\x1b[K");
        }
    }
}
