//! The command line: the list of commands, and how each is run.

use anyhow::Context as _;
use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand};
use tokio::runtime::{self, Runtime};

use crate::commands::{
    Check, Compare, Completions, Draft, Health, Import, Index, Man, Migrate, New, Revise,
};
use crate::environment;
use crate::log::{self, LogFormat, LogLevel};
use crate::output::print_line;
use crate::serve::Serve;
use bilateral::seed::{self, Sources};

/// Read-only REST API with facts about bilateral relations, each traced to its source
#[derive(Debug, Parser)]
#[command(
    version,
    disable_version_flag = true,
    arg_required_else_help = true,
    disable_help_subcommand = true
)]
pub struct Cli {
    #[command(subcommand)]
    command: Option<Command>,

    /// Print the version, the build and the compiled-in data set
    #[arg(short = 'V', long)]
    version: bool,

    /// Format of the log, which goes to standard error
    #[arg(long, global = true, value_enum, default_value_t = LogFormat::Human, env = "BILATERAL_LOG", display_order = 100)]
    log: LogFormat,

    /// The least severe lines to log; requests are logged at `info` [default: info, or the filter in RUST_LOG]
    #[arg(
        long,
        global = true,
        value_enum,
        env = "BILATERAL_LOG_LEVEL",
        value_name = "LEVEL",
        display_order = 101
    )]
    log_level: Option<LogLevel>,
}

#[derive(Debug, Subcommand)]
enum Command {
    Serve(Serve),
    Migrate(Migrate),
    Check(Check),
    Index(Index),
    Import(Import),
    New(New),
    Revise(Revise),
    Draft(Draft),
    Compare(Compare),
    Health(Health),
    Completions(Completions),
    Man(Man),
}

impl Cli {
    /// Parses the command line and the environment variables. Help and errors are printed, and end the process.
    pub fn read() -> Self {
        let command = environment::without_empty_variables(Self::command());
        let matches = command
            .clone()
            .try_get_matches()
            .and_then(|matches| Self::from_arg_matches(&matches));
        matches.unwrap_or_else(|error| environment::with_variable(error, &command).exit())
    }

    pub fn run(self) -> anyhow::Result<()> {
        if self.version {
            return start_runtime()?.block_on(print_version());
        }
        let none = "no command given; `bilateral --help` lists the commands";
        match self.command.context(none)? {
            Command::Check(check) => start_runtime()?.block_on(check.run()),
            Command::Index(index) => index.run(),
            Command::Import(import) => import.run(),
            Command::New(new) => new.run(),
            Command::Revise(revise) => revise.run(),
            Command::Draft(draft) => draft.run(),
            Command::Compare(compare) => compare.run(),
            Command::Completions(completions) => completions.run(Self::command()),
            Command::Man(man) => man.run(Self::command()),
            Command::Health(health) => start_runtime()?.block_on(health.run()),
            Command::Migrate(migrate) => start_runtime()?.block_on(migrate.run()),
            Command::Serve(serve) => {
                log::init(self.log, self.log_level);
                let runtime = start_runtime()?;
                let served = runtime.block_on(serve.run());
                // Threads that are still reading seeds do not hold up the end of the process.
                runtime.shutdown_background();
                log::flush();
                served
            }
        }
    }
}

/// Handled here and not by clap, which needs the text of `--version` in advance: the data set's version takes reading all seeds.
async fn print_version() -> anyhow::Result<()> {
    let dataset = seed::version(&Sources::default()).await?;
    let (version, build) = (env!("CARGO_PKG_VERSION"), seed::BUILD);
    let line = format!("bilateral {version} (build {build}, data set {dataset})");
    print_line(&line)
}

/// The maximum number of threads that read files. Each download holds memory while it reads, so this bounds that memory
/// however many downloads there are.
const MAX_BLOCKING_THREADS: usize = 8;

fn start_runtime() -> std::io::Result<Runtime> {
    runtime::Builder::new_multi_thread()
        .enable_all()
        .max_blocking_threads(MAX_BLOCKING_THREADS)
        .build()
}
