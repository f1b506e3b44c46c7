//! Missions: a noun such as embassy, its sending country, its seats, and what happened to it.

use std::ops::Range;

use super::mission_nouns::{Noun, nouns, owner, told_before, verbs};
use super::mission_seats::{event_title, set_seat};
use crate::seed::draft::article::Article;
use crate::seed::draft::places::PlaceMention;
use crate::seed::draft::proposal::{Proposal, ProposedDate, Rule, Value};
use crate::seed::draft::sentence::{CueMention, Sentence};

/// The type of a mission that stands in for an embassy.
const STANDS_IN: &str = "representative_office";

/// The types of missions of which a country has several, each in a city of its own.
pub const CONSULAR: &[&str] = &[
    "consulate_general",
    "consulate",
    "honorary_consulate",
    "branch_office",
];

/// Proposes missions, each with the events that the sentence tells of it. `before` are the proposals of the sentences before it.
pub fn propose(
    article: &Article<'_, '_>,
    sentence: &Sentence<'_, '_>,
    before: &[Proposal],
) -> Vec<Proposal> {
    let nouns = nouns(article, sentence, told_before(article, sentence, before));
    let mut missions: Vec<Proposal> = Vec::new();
    for noun in &nouns {
        let mut events: Vec<Proposal> = Vec::new();
        for verb in verbs(sentence) {
            // Two countries may have missions by one noun: `both opened embassies`.
            let owner = owner(sentence, &nouns, verb);
            if owner.is_some_and(|owner| nouns[owner].tokens == noun.tokens) {
                events.extend(event(article, sentence, noun, verb));
            }
        }
        if events.is_empty() {
            events.extend(stated(article, sentence, noun));
        }
        if !events.is_empty() {
            missions.extend(with_events(article, sentence, noun, events));
        }
    }
    missions
}

/// The event of a verb.
fn event(
    article: &Article<'_, '_>,
    sentence: &Sentence<'_, '_>,
    noun: &Noun<'_, '_>,
    verb: &CueMention,
) -> Option<Proposal> {
    let event = verb.cue.field("type")?;
    let rivals = verbs(sentence).into_iter().map(|one| one.tokens.clone());
    let rivals: Vec<Range<usize>> = rivals.filter(|rival| *rival != verb.tokens).collect();
    let date = sentence
        .date_for(&verb.tokens, &rivals)
        .map(ProposedDate::from);
    let place = place_of_event(sentence, noun, verb);
    if date.is_none() && event == "announced" {
        let rule = Rule::of_cue("missions", verb.cue);
        return Some(event_proposal(
            article, sentence, noun, event, place, None, rule,
        ));
    }
    let Some(date) = date else {
        let is_there = matches!(event, "opened" | "reopened" | "upgraded" | "relocated");
        let rule = Rule::of_cue("missions", verb.cue);
        let untold = || {
            // Of `the following year`, only another sentence gives the year.
            let is_relative = sentence.is_about("relative");
            is_relative.then(|| event_proposal(article, sentence, noun, event, place, None, rule))
        };
        return if is_there {
            stated(article, sentence, noun).or_else(untold)
        } else {
            None
        };
    };
    let noun = &reaching(sentence, noun, verb, event);
    let rule = Rule::of_cue("missions", verb.cue);
    let date = Some(date);
    Some(event_proposal(
        article, sentence, noun, event, place, date, rule,
    ))
}

/// The mission with the type that an event gives it.
fn reaching<'s, 'v>(
    sentence: &Sentence<'_, 'v>,
    noun: &Noun<'s, 'v>,
    verb: &CueMention,
    event: &str,
) -> Noun<'s, 'v> {
    let reached =
        reached_type(sentence, verb).filter(|_| matches!(event, "upgraded" | "downgraded"));
    Noun {
        mission_type: reached.unwrap_or(noun.mission_type),
        tokens: noun.tokens.clone(),
        name: noun.name.clone(),
        places: noun.places.clone(),
        ..*noun
    }
}

/// The type of mission behind a verb such as `was upgraded to`.
fn reached_type(sentence: &Sentence<'_, '_>, verb: &CueMention) -> Option<&'static str> {
    let near = verb.tokens.end..verb.tokens.end + 6;
    let mut cues = sentence
        .cues_of("mission_event")
        .filter(|one| near.contains(&one.tokens.start));
    cues.find_map(|one| one.cue.field("type_after"))
}

/// The place that an event is about: the first behind its verb, else the first of the mission.
fn place_of_event<'s, 'v>(
    sentence: &Sentence<'_, 'v>,
    noun: &Noun<'s, 'v>,
    verb: &CueMention,
) -> Option<&'s PlaceMention<'v>> {
    let is_behind = noun.tokens.end <= verb.tokens.start;
    let next = verbs(sentence)
        .into_iter()
        .map(|one| one.tokens.start)
        .filter(|start| *start >= verb.tokens.end)
        .min();
    let end = next.unwrap_or(usize::MAX);
    let behind = |place: &&&PlaceMention<'v>| {
        place.tokens.start >= verb.tokens.end && place.tokens.start < end
    };
    let found = noun.places.iter().find(behind);
    let is_first = verbs(sentence)
        .first()
        .is_some_and(|first| first.tokens == verb.tokens);
    let first = noun.places.first().filter(|_| !is_behind || is_first);
    found.or(first).copied()
}

