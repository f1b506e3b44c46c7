//! Treaties: a noun of an instrument with its subject, and the numbers of treaties that a sentence states.

use std::ops::Range;

use super::people::capitalized;
use super::treaty_counts::count;
use super::treaty_names::{instruments, is_named, own_name, singular};
use super::treaty_sides::set_sides;
use super::treaty_subjects::{each, plain, subject};
use super::treaty_terms::{Item, add_signature, is_in_force, set_in_force};
use crate::seed::draft::article::Article;
use crate::seed::draft::dates::dates;
use crate::seed::draft::proposal::{Proposal, ProposedDate, Rule};
use crate::seed::draft::sentence::{CueMention, Sentence};
use crate::seed::draft::tokens::tokens;

/// The most words between an instrument and the word that says that it is only talked of.
const MAX_BEFORE_AIM: usize = 10;

/// Words before an agreement that is not there yet.
const SOUGHT: &str = "explore exploring negotiate negotiating negotiations negotiation talks discuss discussing discussions discussed \
    consider considering proposed propose proposes possible possibility towards toward seek seeking feasibility prospect prospects";

/// Proposes treaties and the numbers of treaties.
pub fn propose(article: &Article<'_, '_>, sentence: &Sentence<'_, '_>) -> Vec<Proposal> {
    let mut proposals: Vec<Proposal> = count(article, sentence).into_iter().collect();
    let is_counted = !proposals.is_empty();
    let mut nouns = instruments(sentence);
    nouns.retain(|noun| !is_aim(sentence, noun));
    for (number, noun) in nouns.iter().enumerate() {
        let end = nouns
            .get(number + 1)
            .map_or(sentence.tokens.len(), |next| next.tokens.start);
        let first = nouns.first().map_or(0, |first| first.tokens.start);
        let item = Item {
            start: noun.tokens.start,
            end,
            first,
        };
        let found = treaty(article, sentence, noun, &item).into_iter();
        proposals.extend(found.filter(|_| !is_counted || is_named(sentence, noun)));
    }
    let has_subject = proposals.iter().any(|one| one.field("subject").is_some());
    proposals.retain(|one| {
        let is_count = one.kind.name == "treaty_count";
        is_count || !has_subject || one.field("subject").is_some() || !one.rule.is_plural()
    });
    proposals
}

fn treaty(
    article: &Article<'_, '_>,
    sentence: &Sentence<'_, '_>,
    noun: &CueMention,
    item: &Item,
) -> Vec<Proposal> {
    if is_private(sentence, noun) || is_of_others(article, sentence) {
        return Vec::new();
    }
    let Some(subject) = subject(sentence, noun, item.end) else {
        return about(article, sentence, noun, item, None)
            .into_iter()
            .collect();
    };
    let is_plural = sentence.written(noun.tokens.clone()).ends_with('s');
    let is_behind = subject.start >= noun.tokens.end;
    let subjects = each(sentence, subject, is_plural && is_behind).into_iter();
    let found = subjects.filter_map(|one| about(article, sentence, noun, item, Some(one)));
    found.collect()
}

