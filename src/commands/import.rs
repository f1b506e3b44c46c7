//! `bilateral import`: makes the text of a document and its seed files from a page.

use std::fs;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::Args;

use super::import_files::{NewFile, check_outside_seeds, write_files};
use crate::output::{count, report_revise_error};
use bilateral::document::import::{Imported, import};
use bilateral::document::{Document, Index};
use bilateral::seed::PairFolder;
use bilateral::values::day::parse_day;
use bilateral::values::slug::is_slug;

/// The most warnings that are printed.
const MAX_WARNINGS: usize = 20;

/// Make the text of a document from a page: HTML (of MediaWiki or another site), Markdown or plain text
///
/// Prints the text, or writes it to the folder of documents. With --pair, the document's two files in the seeds are written
/// as well. Headings, paragraphs, lists, tables, the infobox and footnotes are taken over, and the title, address, language,
/// licence and days as far as the page states them. Menus, pictures, notices and other parts are left out and listed. No
/// file is ever overwritten.
#[derive(Debug, Args)]
pub struct Import {
    /// The page, in any encoding that it states; `-` reads standard input
    file: PathBuf,
    /// Id of the document [default: made from the title]
    #[arg(long, env = "BILATERAL_ID", value_name = "ID", value_parser = parse_id)]
    id: Option<String>,
    /// Also write the document's files for this pair into the seeds
    #[arg(long, env = "BILATERAL_PAIR", value_name = "PAIR", requires = "documents", value_parser = parse_id)]
    pair: Option<String>,
    /// Folder of the seeds
    #[arg(
        long,
        env = "BILATERAL_SEEDS",
        value_name = "DIR",
        default_value = "seeds"
    )]
    seeds: PathBuf,
    /// Folder of documents, outside of the seeds: the text is written there instead of printed
    #[arg(long, env = "BILATERAL_DOCUMENTS", value_name = "DIR")]
    documents: Option<PathBuf>,
    /// Day on which the page was retrieved, for a page that does not say so
    #[arg(long, env = "BILATERAL_RETRIEVED", value_name = "YYYY-MM-DD", value_parser = parse_retrieved)]
    retrieved: Option<String>,
}

fn parse_id(text: &str) -> Result<String, String> {
    let wrong =
        || "write lower-case letters and digits joined by hyphens, such as `mfa-2019`".to_owned();
    is_slug(text).then(|| text.to_owned()).ok_or_else(wrong)
}

fn parse_retrieved(text: &str) -> Result<String, String> {
    let wrong = || "write a day as `2024-05-17`".to_owned();
    parse_day(text).map(|day| day.to_string()).ok_or_else(wrong)
}

impl Import {
    pub fn run(self) -> anyhow::Result<()> {
        let mut imported = self.read()?;
        if self.retrieved.is_some() {
            imported.metadata.retrieved.clone_from(&self.retrieved);
        }
        let Some(folder) = &self.documents else {
            io::stdout().write_all(imported.text.as_bytes())?;
            return summarize(&imported, self.id.as_deref(), None);
        };
        let id = self.id.clone().or_else(|| imported.id());
        let id = id.with_context(|| missing_id(&imported))?;
        let files = self.files(&imported, folder, &id)?;
        let written = write_files(&files)?;
        summarize(&imported, Some(&id), Some(&written))?;
        self.print_next_step(&id)
    }

    fn read(&self) -> anyhow::Result<Imported> {
        let path = self.file.display();
        let bytes = if self.file == Path::new("-") {
            let mut bytes = Vec::new();
            io::stdin().read_to_end(&mut bytes).map(|_| bytes)
        } else {
            fs::read(&self.file)
        };
        let bytes = bytes.with_context(|| format!("cannot read {path}"))?;
        import(&bytes).with_context(|| format!("cannot import {path}"))
    }

    /// The files to write: the text, and with a pair the two files of the document.
    fn files(&self, imported: &Imported, folder: &Path, id: &str) -> anyhow::Result<Vec<NewFile>> {
        check_outside_seeds(folder, &self.seeds)?;
        let name = self.file.display();
        let pair = self.pair.as_deref().unwrap_or("PAIR");
        let mut files = vec![NewFile {
            path: folder.join(format!("{id}.txt")),
            contents: imported.text.clone(),
            remedy: format!(
                "if the article has changed, import it into another folder, `--id {id} --documents NEW`, and carry the pointers \
                 over with `bilateral revise {pair} NEW/{id}.txt`; if {name} is another document, pass another `--id`"
            ),
        }];
        if self.pair.is_some() {
            let seeds = self.seeds.display();
            if !self.seeds.is_dir() {
                bail!("cannot find the folder of seeds {seeds}; pass it with `--seeds`");
            }
            let folder = self.seeds.join(pair);
            self.check_pointers(&folder, id)?;
            let folder = folder.join("documents");
            let index = Index::from_document(&Document::parse(&imported.text));
            let remedy = format!(
                "for a changed article, import it without `--pair` into another folder and carry the pointers over with `bilateral revise {pair} NEW/{id}.txt`; for another document, pass another `--id`"
            );
            let file = |name: String, contents| NewFile {
                path: folder.join(name),
                contents,
                remedy: remedy.clone(),
            };
            files.push(file(format!("{id}.toml"), imported.document_file(id)));
            files.push(file(format!("{id}.index.toml"), index.to_toml()));
        }
        Ok(files)
    }

