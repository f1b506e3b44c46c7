//! The door for goods: document and seed files → checked facts → SQLite. Every fault is reported, nothing is written unless
//! there is none, and the file that is served is the whole old one or the whole new one. Knows nothing of HTTP or the store.

mod about;
mod ahead;
mod at_hand;
mod batch;
mod check;
mod draft;
mod entry;
mod fault;
mod figures;
mod load;
mod migrate;
mod order;
mod pair;
mod parse;
mod places;
mod postings;
mod prepare;
mod reader;
mod rows;
mod rules;
mod source;
mod states;
mod table;
mod terms;
mod version;
mod words;

pub use fault::Diagnostics;
pub use migrate::{MigrateError, migrate, version};
pub use source::{Sources, Unreadable};

use about::About;
use at_hand::AtHand;
use check::Ids;
use entry::Writer;
use pair::Pair;
use prepare::Prepared;
use version::Version;

/// The build of this program: a hash of its code, its dependencies and the schema. A database of another build is written again.
pub const BUILD: &str = env!("BILATERAL_BUILD");

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
    Faulty(Diagnostics),
}

/// Reads and checks every pair; nothing is written.
pub fn check(sources: &Sources) -> Result<Report, SeedError> {
    let mut loading = Loading::new(sources)?;
    for names in sources.pairs()?.chunks(ahead::TOGETHER) {
        for read in ahead::side_by_side(names, |name| Read::pair(sources, name, false))? {
            loading.take(read);
        }
    }
    loading.finish().map(|(report, ..)| report)
}

/// A pair as it was read: checked by itself, and prepared for the database where that was asked for and it has no fault.
struct Read {
    pair: Pair,
    at_hand: bool,
    digest: [u8; 32],
    faults: Diagnostics,
    prepared: Option<Prepared>,
}

impl Read {
    fn pair(sources: &Sources, name: &str, prepares: bool) -> Result<Self, Unreadable> {
        let files = sources.files(name)?;
        let text = sources.document(name)?;
        let digest = version::digest(&files, text.as_deref());
        let mut faults = Diagnostics::default();
        let text = text.filter(|file| parse::is_text(file, &mut faults));
        let document = text.map(|file| AtHand::read(&file.text));
        let pair = Pair::read(name, &files, &mut faults);
        check::check(&pair, document.as_ref(), &mut faults);
        let writer = Writer::new(&pair, document.as_ref());
        let state_of = |named: &draft::Reference| {
            let fact = pair.facts.iter().find(|fact| fact.reference() == *named)?;
            writer.last_state(fact)
        };
        for fact in pair.facts.iter().flat_map(draft::Draft::with_parts) {
            rules::check(fact, &state_of, &mut faults);
            if !fact.faulty {
                figures::check(fact, &mut faults);
            }
        }
        let sound = prepares && faults.is_empty();
        let prepared = sound.then(|| prepare::prepare(&pair, document.as_ref()));
        Ok(Self {
            at_hand: document.is_some(),
            digest,
            prepared,
            faults,
            pair,
        })
    }
}

/// What is gathered over all pairs, which come one after the other.
struct Loading {
    documents: bool,
    ids: Ids,
    faults: Diagnostics,
    report: Report,
    about: About,
    version: Version,
}

impl Loading {
    fn new(sources: &Sources) -> Result<Self, Unreadable> {
        let mut faults = Diagnostics::default();
        let file = sources.about()?;
        let about = About::read(file.as_ref(), &mut faults);
        let version = Version::new(file.as_deref());
        let documents = sources.documents.is_some();
        Ok(Self {
            documents,
            ids: Ids::default(),
            faults,
            report: Report::default(),
            about,
            version,
        })
    }

    /// Takes a pair up, and gives what is to be stored of it unless it, or one before it, is at fault.
    fn take(&mut self, read: Read) -> Option<Prepared> {
        self.count(&read.pair, read.at_hand);
        self.version.pair(&read.digest);
        self.faults.append(read.faults);
        self.ids.check(&read.pair, &mut self.faults);
        read.prepared.filter(|_| self.faults.is_empty())
    }

    fn count(&mut self, pair: &Pair, at_hand: bool) {
        self.report.pairs += 1;
        self.report.facts += pair.facts.iter().flat_map(draft::Draft::with_parts).count();
        self.report.sentences += pair
            .index
            .as_ref()
            .map_or(0, |pinned| pinned.index.sentences.len());
        self.report.documents += usize::from(at_hand);
        if self.documents && !at_hand {
            self.report.absent.push(pair.name.clone());
        }
    }

    /// The report, what the data set says of itself, and its version.
    fn finish(self) -> Result<(Report, About, String), SeedError> {
        if !self.faults.is_empty() {
            return Err(SeedError::Faulty(self.faults));
        }
        Ok((self.report, self.about, self.version.finish()))
    }
}
