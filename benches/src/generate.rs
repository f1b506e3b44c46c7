//! Generates a data set of any size from a fixed random seed: pairs of countries with fifty visits each and a few facts
//! of every other kind, as folders of seed files for `bilateral migrate --seeds`.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::Context as _;
use fastrand::Rng;

use crate::names::{Country, countries, date};

/// The visits that lead to the places of both countries in turn; a country has at most three.
const FIRST_VISITS: usize = 6;

/// The number of visits of each pair.
pub const VISITS_PER_PAIR: usize = 50;

/// Writes the first `pairs` pairs into a folder. Does nothing if an earlier call completed; else it replaces the
/// folder.
pub fn generate(folder: &Path, pairs: usize) -> anyhow::Result<()> {
    let marker = folder.join(".complete");
    if marker.exists() {
        return Ok(());
    }
    let _ = fs::remove_dir_all(folder);
    let countries = countries();
    let all = (0..countries.len()).flat_map(|a| (0..a).map(move |b| (b, a)));
    for (at, (a, b)) in all.take(pairs).enumerate() {
        let pair = Pair::new(&countries[a], &countries[b], at);
        pair.write(folder)
            .with_context(|| format!("cannot write {}", folder.display()))?;
    }
    Ok(fs::write(marker, "")?)
}

/// A pair whose seed files are being generated.
struct Pair<'c> {
    name: String,
    one: &'c Country,
    other: &'c Country,
    rng: Rng,
    /// The sections of its document, with the number of sentences so far.
    sections: Vec<(&'static str, usize)>,
}

impl<'c> Pair<'c> {
    fn new(one: &'c Country, other: &'c Country, seed: usize) -> Self {
        let name = format!("{}-{}", one.code, other.code).to_lowercase();
        Self {
            name,
            one,
            other,
            rng: Rng::with_seed(seed as u64),
            sections: Vec::new(),
        }
    }

    fn write(mut self, root: &Path) -> std::io::Result<()> {
        let folder = root.join(&self.name);
        fs::create_dir_all(folder.join("documents"))?;
        let files = [
            ("relation.toml", self.relation()),
            ("missions.toml", self.missions()),
            (
                "visits.toml",
                (0..VISITS_PER_PAIR).map(|n| self.visit(n)).collect(),
            ),
            ("treaties.toml", self.treaties()),
            ("trade.toml", self.trade()),
            ("goods.toml", self.goods()),
            ("cooperation.toml", self.cooperation()),
            ("history.toml", self.history()),
            ("discrepancies.toml", self.discrepancy()),
        ];
        files
            .iter()
            .try_for_each(|(name, text)| fs::write(folder.join(name), text))?;
        let documents = folder.join("documents");
        fs::write(
            documents.join(format!("{}.toml", self.name)),
            self.document(),
        )?;
        fs::write(
            documents.join(format!("{}.index.toml", self.name)),
            self.index(),
        )
    }

    /// A pointer to the next sentence of a section.
    fn next_pointer(&mut self, section: &'static str) -> String {
        let existing = self.sections.iter().position(|(name, _)| *name == section);
        let index = existing.unwrap_or_else(|| {
            self.sections.push((section, 0));
            self.sections.len() - 1
        });
        self.sections[index].1 += 1;
        format!("{section} 1.{}", self.sections[index].1)
    }

    fn relation(&mut self) -> String {
        let (name, one, other) = (&self.name.clone(), self.one, self.other);
        let (lead, established) = (self.next_pointer("Lead"), self.next_pointer("Lead"));
        let year = self.rng.u32(1900..1995);
        let mut text = format!(
            "[relation]\nid = \"{name}\"\ntitle = \"{}–{} relations\"\nat = \"{lead}\"\nparties = [\"{}\", \"{}\"]\ndocuments = [\"{name}\"]\n\n\
             [[relation.event]]\nid = \"{name}-established\"\ntitle = \"Diplomatic relations established\"\n\
             at = \"{established}\"\ntype = \"established\"\ndate = \"{year}\"\ndate_text = \"{year}\"\n",
            one.name, other.name, one.code, other.code,
        );
        for country in [one, other] {
            for (number, place) in country.places.iter().enumerate() {
                let id = format!("{}-{number}", country.code).to_lowercase();
                let _ = write!(
                    text,
                    "\n[[place]]\nid = \"{id}\"\ncountry = \"{}\"\nnames = [\"{place}\"]\n",
                    country.code
                );
            }
        }
        text
    }

    fn document(&self) -> String {
        format!(
            "[document]\nid = \"{}\"\ntitle = \"{}–{} relations\"\n",
            self.name, self.one.name, self.other.name
        )
    }

