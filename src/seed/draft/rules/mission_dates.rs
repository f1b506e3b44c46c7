//! The dates of events of missions that the sentence before gives: that of a visit, or of what was told last.

use crate::seed::draft::article::Article;
use crate::seed::draft::proposal::{Proposal, ProposedDate, Value};
use crate::seed::draft::sentence::Sentence;

/// Dates that other sentences give, with their pointers.
pub struct MissionDates {
    /// The date of a visit that the sentence names again.
    pub visit: Option<(ProposedDate, String)>,
    /// The time since the event before, for `since then`.
    pub since: Option<(ProposedDate, String)>,
}

impl MissionDates {
    /// Gives the undated events of a mission their date: those announced on a visit, and those there since then.
    pub fn add_to(&self, missions: &mut [Proposal]) {
        for mission in missions {
            self.add_to_parts(mission);
        }
    }

    fn add_to_parts(&self, mission: &mut Proposal) {
        for part in &mut mission.parts {
            let is = |event: &str| part.field("type") == Some(&Value::text(event));
            let found = match () {
                () if part.date.is_some() => None,
                () if is("announced") => self.visit.as_ref(),
                () if is("stated") && part.field("head").is_none() => self.since.as_ref(),
                () => None,
            };
            if let Some((date, at)) = found {
                part.date = Some(date.clone());
                part.cite(at);
                mission
                    .at
                    .extend((!mission.at.contains(at)).then(|| at.clone()));
            }
        }
    }
}

/// The time since the last event of the sentence before, if a sentence of its paragraph opens with `since then`.
pub fn since_then(
    article: &Article<'_, '_>,
    sentence: &Sentence<'_, '_>,
) -> Option<(ProposedDate, String)> {
    let opens = sentence.token_is(0, &["since"]) && sentence.token_is(1, &["then"]);
    let before = article.sentences.get(sentence.number.checked_sub(1)?)?;
    let paragraph = |at: &str| {
        at.rsplit_once('.')
            .map(|(paragraph, _)| paragraph.to_owned())
    };
    let is_near = paragraph(&before.at) == paragraph(&sentence.at);
    let last = before.dates.iter().rfind(|date| !date.is_attributive)?;
    let edtf = ProposedDate::from(last).edtf;
    let is_plain = opens && is_near && !edtf.contains('/');
    is_plain.then(|| {
        let date = ProposedDate {
            edtf: format!("{edtf}/.."),
            text: sentence.written(0..2).to_owned(),
        };
        (date, before.at.clone())
    })
}

#[cfg(test)]
mod tests {
    use crate::seed::draft::draft_text;

    #[test]
    fn the_sentence_before_gives_the_date() {
        for (text, expected) in [
            (
                "Norway and Peru established relations on 3 May 1931. Since then, Norway has been accredited to Peru from its \
                 embassy in Santiago, Chile.",
                "1931-05-03/.. Since then",
            ),
            (
                "In March 1990, Peruvian President Ana Ruiz paid a visit to Norway. During the visit, she announced that Peru would \
                 open an embassy in Oslo.",
                "1990-03 March 1990",
            ),
            (
                "Norway opened an embassy in Lima in 1961, and Peru opened an embassy in Oslo the following year.",
                "1961 1961",
            ),
            (
                "After a flood in March 1990, Peru announced that it would open an embassy in Oslo.",
                "",
            ),
        ] {
            let found = draft_text(text, ["NOR", "PER"]);
            let events = found.iter().flat_map(|one| &one.parts);
            let dates = events.filter_map(|one| one.date.as_ref());
            let dates = dates.map(|date| format!("{} {}", date.edtf, date.text));
            assert_eq!(dates.collect::<Vec<_>>().join(" "), expected, "{text}");
        }
    }
}