/// The treaty about a subject.
fn about(
    article: &Article<'_, '_>,
    sentence: &Sentence<'_, '_>,
    noun: &CueMention,
    item: &Item,
    subject: Option<Range<usize>>,
) -> Option<Proposal> {
    let end = item.end;
    let verb = verb(sentence, noun);
    let is_capital = sentence.tokens[noun.tokens.start].is_capital;
    let listed = is_named(sentence, noun) || sentence.is_under("treaties") && is_capital;
    if verb.is_none() && !listed && !is_in_force(sentence, noun) {
        return None;
    }
    let mut proposal = Proposal::new("treaty", &sentence.at, Rule::of_cue("treaties", noun.cue));
    proposal.date = bracketed_date(sentence, noun.tokens.end..end)
        .or_else(|| in_prose(sentence, noun, verb, listed));
    name(article, sentence, noun, &mut proposal, subject.as_ref());
    let start = noun.tokens.start;
    let is_adjective = subject.as_ref().is_some_and(|one| one.end == start);
    let own_name = own_name(sentence, noun, subject.as_ref(), end).filter(|_| is_capital);
    proposal.set_optional("name", own_name.map(str::to_owned));
    let subject = subject.map(|range| plain(sentence, range));
    proposal.set_text("instrument", noun.cue.field("instrument")?);
    set_sides(article, sentence, item, verb, &mut proposal);
    set_in_force(sentence, verb, &mut proposal);
    // `Cultural` is no subject, and `visa abolition` is one.
    let subject =
        subject.filter(|one| !is_adjective || !(one.ends_with("al") || one.ends_with("ic")));
    proposal.set_optional("subject", subject);
    add_signature(article, sentence, verb, &mut proposal);
    Some(proposal)
}

/// The verb of signing: right behind the noun in the passive, in the clause of the noun, else the first of the sentence.
fn verb<'s>(sentence: &'s Sentence<'_, '_>, noun: &CueMention) -> Option<&'s CueMention> {
    let clause = sentence.clause_at(noun.tokens.start);
    let signed = || {
        let cues = sentence.cues_of("treaty");
        cues.filter(|one| one.cue.field("role") == Some("signed"))
    };
    let next = instruments(sentence).into_iter();
    let next = next
        .map(|one| one.tokens.start)
        .find(|start| *start > noun.tokens.start);
    let passive = signed().find(|one| {
        let is_behind =
            one.tokens.start >= noun.tokens.end && next.is_none_or(|next| one.tokens.start < next);
        is_behind && sentence.token_is(one.tokens.start, &["was", "were"])
    });
    let own = passive.or_else(|| signed().find(|one| clause.contains(&one.tokens.start)));
    own.or_else(|| signed().next())
}

/// Gives a proposal its title and id. The subject may stand before the noun.
fn name(
    article: &Article<'_, '_>,
    sentence: &Sentence<'_, '_>,
    noun: &CueMention,
    proposal: &mut Proposal,
    subject: Option<&Range<usize>>,
) {
    let [one, other] = &article.parties.names;
    let instrument = singular(sentence.written(noun.tokens.clone()));
    let written = |range: &Range<usize>| sentence.written(range.clone());
    let called = match subject {
        Some(before) if before.end == noun.tokens.start => {
            [written(before), " ", &instrument].concat()
        }
        Some(behind) if behind.start > noun.tokens.end + 2 => {
            [&instrument, " on ", written(behind)].concat()
        }
        Some(behind) => [&instrument, " ", written(&(noun.tokens.end..behind.end))].concat(),
        None => instrument.clone(),
    };
    proposal.title = format!("{} between {one} and {other}", capitalized(&called));
    let year = proposal
        .date
        .as_ref()
        .and_then(ProposedDate::year)
        .map(str::to_owned);
    let words = [
        Some(one.as_str()),
        Some(other),
        Some(&instrument),
        subject.map(written),
        year.as_deref(),
    ];
    proposal.name_by(words.into_iter().flatten());
}

/// True if the sentence names third countries or the whole world as parties, and not both of the pair.
fn is_of_others(article: &Article<'_, '_>, sentence: &Sentence<'_, '_>) -> bool {
    let named = sentence
        .countries
        .iter()
        .filter(|country| !country.is_adjective);
    let (of_pair, third): (Vec<_>, Vec<_>) =
        named.partition(|country| article.parties.contain(country.code));
    !third.is_empty() && of_pair.is_empty()
}

/// True for an agreement in lower case with a company or a school.
fn is_private(sentence: &Sentence<'_, '_>, noun: &CueMention) -> bool {
    let clause = sentence.clause_at(noun.tokens.start);
    let mut private = sentence
        .cues_of("treaty")
        .filter(|one| one.cue.field("role") == Some("private"));
    !is_named(sentence, noun)
        && private.any(|one| {
            clause.contains(&one.tokens.start) && sentence.tokens[one.tokens.start].is_capital
        })
}

