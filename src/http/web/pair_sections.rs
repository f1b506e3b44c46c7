//! The facts of a pair as the sections of its page show them.

use super::facts::Facts;
use super::footnotes::{Contradiction, contradictions, footnotes};
use super::item::Item;
use super::page::kind;
use super::pair_contents::{Contents, Section};
use super::pair_facts::PairFacts;

/// The facts of each section.
pub struct PairSections {
    pub dated: Facts,
    pub missions: Facts,
    pub visits: Facts,
    pub treaties: Facts,
    /// The documents' claims of how many treaties there are.
    pub claims: Vec<Item>,
    pub trade: Facts,
    pub goods: Facts,
    pub cooperation: Facts,
    pub incidents: Facts,
    pub history: Facts,
    pub discrepancies: Facts,
    pub contradictions: Vec<Contradiction>,
    pub footnotes: Vec<Item>,
    pub documents: Facts,
}

impl PairSections {
    pub fn new(all: &mut PairFacts, dated: Facts) -> Self {
        let discrepancies = all.take("discrepancies");
        let names = &all.names.discrepancies;
        let number = |item: &Item| names.get(&item.text("id"))?.footnote;
        let counter = kind("treaties").coverage.expect("treaties are counted");
        Self {
            dated,
            contradictions: contradictions(&discrepancies.items),
            footnotes: footnotes(&discrepancies.items, number),
            discrepancies,
            missions: all.take("missions"),
            visits: all.take("visits"),
            treaties: all.take("treaties"),
            claims: all.take(counter.plural).items,
            trade: all.take("trade"),
            goods: all.take("goods"),
            cooperation: all.take("cooperation"),
            incidents: all.take("incidents"),
            history: all.take("history"),
            documents: all.take("documents"),
        }
    }

    /// The sections of the page, in their order.
    pub fn contents(&self) -> Contents {
        let coverage = u64::from(!self.claims.is_empty());
        Contents::new(&[
            Section::new("timeline", "Timeline", self.dated.total).about_others(),
            Section::new("missions", "Missions", self.missions.total),
            Section::new("visits", "Visits", self.visits.total),
            Section::new("treaties", "Treaties", self.treaties.total.max(coverage)),
            Section::new("trade", "Trade", self.trade.total),
            Section::new("goods", "Goods", self.goods.total),
            Section::new("cooperation", "Cooperation", self.cooperation.total),
            Section::new("incidents", "Incidents", self.incidents.total),
            Section::new("history", "History", self.history.total),
            Section::new("notes", "Notes", self.discrepancies.total).about_others(),
            Section::new("documents", "Sources", self.documents.total),
        ])
    }
}