/// The event of a mission that is there, if the document does not say since when; with `since`, its opening.
fn stated(
    article: &Article<'_, '_>,
    sentence: &Sentence<'_, '_>,
    noun: &Noun<'_, '_>,
) -> Option<Proposal> {
    let clause = sentence.clause_at(noun.tokens.start);
    let cues = sentence
        .cues_of("mission_event")
        .filter(|one| one.cue.field("type") == Some("stated") && one.cue.field("role").is_none());
    let cues: Vec<&CueMention> = cues.collect();
    let cue = cues
        .iter()
        .find(|one| clause.contains(&one.tokens.start))
        .or(cues.first());
    let is_row = sentence.at.contains("Infobox")
        || sentence.is_under("missions") && sentence.tokens.len() < 16;
    // `The office has two floors` says nothing new of it.
    let is_known = sentence.token_is(noun.tokens.start, &["the"]) && sentence.countries.is_empty();
    if cue.is_none() && !is_row || is_known && noun.places.is_empty() {
        return None;
    }
    let rule = cue.map_or(Rule::plain("names of missions"), |cue| {
        Rule::of_cue("missions", cue.cue)
    });
    let since = sentence.dates.iter().find(|date| {
        clause.contains(&date.tokens.start)
            && (date.edtf.contains("/..") || date.text.to_lowercase().starts_with("since"))
    });
    let date = since.map(ProposedDate::from);
    let event = if date.is_some() { "opened" } else { "stated" };
    let place = noun.places.first().copied();
    Some(event_proposal(
        article, sentence, noun, event, place, date, rule,
    ))
}

fn event_proposal(
    article: &Article<'_, '_>,
    sentence: &Sentence<'_, '_>,
    noun: &Noun<'_, '_>,
    event: &str,
    place: Option<&PlaceMention<'_>>,
    date: Option<ProposedDate>,
    rule: Rule,
) -> Proposal {
    let mut proposal = Proposal::new("mission_event", &sentence.at, rule);
    let sending = article.parties.name(noun.sending);
    let receiving_code = article.parties.other(noun.sending).unwrap_or(noun.sending);
    let receiving = article.parties.name(receiving_code);
    let seat = place.map_or(receiving, |place| place.name.as_str());
    let year = date
        .as_ref()
        .and_then(ProposedDate::year)
        .unwrap_or_default()
        .to_owned();
    let word = event.replace('_', "-");
    let noun_words = noun.mission_type.replace('_', " ");
    proposal.name_by([sending, &*noun_words, seat, &*word, &*year]);
    proposal.title = event_title(event, sending, &noun_words, seat);
    proposal.set_text("type", event);
    if !matches!(event, "closed" | "inaugurated" | "relocated" | "seat_added") {
        proposal.set_text("type_after", noun.mission_type);
    }
    if event != "closed" {
        set_seat(article, sentence, noun, place, &mut proposal);
    }
    proposal.date = date;
    proposal
}

/// The mission with its events. Consulates in several cities are several missions.
fn with_events(
    article: &Article<'_, '_>,
    sentence: &Sentence<'_, '_>,
    noun: &Noun<'_, '_>,
    events: Vec<Proposal>,
) -> Vec<Proposal> {
    let first_place = noun.places.first().copied();
    let mut missions = vec![mission(article, sentence, noun, first_place, events)];
    let is_headed = noun.tokens.len() > 2 && sentence.token_is(noun.tokens.start + 1, &["headed"]);
    let own_noun = if is_headed {
        noun.tokens.start..noun.tokens.start + 1
    } else {
        noun.tokens.clone()
    };
    let own_noun = sentence.written(own_noun);
    let is_consular = CONSULAR.contains(&noun.mission_type);
    for place in other_places(sentence, noun) {
        let [first, ..] = &missions[0].parts[..] else {
            continue;
        };
        let event = match first.field("type") {
            Some(Value::Text(event)) if is_consular || event == "stated" => event.clone(),
            _ => "seat_added".to_owned(),
        };
        let (date, rule) = (first.date.clone(), first.rule.clone());
        let place = Some(place);
        let part = event_proposal(article, sentence, noun, &event, place, date, rule);
        if is_consular {
            missions.push(mission(article, sentence, noun, place, vec![part]));
            // A name with one of several seats is not that of the others.
            let names = missions.iter_mut().flat_map(|one| &mut one.fields);
            let names = names.filter(|(field, _)| *field == "name");
            names.for_each(|(_, name)| *name = Value::text(own_noun));
        } else {
            missions[0].parts.push(part);
        }
    }
    missions
}