/// True for an agreement that another one only aims at: `a memorandum to explore an agreement`.
fn is_aim(sentence: &Sentence<'_, '_>, noun: &CueMention) -> bool {
    if is_sought(sentence, noun) {
        return true;
    }
    instruments(sentence).into_iter().any(|other| {
        let between = sentence.tokens.get(other.tokens.end..noun.tokens.start);
        between.is_some_and(|between| {
            let is_group = !between
                .iter()
                .any(|token| token.is_break() || token.is("and"));
            is_group
                && between
                    .first()
                    .is_some_and(|first| first.is_one_of(&["to", "for"]))
        })
    })
}

/// True for an agreement that is only talked of: `negotiations on a free trade agreement`.
fn is_sought(sentence: &Sentence<'_, '_>, noun: &CueMention) -> bool {
    let clause = sentence.clause_at(noun.tokens.start);
    let near = clause
        .start
        .max(noun.tokens.start.saturating_sub(MAX_BEFORE_AIM));
    let signed = sentence.cues_of("treaty").filter(|one| {
        one.cue.field("role") == Some("signed") && one.tokens.end <= noun.tokens.start
    });
    let signed = signed.map(|one| one.tokens.end).max().unwrap_or(0);
    let words: Vec<&str> = SOUGHT.split_whitespace().collect();
    (near.max(signed)..noun.tokens.start).any(|at| sentence.token_is(at, &words))
}

/// The date in brackets behind an instrument, before the next one.
fn bracketed_date(sentence: &Sentence<'_, '_>, range: Range<usize>) -> Option<ProposedDate> {
    let open = range.clone().find(|at| sentence.token_is(*at, &["("]))?;
    let close = range
        .clone()
        .find(|at| *at > open && sentence.token_is(*at, &[")"]))?;
    let written = sentence.written(open + 1..close);
    let found = dates(written, &tokens(written));
    found.first().map(ProposedDate::from)
}

/// The date of signature in prose.
fn in_prose(
    sentence: &Sentence<'_, '_>,
    noun: &CueMention,
    verb: Option<&CueMention>,
    listed: bool,
) -> Option<ProposedDate> {
    let has_brackets = sentence.tokens.iter().any(|token| token.is("(")) && listed;
    if has_brackets
        && verb.is_none_or(|verb| verb.tokens.end < noun.tokens.start && sentence.dates.len() > 1)
    {
        return None;
    }
    let words = verb.map_or(&noun.tokens, |verb| &verb.tokens);
    sentence.date_for(words, &[]).map(ProposedDate::from)
}

#[cfg(test)]
mod tests {
    use crate::seed::draft::draft_text;
    use crate::seed::draft::proposal::{Proposal, Value};

    fn treaties(text: &str) -> Vec<Proposal> {
        let proposals = draft_text(text, ["NOR", "PER"]).into_iter();
        let is_treaty = |one: &Proposal| one.kind.name.starts_with("treaty");
        proposals.filter(is_treaty).collect()
    }

    fn field(proposal: &Proposal, name: &str) -> String {
        proposal
            .field(name)
            .map_or_else(String::new, Value::to_toml)
    }

    #[test]
    fn the_sides_are_those_that_the_words_name() {
        let text = "A memorandum of understanding on fish was signed in 1997 between the Norwegian Ministry of Fish and the Peruvian \
            Whale Institute.";
        let [one] = &treaties(text)[..] else {
            panic!("{:?}", treaties(text));
        };
        assert_eq!(field(one, "level"), "\"interagency\"");
        assert_eq!(
            field(one, "bodies"),
            r#"["Ministry of Fish", "Whale Institute"]"#
        );
        assert_eq!(field(one, "parties"), "");
    }

