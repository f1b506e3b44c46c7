//! `bilateral compare`: compares two readings of one pair.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::output::{print_line, report_revise_error};
use bilateral::seed::{Agreement, Comparison, Disagreement, PairFolder};

/// Compare two readings of a pair: those of two curators, or a draft and what became of it
///
/// Facts are matched by kind and sentence. Prints how many facts of each kind and how many values of each field agree, and each
/// disagreement with file and line of both.
#[derive(Debug, Args)]
pub struct Compare {
    /// The folder of the pair with the first reading
    #[arg(value_name = "A")]
    first: PathBuf,
    /// The folder of the pair with the second reading
    #[arg(value_name = "B")]
    second: PathBuf,
    /// The pair, if A and B are folders of seeds with one subfolder per pair
    #[arg(long, env = "BILATERAL_PAIR")]
    pair: Option<String>,
    /// Folder with the texts of the documents, named {id}.txt, to show the sentence of each disagreement
    #[arg(long, env = "BILATERAL_DOCUMENTS", value_name = "DIR")]
    documents: Option<PathBuf>,
}

impl Compare {
    pub fn run(self) -> anyhow::Result<()> {
        let [first, second] = [&self.first, &self.second].map(|path| self.read(path));
        let comparison = Comparison::new(&first?, &second?);
        print_line("facts: in both, of these identical, only in A, only in B")?;
        for (kind, agreement) in &comparison.kinds {
            let (both, identical) = (agreement.in_both, agreement.identical);
            let (first, second) = (agreement.only_first, agreement.only_second);
            print_line(&format!("  {kind}: {both}, {identical}, {first}, {second}"))?;
        }
        print_line("fields of the facts in both: equal, different")?;
        for (kind, agreement) in &comparison.kinds {
            for (field, Agreement { equal, different }) in &agreement.fields {
                print_line(&format!("  {kind}.{field}: {equal}, {different}"))?;
            }
        }
        let mut disagreements = comparison.disagreements.iter();
        disagreements.try_for_each(print_disagreement)
    }

    fn read(&self, path: &Path) -> anyhow::Result<PairFolder> {
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned());
        let parent = path.parent().unwrap_or(Path::new("."));
        let (seeds, name) = match (&self.pair, name) {
            (Some(pair), _) => (path, pair.clone()),
            (None, Some(name)) => (parent, name),
            (None, None) => anyhow::bail!("{} does not name the folder of a pair", path.display()),
        };
        let seeds = if seeds == Path::new("") {
            Path::new(".")
        } else {
            seeds
        };
        let documents = self.documents.as_deref();
        let folder = seeds.join(&name);
        if folder.is_dir() && !PairFolder::is_pair(&folder) {
            let shown = folder.display();
            anyhow::bail!(
                "{shown} has no relation.toml; name the folder of one pair, or its pair with --pair"
            );
        }
        PairFolder::read_with_texts(seeds, &name, documents).map_err(report_revise_error)
    }
}

fn print_disagreement(one: &Disagreement) -> anyhow::Result<()> {
    print_line(&format!("\n{}", one.subject))?;
    for (reading, side) in [("A", &one.first), ("B", &one.second)] {
        let line = match side {
            Some((position, value)) => format!("  {reading} {position}: {value}"),
            None => format!("  {reading} has no such fact"),
        };
        print_line(&line)?;
    }
    one.sentence
        .iter()
        .try_for_each(|sentence| print_line(&format!("  {sentence}")))
}
