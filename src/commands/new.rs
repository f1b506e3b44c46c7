//! `bilateral new`: begins a pair from two countries and its imported documents.

use std::path::PathBuf;

use anyhow::{Context as _, bail};
use clap::Args;

use super::document_text::read_text;
use crate::args::SeedsFolder;
use crate::output::{print_line, report_revise_error};
use bilateral::seed::{NewDocument, PairFolder, Party, excused, lock_pair, new_pair, write_files};

/// Begin a pair: write its relation.toml from two countries and the documents that were imported for it
///
/// The relation gets the names that the first document has for the two countries, and its documents in the order of their ids.
/// Lines that say nothing of the two countries, such as headings and links, are excused in the files of the documents. Nothing that
/// exists is changed otherwise.
#[derive(Debug, Args)]
pub struct New {
    /// The pair, which is the name of a folder of seeds
    pair: String,
    /// The two countries, as codes or English names; `XAA=Name` for one that ISO lacks [default: those in the title of the document]
    #[arg(
        long,
        env = "BILATERAL_COUNTRIES",
        value_name = "COUNTRY,COUNTRY",
        value_delimiter = ',',
        num_args = 1
    )]
    countries: Vec<String>,
    #[command(flatten)]
    seeds: SeedsFolder,
    /// Folder of documents, with the texts that `bilateral import` has written
    #[arg(long, env = "BILATERAL_DOCUMENTS", value_name = "DIR")]
    documents: PathBuf,
}

impl New {
    pub fn run(self) -> anyhow::Result<()> {
        let path = self.seeds.path.join(&self.pair);
        if !path.is_dir() {
            let (shown, pair) = (path.display(), &self.pair);
            bail!(
                "no folder {shown}; import a document for the pair first: `bilateral import FILE --pair {pair} --documents DIR`"
            );
        }
        let _lock = lock_pair(&path).map_err(report_revise_error)?;
        let relation = path.join("relation.toml");
        if relation.exists() {
            let shown = relation.display();
            bail!("{shown} exists already; edit it, or remove it to write it again");
        }
        let folder = PairFolder::read(&self.seeds.path, &self.pair).map_err(report_revise_error)?;
        let documents = self.read_documents(&folder)?;
        let parties = self.parties(&folder, &documents[0].id)?;
        let files = new_pair(&folder, &parties, &documents);
        write_files(&files).map_err(report_revise_error)?;
        for (path, _) in &files {
            print_line(&format!("wrote {}", path.display()))?;
        }
        let names = parties.map(|party| format!("{} ({})", party.name, party.code));
        print_line(&format!("countries: {}", names.join(" and ")))?;
        let excused = excused(&documents);
        if !excused.is_empty() {
            print_line(&format!("excused: {}", excused.join(", ")))?;
        }
        let (pair, texts) = (&self.pair, self.documents.display());
        let seeds = match self.seeds.path.display().to_string() {
            seeds if seeds == "seeds" => String::new(),
            seeds => [" --seeds ", &seeds].concat(),
        };
        print_line(&format!(
            "next: `bilateral draft {pair}{seeds} --documents {texts}`"
        ))
    }

    fn read_documents(&self, folder: &PairFolder) -> anyhow::Result<Vec<NewDocument>> {
        let ids: Vec<String> = folder.document_ids().map(str::to_owned).collect();
        if ids.is_empty() {
            let pair = &self.pair;
            bail!(
                "{pair} has no document; import one first: `bilateral import FILE --pair {pair} --documents DIR`"
            );
        }
        let read = |id: String| {
            let path = self.documents.join(format!("{id}.txt"));
            let text = read_text(&path).with_context(|| {
                format!("the text of `{id}` is needed; pass the folder that it was imported to with --documents")
            })?;
            let document = folder.parse_text(&id, &text);
            anyhow::Ok(NewDocument { id, document })
        };
        ids.into_iter().map(read).collect()
    }

    /// The two countries: those that were given, else those in the title of the first document.
    fn parties(&self, folder: &PairFolder, document: &str) -> anyhow::Result<[Party; 2]> {
        let title = folder.document_title(document).unwrap_or_default();
        let Some(given) = Some(&self.countries).filter(|given| !given.is_empty()) else {
            return Party::of_title(title).with_context(|| {
                format!("the title of `{document}`, {title:?}, does not name two countries; pass them: `--countries EST,URY`")
            });
        };
        let parse = |text: &String| {
            Party::parse(text).with_context(|| {
                format!("`{text}` is no country; write its code or its name, or `XAA={text}` if ISO lacks it")
            })
        };
        let parties = given
            .iter()
            .map(parse)
            .collect::<anyhow::Result<Vec<_>>>()?;
        let number = parties.len();
        let parties: Option<[Party; 2]> = parties.try_into().ok();
        let parties = parties.with_context(|| format!("a pair has two countries, not {number}"))?;
        if parties[0].code == parties[1].code {
            bail!("a pair has two different countries");
        }
        Ok(parties)
    }
}