    /// Refuses to make an index if facts of the pair point into the document, which has lost its own: they were read from that one.
    fn check_pointers(&self, folder: &Path, id: &str) -> anyhow::Result<()> {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        let mut names = entries.map(|entry| entry.path());
        let has_facts = names.any(|path| path.extension().is_some_and(|ending| ending == "toml"));
        if !has_facts {
            return Ok(());
        }
        let pair = self.pair.as_deref().unwrap_or_default();
        let folder = PairFolder::read(&self.seeds, pair).map_err(report_revise_error)?;
        if folder.index_text(id).is_none()
            && let Some(first) = folder.first_pointer_into(id)
        {
            let (holder, file, line) = (first.holder, first.file, first.line);
            bail!(
                "facts point into `{id}` already, such as {holder} in {file}:{line}, but it has no index; restore the whole \
                 folder of the pair from version control, or import it without `--pair` and have all pointers marked, to be read again, with \
                 `bilateral revise {pair} DIR/{id}.txt --document {id}`"
            );
        }
        Ok(())
    }

    /// Says where the document must be listed, unless it is.
    fn print_next_step(&self, id: &str) -> anyhow::Result<()> {
        let Some(pair) = &self.pair else {
            return Ok(());
        };
        let relation = self.seeds.join(pair).join("relation.toml");
        if !relation.exists() {
            let documents = self
                .documents
                .iter()
                .map(|folder| folder.display().to_string());
            let documents: String = documents.collect();
            writeln!(
                io::stderr(),
                "next: import the other documents of the pair, then `bilateral new {pair} --documents {documents}`"
            )?;
            return Ok(());
        }
        let quoted = format!("\"{id}\"");
        if !fs::read_to_string(&relation).is_ok_and(|text| text.contains(&quoted)) {
            let path = relation.display();
            writeln!(io::stderr(), "next: add {quoted} to `documents` in {path}")?;
        }
        Ok(())
    }
}

/// Says why there is no id, and how to give one.
fn missing_id(imported: &Imported) -> String {
    match &imported.title {
        Some(title) => format!("the title `{title}` gives no id; pass one with `--id`"),
        None => format!(
            "the {} has no title, from which an id could be made; pass an id with `--id`, or begin a text with a line `= TITLE =`",
            imported.format
        ),
    }
}

/// Prints to standard error what was imported, what was left out, and what a person should look at.
fn summarize(
    imported: &Imported,
    id: Option<&str>,
    written: Option<&[PathBuf]>,
) -> anyhow::Result<()> {
    let document = Document::parse(&imported.text);
    let mut out = io::stderr().lock();
    let sentences = count(document.sentences.len(), "sentence");
    let sections = count(document.sections.len(), "section");
    let footnotes = count(document.references.len(), "footnote");
    let format = imported.format;
    writeln!(
        out,
        "imported {format}: {sentences} in {sections}, {footnotes}"
    )?;
    if let Some(encoding) = &imported.encoding {
        writeln!(out, "decoded from {encoding}")?;
    }
    for path in written.into_iter().flatten() {
        writeln!(out, "wrote {}", path.display())?;
    }
    if written.is_some_and(<[_]>::is_empty) {
        writeln!(out, "wrote nothing: the files hold all of this already")?;
    }
    write_properties(&mut out, imported, id)?;
    for line in imported.left_out.lines() {
        writeln!(out, "left out: {line}")?;
    }
    let warnings = imported.warnings();
    for warning in warnings.iter().take(MAX_WARNINGS) {
        writeln!(out, "warning: {warning}")?;
    }
    if warnings.len() > MAX_WARNINGS {
        writeln!(
            out,
            "warning: {} more like these",
            warnings.len() - MAX_WARNINGS
        )?;
    }
    Ok(())
}

/// Writes a line for each property, also for those that the page does not state.
fn write_properties(
    out: &mut impl io::Write,
    imported: &Imported,
    id: Option<&str>,
) -> io::Result<()> {
    let default_id = imported.id();
    let metadata = &imported.metadata;
    for (name, value) in [
        ("title", imported.title.as_deref()),
        ("id", id.or(default_id.as_deref())),
        ("publisher", metadata.publisher.as_deref()),
        ("language", metadata.language.as_deref()),
        ("address", metadata.address.as_deref()),
        ("revision", metadata.revision.as_deref()),
        ("published", metadata.published.as_deref()),
        ("retrieved", metadata.retrieved.as_deref()),
        ("licence", metadata.licence.as_deref()),
    ] {
        writeln!(out, "{name}: {}", value.unwrap_or("not stated"))?;
    }
    Ok(())
}