    #[test]
    fn the_states_are_parties_where_the_sentence_names_them() {
        for (text, level, parties) in [
            (
                "In 1997, Norway and Peru signed an agreement on whales.",
                "interstate",
                r#"["NOR", "PER"]"#,
            ),
            (
                "A treaty on whales was signed between both states in 1997.",
                "interstate",
                r#"["NOR", "PER"]"#,
            ),
            (
                "An agreement on whales was signed in 1997.",
                "unspecified",
                "",
            ),
            (
                "In 1997, Peru signed a Whale Agreement with the Arctic Union.",
                "unspecified",
                r#"["PER"]"#,
            ),
            (
                "A treaty on whales between Norway and Chile was signed in 1997.",
                "interstate",
                r#"["NOR", "CHL"]"#,
            ),
        ] {
            let found = treaties(text);
            assert_eq!(field(&found[0], "level"), format!("\"{level}\""), "{text}");
            assert_eq!(field(&found[0], "parties"), parties, "{text}");
        }
    }

    #[test]
    fn each_item_of_a_list_has_its_own_level() {
        let text = "Both countries signed an Agreement on Salt (1981); an Agreement between the Central Banks of Norway and Peru (1984); \
            and a Convention on Rivers (1990).";
        let levels: Vec<String> = treaties(text)
            .iter()
            .map(|one| field(one, "level"))
            .collect();
        assert_eq!(
            levels,
            ["\"interstate\"", "\"interagency\"", "\"interstate\""]
        );
    }

    #[test]
    fn each_of_several_subjects_is_a_treaty() {
        let subjects = |text: &str| {
            let found = treaties(text);
            let subjects = found.iter().map(|one| field(one, "subject"));
            subjects.collect::<Vec<_>>().join(" ")
        };
        for (text, expected) in [
            (
                "The two states concluded agreements on salt, wool and tea in 1981.",
                "\"salt\" \"wool\" \"tea\"",
            ),
            (
                "Norway and Peru signed a wool agreement in Lima in 1981.",
                "\"wool\"",
            ),
            (
                "An agreement on salt between Norway and Peru entered into force on 3 May 1981.",
                "\"salt\"",
            ),
        ] {
            assert_eq!(subjects(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_only_talked_of_is_no_treaty() {
        for text in [
            "In 2003, both countries began talks on a free trade agreement.",
            "Norway and Peru agreed to explore an agreement on taxes in 2003.",
        ] {
            assert!(treaties(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn several_agreements_are_more_than_two() {
        let found = treaties("During the visit, several agreements were signed.");
        let [count] = &found[..] else {
            panic!("{found:?}");
        };
        assert_eq!(field(count, "comparator"), "\">\"");
        assert_eq!(field(count, "value"), "2");
        assert_eq!(field(count, "text"), "\"several\"");
    }

    #[test]
    fn a_treaty_of_prose_and_list_is_one() {
        let text = "== History ==\n\nOn 3 May 1981, Norway and Peru signed an agreement on salt.\n\n== Agreements ==\n\n\
            - Agreement on Salt (1981)\n- Agreement on Wool (1981)\n";
        let found = treaties(text);
        assert_eq!(found.len(), 2, "{found:?}");
        assert_eq!(found[0].at.len(), 2);
        assert_eq!(
            found[0].date.as_ref().map(|date| &*date.edtf),
            Some("1981-05-03")
        );
    }

    #[test]
    fn signatories_and_a_treaty_that_was_only_initialled() {
        let text = "The agreement on wool was signed in 1981 by Foreign Minister Ada Lund of Norway and Foreign Minister Rosa Paz of Peru.";
        let found = treaties(text);
        assert!(
            field(&found[0], "signatories").contains("Rosa Paz"),
            "{found:?}"
        );
        let found = treaties("An agreement on air traffic was initialled in 1981.");
        assert_eq!(field(&found[0], "status"), "\"initialled\"");
    }
}
