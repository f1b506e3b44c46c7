//! The table of contents of a pair's page. Sections without facts are left out, and named in one line.

/// A section of the page.
#[derive(Debug, Clone)]
pub struct Section {
    pub id: &'static str,
    pub name: &'static str,
    /// The number of its facts.
    pub facts: u64,
    /// True for a section that says more about the facts of others, and is not missed.
    is_about_others: bool,
}

impl Section {
    pub const fn new(id: &'static str, name: &'static str, facts: u64) -> Self {
        Self {
            id,
            name,
            facts,
            is_about_others: false,
        }
    }

    pub const fn about_others(self) -> Self {
        Self {
            is_about_others: true,
            ..self
        }
    }
}

/// The sections with facts, and the names of those without.
#[derive(Debug, Default)]
pub struct Contents {
    pub sections: Vec<Section>,
    /// `incidents, goods and trade`; empty if every section has facts.
    pub absent: String,
}

impl Contents {
    pub fn new(sections: &[Section]) -> Self {
        let (present, absent): (Vec<Section>, Vec<Section>) = sections
            .iter()
            .cloned()
            .partition(|section| section.facts > 0);
        let absent: Vec<String> = absent
            .iter()
            .filter(|section| !section.is_about_others)
            .map(|section| section.name.to_lowercase())
            .collect();
        let absent = match absent.split_last() {
            Some((last, [])) => last.clone(),
            Some((last, others)) => format!("{} or {last}", others.join(", ")),
            None => String::new(),
        };
        Self {
            sections: present,
            absent,
        }
    }

    /// True if the section with this id has facts.
    pub fn has(&self, id: &str) -> bool {
        self.sections.iter().any(|section| section.id == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_without_facts_are_only_named() {
        let section = |id, facts| Section::new(id, id, facts);
        let notes = section("Notes", 0).about_others();
        let contents = Contents::new(&[
            section("A", 0),
            section("B", 2),
            section("C", 0),
            section("D", 0),
            notes,
        ]);
        assert!(contents.has("B") && !contents.has("A"));
        assert_eq!(contents.absent, "a, c or d");
        assert_eq!(Contents::new(&[section("A", 0)]).absent, "a");
    }
}
