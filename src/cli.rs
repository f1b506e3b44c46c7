//! The command line: the list of commands, and how each is run.

use anyhow::Context as _;
use clap::{CommandFactory as _, Parser, Subcommand};
use tokio::runtime::{self, Runtime};

use crate::commands::{Check, Completions, Health, Index, Man, Migrate};
use crate::log::{self, LogFormat};
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
}

#[derive(Debug, Subcommand)]
enum Command {
    Serve(Serve),
    Migrate(Migrate),
    Check(Check),
    Index(Index),
    Health(Health),
    Completions(Completions),
    Man(Man),
}

impl Cli {
    pub fn run(self) -> anyhow::Result<()> {
        if self.version {
            return start_runtime()?.block_on(print_version());
        }
        let none = "no command given; `bilateral --help` lists the commands";
        match self.command.context(none)? {
            Command::Check(check) => start_runtime()?.block_on(check.run()),
            Command::Index(index) => index.run(),
            Command::Completions(completions) => completions.run(Self::command()),
            Command::Man(man) => man.run(Self::command()),
            Command::Health(health) => start_runtime()?.block_on(health.run()),
            Command::Migrate(migrate) => start_runtime()?.block_on(migrate.run()),
            Command::Serve(serve) => {
                log::init(self.log);
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
