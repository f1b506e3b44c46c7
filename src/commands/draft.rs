//! `bilateral draft`: proposes facts for the sentences that no fact cites yet.

use std::path::PathBuf;

use clap::Args;

use crate::args::SeedsFolder;
use crate::output::{DraftProgress, clear_progress, count, print_line, report_revise_error};
use bilateral::seed::{PairDraft, PairFolder, Proposal, begin_revision, write_revision};

/// The most pointers on one line of the summary.
const POINTERS_PER_LINE: usize = 6;

/// Propose facts for the sentences of a pair's documents that no fact cites yet
///
/// Each proposal is added to the file of its kind with a key `draft`, which says why it was proposed. `bilateral check` refuses the
/// key, so that nothing is served that nobody has read: read the sentence, mend the table, and delete the line. The rest of the files
/// stays as it is, and nothing is proposed twice.
#[derive(Debug, Args)]
pub struct Draft {
    /// The pair, which is the name of a folder of seeds
    pair: String,
    #[command(flatten)]
    seeds: SeedsFolder,
    /// Folder with the texts of the documents, named {id}.txt
    #[arg(
        long,
        env = "BILATERAL_DOCUMENTS",
        value_name = "DIR",
        default_value = "documents"
    )]
    documents: PathBuf,
    /// Print one sentence and what is proposed for it, and change no file
    #[arg(long, env = "BILATERAL_SENTENCE", value_name = "POINTER")]
    sentence: Option<String>,
    /// Name the rule of each proposal, and the line of the vocabulary that it rests on
    #[arg(long)]
    explain: bool,
}

impl Draft {
    pub fn run(self) -> anyhow::Result<()> {
        let folder = self.seeds.path.join(&self.pair);
        let lock =
            (folder.is_dir() && self.sentence.is_none()).then(|| begin_revision(&folder, None));
        let _lock = lock.transpose().map_err(report_revise_error)?;
        let documents = Some(self.documents.as_path());
        let folder = PairFolder::read_with_texts(&self.seeds.path, &self.pair, documents);
        let folder = folder.map_err(report_revise_error)?;
        if let Some(pointer) = &self.sentence {
            return self.show_sentence(&folder, pointer);
        }
        let progress = DraftProgress::start();
        let draft = PairDraft::new(&folder, &|done, total| progress.show(done, total));
        clear_progress();
        let draft = draft.map_err(report_revise_error)?;
        write_revision(&folder, &draft.files).map_err(report_revise_error)?;
        self.summarize(&draft)
    }

    fn show_sentence(&self, folder: &PairFolder, pointer: &str) -> anyhow::Result<()> {
        let found = PairDraft::of_sentence(folder, pointer).map_err(report_revise_error)?;
        print_line(&found.text)?;
        for proposal in &found.proposals {
            print_line("")?;
            if self.explain {
                print_line(&format!("# {}", proposal.rule.explained()))?;
            }
            print_line(proposal.to_toml(&proposal.heading()).trim_end())?;
        }
        if found.proposals.is_empty() {
            print_line("\nnothing is proposed for it")?;
        }
        Ok(())
    }

    fn summarize(&self, draft: &PairDraft) -> anyhow::Result<()> {
        let proposals = draft
            .proposals
            .iter()
            .flat_map(Proposal::with_parts)
            .count();
        let [proposals, sentences] = [
            count(proposals, "proposal"),
            count(draft.sentences, "sentence"),
        ];
        print_line(&format!("drafted {proposals} from {sentences}"))?;
        for (file, number) in draft.counts() {
            print_line(&format!("  {file}: {number}"))?;
        }
        if self.explain {
            for proposal in draft.proposals.iter().flat_map(Proposal::with_parts) {
                let (at, id) = (proposal.at.join(", "), &proposal.id);
                let rule = proposal.rule.explained();
                print_line(&format!("  {id} ({at}): {rule}"))?;
            }
        }
        if !draft.without.is_empty() {
            let number = count(draft.without.len(), "sentence");
            print_line(&format!("{number} without a proposal or a fact:"))?;
        }
        let mut lines = draft.without.chunks(POINTERS_PER_LINE);
        lines.try_for_each(|line| print_line(&format!("  {}", line.join(", "))))
    }
}