    fn missions(&mut self) -> String {
        let sides = [(self.one, self.other), (self.other, self.one)];
        let mission = |(sending, receiving): (&Country, &Country)| {
            let (at, opened) = (self.next_pointer("Missions"), self.next_pointer("Missions"));
            let year = self.rng.u32(1950..2010);
            let (id, place) = (
                format!("{}-{}", self.name, sending.code).to_lowercase(),
                &receiving.places[0],
            );
            format!(
                "[[mission]]\nid = \"{id}\"\ntitle = \"Embassy of {0} in {1}\"\nat = \"{at}\"\nsending = \"{2}\"\n\
                 receiving = \"{3}\"\nname = \"embassy in {place}\"\nresident = true\n\n\
                 [[mission.event]]\nid = \"{id}-opened\"\ntitle = \"{0} opens its embassy in {place}\"\nat = \"{opened}\"\n\
                 type = \"opened\"\ntype_after = \"embassy\"\nplace = \"{place}\"\ndate = \"{year}\"\n\
                 date_text = \"{year}\"\n\n",
                sending.name, receiving.name, sending.code, receiving.code
            )
        };
        sides.map(mission).concat()
    }

    /// The countries that a visit leads from and to, and the place. The first visits lead to every place, because a place that no
    /// fact names is an error.
    fn direction(&mut self, number: usize) -> (&'c Country, &'c Country, &'c str) {
        let (is_outward, drawn) = (self.rng.bool(), self.rng.usize(..));
        let is_first = number < FIRST_VISITS;
        let is_outward = if is_first {
            number.is_multiple_of(2)
        } else {
            is_outward
        };
        let (from, to) = if is_outward {
            (self.one, self.other)
        } else {
            (self.other, self.one)
        };
        let index = if is_first { number / 2 } else { drawn };
        (from, to, &to.places[index % to.places.len()])
    }

    fn visit(&mut self, number: usize) -> String {
        const OFFICES: [(&str, &str); 5] = [
            ("President", "head_of_state"),
            ("Prime Minister", "head_of_government"),
            ("Foreign Minister", "foreign_minister"),
            ("Minister of Trade", "minister"),
            ("Speaker of Parliament", "legislator"),
        ];
        const TYPES: [&str; 4] = [
            "state_visit",
            "official_visit",
            "working_visit",
            "unspecified",
        ];
        let (from, to, place) = self.direction(number);
        let (title, office) = OFFICES[self.rng.usize(0..OFFICES.len())];
        let kind = TYPES[self.rng.usize(0..TYPES.len())];
        let (guest, host) = (
            from.random_person(&mut self.rng),
            to.random_person(&mut self.rng),
        );
        let at = self.next_pointer("Visits");
        format!(
            "[[visit]]\nid = \"{}-{number}\"\ntitle = \"{title} {guest} of {} visits {place}\"\nat = \"{at}\"\n{}\
             guests = [{{ name = \"{guest}\", title = \"{title}\", office = \"{office}\", country = \"{}\" }}]\n\
             host = \"{}\"\nplace = \"{place}\"\ntype = \"{kind}\"\n\
             met = [{{ name = \"{host}\", title = \"{title}\", office = \"{office}\", country = \"{}\" }}]\n\n",
            self.name,
            from.name,
            date(&mut self.rng),
            from.code,
            to.code,
            to.code
        )
    }

    fn treaties(&mut self) -> String {
        const SUBJECTS: [&str; 6] = [
            "trade",
            "extradition",
            "air services",
            "culture",
            "borders",
            "investment",
        ];
        let mut text = String::new();
        for number in 0..3 {
            let subject = SUBJECTS[self.rng.usize(0..SUBJECTS.len())];
            let at = self.next_pointer("Treaties");
            let _ = write!(
                text,
                "[[treaty]]\nid = \"{0}-{number}\"\ntitle = \"Agreement on {subject}\"\nat = \"{at}\"\n{1}\
                 instrument = \"agreement\"\nlevel = \"intergovernmental\"\nsubject = \"{subject}\"\n\
                 parties = [\"{2}\", \"{3}\"]\n\n",
                self.name,
                date(&mut self.rng),
                self.one.code,
                self.other.code
            );
        }
        let (at, count) = (self.next_pointer("Treaties"), self.rng.u32(4..60));
        let _ = write!(
            text,
            "[[count]]\nid = \"{}-treaties\"\ntitle = \"More than {count} treaties\"\nat = \"{at}\"\nscope = \"all\"\n\
             scope_status = \"stated\"\ncomparator = \">\"\nvalue = {count}\nmin = {}\ntext = \"more than {count}\"\n",
            self.name,
            count + 1
        );
        text
    }

