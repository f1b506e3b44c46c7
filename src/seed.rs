//! The door for goods: document and seed files → checked facts → SQLite. Every fault is reported, nothing is written unless
//! there is none, and the file that is served is the whole old one or the whole new one. Knows nothing of HTTP or the store.

mod about;
mod check;
mod draft;
mod entry;
mod fault;
mod figures;
mod load;
mod migrate;
mod pair;
mod rules;
mod source;
mod states;
mod table;
mod terms;
mod words;

pub use fault::{Fault, Faults};
pub use migrate::{MigrateError, migrate, version};
pub use source::{File, Sources, Unreadable};

use about::About;
use check::Ids;
use entry::Writer;
use pair::Pair;

use crate::document::Document;

/// What was loaded or checked.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Report {
    pub pairs: usize,
    /// Facts, those inside other facts included.
    pub facts: usize,
    pub sentences: usize,
    /// Pairs that were checked against the document itself.
    pub documents: usize,
    /// Pairs whose document was not at hand, where documents were asked for.
    pub absent: Vec<String>,
}

/// Why seeds were refused.
#[derive(Debug, thiserror::Error)]
pub enum SeedError {
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    #[error("the seeds have {} faults", .0.len())]
    Faulty(Faults),
}

/// Reads and checks every pair; nothing is written.
pub fn check(sources: &Sources) -> Result<Report, SeedError> {
    let mut loading = Loading::new(sources)?;
    for name in sources.pairs()? {
        loading.read(&name)?;
    }
    loading.finish()
}

/// Reads pairs one after the other, so that no more than one is held in memory.
struct Loading<'s> {
    sources: &'s Sources,
    ids: Ids,
    faults: Faults,
    report: Report,
    about: About,
}

/// A pair without faults, with its document where it is at hand.
struct Checked {
    pair: Pair,
    document: Option<Document>,
}

impl<'s> Loading<'s> {
    fn new(sources: &'s Sources) -> Result<Self, Unreadable> {
        let mut faults = Faults::default();
        let about = About::read(sources.about()?.as_ref(), &mut faults);
        Ok(Self { sources, ids: Ids::default(), faults, report: Report::default(), about })
    }

    /// Reads and checks one pair; `None` if it, or one before it, is at fault.
    fn read(&mut self, name: &str) -> Result<Option<Checked>, Unreadable> {
        let files = self.sources.files(name)?;
        let document = self.sources.document(name)?.map(|text| Document::read(&text));
        let pair = Pair::read(name, &files, &mut self.faults);
        check::check(&pair, document.as_ref(), &mut self.ids, &mut self.faults);
        let writer = Writer::new(&pair, document.as_ref());
        let state_of = |named: &draft::Reference| {
            let fact = pair.facts.iter().find(|fact| fact.reference() == *named).filter(|fact| !fact.faulty)?;
            writer.standings(fact).pop().map(|standing| standing.state)
        };
        for fact in pair.facts.iter().flat_map(draft::Draft::with_parts) {
            rules::check(fact, &state_of, &mut self.faults);
            if !fact.faulty {
                figures::check(fact, &mut self.faults);
            }
        }
        self.count(&pair, document.is_some());
        Ok(self.faults.is_empty().then_some(Checked { pair, document }))
    }

    fn count(&mut self, pair: &Pair, at_hand: bool) {
        self.report.pairs += 1;
        self.report.facts += pair.facts.iter().flat_map(draft::Draft::with_parts).count();
        self.report.sentences += pair.index.as_ref().map_or(0, |pinned| pinned.index.sentences.len());
        self.report.documents += usize::from(at_hand);
        if self.sources.documents.is_some() && !at_hand {
            self.report.absent.push(pair.name.clone());
        }
    }

    fn finish(self) -> Result<Report, SeedError> {
        if self.faults.is_empty() { Ok(self.report) } else { Err(SeedError::Faulty(self.faults)) }
    }
}