/// The places behind the first one that `and` or a comma joins to it.
fn other_places<'s, 'v>(
    sentence: &Sentence<'_, 'v>,
    noun: &Noun<'s, 'v>,
) -> Vec<&'s PlaceMention<'v>> {
    let others = noun.places.iter().skip(1).copied();
    let joined = others.filter(|place| {
        let before = place.tokens.start.checked_sub(1);
        let before = before.map(|at| at - usize::from(at > 0 && sentence.token_is(at, &["in"])));
        let is_joined = before.is_some_and(|before| sentence.token_is(before, &["and", ","]));
        is_joined && place.country.is_none()
    });
    joined.collect()
}

fn mission(
    article: &Article<'_, '_>,
    sentence: &Sentence<'_, '_>,
    noun: &Noun<'_, '_>,
    place: Option<&PlaceMention<'_>>,
    events: Vec<Proposal>,
) -> Proposal {
    let rule = events
        .first()
        .map_or(Rule::plain("missions"), |event| event.rule.clone());
    let mut proposal = Proposal::new("mission", &sentence.at, rule);
    let receiving = article.parties.other(noun.sending).unwrap_or(noun.sending);
    let [sending_name, receiving_name] =
        [noun.sending, receiving].map(|code| article.parties.name(code));
    let words = noun.mission_type.replace('_', " ");
    let noun_words = super::people::capitalized(&words);
    let is_consular = CONSULAR.contains(&noun.mission_type);
    let city = place.map(|place| place.name.as_str());
    let seat = city.filter(|_| is_consular).unwrap_or(receiving_name);
    proposal.title = match city.filter(|_| !noun.is_resident) {
        Some(city) => {
            format!("{noun_words} of {sending_name} in {city}, accredited to {receiving_name}")
        }
        None => format!("{noun_words} of {sending_name} in {seat}"),
    };
    let seat = city.filter(|_| !noun.is_resident).unwrap_or(seat);
    proposal.name_by([sending_name, &words, "in", seat]);
    proposal.set_text("sending", noun.sending);
    proposal.set_text("receiving", receiving);
    proposal.set_text("name", sentence.written(noun.name.clone()));
    proposal.set("resident", Value::Flag(noun.is_resident));
    proposal.parts = events;
    proposal
}

/// True if two proposed missions are one: of the same country, and of one city if they are consular.
pub fn is_same(one: &Proposal, other: &Proposal) -> bool {
    let is_equal = |field: &str| one.field(field) == other.field(field);
    is_equal("sending")
        && is_equal("receiving")
        && is_equal("resident")
        && class(one) == class(other)
}

/// The text by which several missions of a country are told apart: the city of a consular one, or that it stands in for an embassy.
fn class(mission: &Proposal) -> Option<String> {
    let types = mission
        .parts
        .iter()
        .filter_map(|event| event.field("type_after"));
    let types: Vec<String> = types.map(Value::to_toml).collect();
    let is = |one: &str| types.contains(&Value::text(one).to_toml());
    let is_consular = CONSULAR.iter().any(|one| is(one));
    let stands_in = is(STANDS_IN)
        && types
            .iter()
            .all(|one| *one == Value::text(STANDS_IN).to_toml());
    // A consulate and a consulate general in one city are one mission, and an honorary one is another.
    let is_honorary = is("honorary_consulate");
    let city = mission
        .title
        .rsplit(" in ")
        .next()
        .map(|city| format!("{city} {is_honorary}"));
    let class = city.as_deref().filter(|_| is_consular);
    class.or(stands_in.then_some(STANDS_IN)).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use crate::seed::draft::draft_text;

    /// The titles of the events of missions in a text about Norway and Peru.
    fn events(text: &str) -> Vec<String> {
        let missions = draft_text(text, ["NOR", "PER"]).into_iter();
        let parts = missions.flat_map(|mission| mission.parts);
        parts.map(|part| part.title).collect()
    }

    #[test]
    fn missions_of_both_countries_are_told_in_one_sentence() {
        for (text, expected) in [
            (
                "Both Norway and Peru opened embassies in 1961.",
                &[
                    "Norway opens an embassy in Peru",
                    "Peru opens an embassy in Norway",
                ][..],
            ),
            (
                "Norway is accredited to Peru from its embassy in Santiago, Chile and Peru is accredited to Norway from its embassy in \
                 Stockholm, Sweden.",
                &[
                    "Norway has an embassy in Santiago",
                    "Peru has an embassy in Stockholm",
                ],
            ),
            (
                "Norway has honorary consulates in Cusco and in Arequipa.",
                &[
                    "Norway has an honorary consulate in Cusco",
                    "Norway has an honorary consulate in Arequipa",
                ],
            ),
            (
                "In 2015 Peru closed its embassy in Oslo as part of the closure of seven embassies.",
                &["Peru closes its embassy in Oslo"],
            ),
            (
                "In 2019, Norway announced that it would open an embassy in Lima.",
                &["Norway announces an embassy in Lima"],
            ),
        ] {
            assert_eq!(events(text), expected, "{text}");
        }
    }
}