    fn trade(&mut self) -> String {
        let mut text = String::new();
        for number in 0..4 {
            let (from, to) = if self.rng.bool() {
                (self.one, self.other)
            } else {
                (self.other, self.one)
            };
            let (year, million) = (self.rng.u32(1995..2026), self.rng.u64(1..5000));
            let at = self.next_pointer("Trade");
            let _ = write!(
                text,
                "[[figure]]\nid = \"{0}-{number}\"\ntitle = \"Exports of {1} to {2} in {year}\"\nat = \"{at}\"\n\
                 date = \"{year}\"\ndate_text = \"{year}\"\nflow = \"export\"\nexporter = \"{3}\"\nimporter = \"{4}\"\n\
                 amount = {{ value = {million}000000, currency = \"USD\", precision = 1000000, text = \"US${million} million\" }}\n\
                 status = \"A\"\n\n",
                self.name, from.name, to.name, from.code, to.code
            );
        }
        text
    }

    fn goods(&mut self) -> String {
        const GOODS: [&str; 6] = ["wool", "copper", "grain", "machinery", "books", "paper"];
        let mut text = String::new();
        for position in 1..4 {
            let (good, at) = (
                GOODS[self.rng.usize(0..GOODS.len())],
                self.next_pointer("Trade"),
            );
            let _ = write!(
                text,
                "[[good]]\nid = \"{0}-{position}\"\ntitle = \"{good} from {1} to {2}\"\nat = \"{at}\"\nexporter = \"{3}\"\n\
                 importer = \"{4}\"\ndirection = \"stated\"\nposition = {position}\nlabel = \"{good}\"\n\n",
                self.name, self.one.name, self.other.name, self.one.code, self.other.code
            );
        }
        text
    }

    fn cooperation(&mut self) -> String {
        const SECTORS: [&str; 4] = ["education", "culture", "security", "transport"];
        let mut text = String::new();
        for number in 0..4 {
            let (sector, at) = (
                SECTORS[self.rng.usize(0..SECTORS.len())],
                self.next_pointer("Cooperation"),
            );
            let _ = write!(
                text,
                "[[cooperation]]\nid = \"{0}-{number}\"\ntitle = \"Programme of {sector}\"\nat = \"{at}\"\n{1}\
                 sector = \"{sector}\"\ntype = \"programme\"\nstatus = \"stated\"\n\
                 actors = [{{ name = \"{2}\", country = \"{3}\" }}]\n\n",
                self.name,
                date(&mut self.rng),
                self.one.random_person(&mut self.rng),
                self.one.code
            );
        }
        text
    }

    fn history(&mut self) -> String {
        let mut text = String::new();
        for number in 0..3 {
            let (year, at) = (self.rng.u32(1500..1900), self.next_pointer("Past"));
            let _ = write!(
                text,
                "[[history]]\nid = \"{0}-{number}\"\ntitle = \"Merchants of {1} travel to {2}\"\nat = \"{at}\"\n\
                 date = \"{year}\"\ndate_text = \"{year}\"\nstatement = \"In {year} merchants of {1} travelled to {2}.\"\n\
                 standing = \"stated\"\n\n",
                self.name, self.one.name, self.other.name
            );
        }
        text
    }

    fn discrepancy(&mut self) -> String {
        let at = self.next_pointer("Visits");
        format!(
            "[[discrepancy]]\nid = \"{0}-spelling\"\ntitle = \"How a guest is spelt\"\nat = \"{at}\"\ntype = \"wording\"\n\
             summary = \"Two visits spell one name in two ways.\"\nfacts = [\n\
             \x20 {{ fact = \"visit/{0}-0\", role = \"involved\", value = \"one way\" }},\n\
             \x20 {{ fact = \"visit/{0}-1\", role = \"involved\", value = \"another way\" }},\n]\n",
            self.name
        )
    }

    /// The index of a document that does not exist: pointers, spans and hashes.
    fn index(&mut self) -> String {
        let length: usize = self
            .sections
            .iter()
            .map(|(_, sentences)| 10 + sentences * 100)
            .sum();
        let mut text = format!(
            "sha256 = \"{}\"\nlength = {length}\n\nsections = [\n",
            self.hash()
        );
        for (name, _) in &self.sections {
            let _ = writeln!(text, "  {{ name = \"{name}\", level = 2 }},");
        }
        text.push_str("]\n\nsentences = [\n");
        let mut start = 0;
        for (name, sentences) in self.sections.clone() {
            start += 10;
            for sentence in 1..=sentences {
                let hash = self.rng.u64(..);
                let end = start + 99;
                let _ = writeln!(
                    text,
                    "  {{ at = \"{name} 1.{sentence}\", start = {start}, end = {end}, sha256 = \"{hash:016x}\" }},"
                );
                start += 100;
            }
        }
        text.push_str("]\n");
        text
    }

    /// The hash of the document. Deterministic, because two files contain it.
    fn hash(&self) -> String {
        let mut rng = Rng::with_seed(
            self.name
                .bytes()
                .fold(7, |seed, byte| seed * 31 % 1_000_003 + u64::from(byte)),
        );
        (0..4).map(|_| format!("{:016x}", rng.u64(..))).collect()
    }
}
