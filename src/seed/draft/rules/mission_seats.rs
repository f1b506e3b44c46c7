//! The seats of missions, and the titles of their events.

use super::mission_nouns::Noun;
use crate::seed::draft::article::Article;
use crate::seed::draft::places::PlaceMention;
use crate::seed::draft::proposal::Proposal;
use crate::seed::draft::sentence::Sentence;

/// Sets the seat, if its country is known.
pub fn set_seat(
    article: &Article<'_, '_>,
    sentence: &Sentence<'_, '_>,
    noun: &Noun<'_, '_>,
    place: Option<&PlaceMention<'_>>,
    proposal: &mut Proposal,
) {
    let receiving = article.parties.other(noun.sending).unwrap_or(noun.sending);
    let Some(place) = place else {
        if let Some((city, country)) = city_state(sentence, noun.name.end, receiving) {
            proposal.set_place("place", city, country);
        }
        return;
    };
    // A mission elsewhere is in a third country, which another sentence may name.
    let own = noun.is_resident.then_some(receiving);
    let country = place
        .country
        .or(own)
        .or_else(|| country_elsewhere(article, place))
        .or_else(|| article.parties.country_of(place));
    if let Some(country) = country {
        proposal.set_place("place", &place.name, country);
    }
}

/// The third country that another sentence gives a place of the same name.
fn country_elsewhere<'v>(article: &Article<'_, 'v>, place: &PlaceMention<'_>) -> Option<&'v str> {
    let places = article.sentences.iter().flat_map(|one| &one.places);
    let mut same = places.filter(|one| one.name == place.name);
    same.find_map(|one| one.country)
}

/// The title of an event.
pub fn event_title(event: &str, sending: &str, noun: &str, seat: &str) -> String {
    let takes_an = noun.starts_with(['a', 'e', 'i', 'o', 'u']) || noun.starts_with("honorary");
    let article = if takes_an { "an" } else { "a" };
    match event {
        "opened" => format!("{sending} opens {article} {noun} in {seat}"),
        "reopened" => format!("{sending} reopens its {noun} in {seat}"),
        "inaugurated" => format!("{sending} inaugurates the building of its {noun} in {seat}"),
        "announced" => format!("{sending} announces {article} {noun} in {seat}"),
        "upgraded" => format!("{sending} upgrades its mission to {article} {noun} in {seat}"),
        "downgraded" => format!("{sending} lowers its mission to {article} {noun} in {seat}"),
        "relocated" => format!("{sending} moves its {noun} to {seat}"),
        "closed" => format!("{sending} closes its {noun} in {seat}"),
        "seat_added" => format!("{sending} adds {seat} to the seats of its {noun}"),
        _ => format!("{sending} has {article} {noun} in {seat}"),
    }
}

/// States that are cities, whose name is that of the seat.
const CITY_STATES: &[&str] = &["HKG", "MAC", "MCO", "SGP", "VAT"];

/// The state behind the noun of a mission, if it is a city: `an embassy in Singapore`, `its Trade Office, Singapore`.
fn city_state<'s, 'v>(
    sentence: &'s Sentence<'_, 'v>,
    end: usize,
    receiving: &str,
) -> Option<(&'s str, &'v str)> {
    let mut countries = sentence.countries.iter();
    let country = countries.find(|one| {
        let before = one.tokens.start.checked_sub(1);
        let is_in = before.is_some_and(|at| sentence.token_is(at, &["in"]));
        let is_named = one.tokens.end == end && is_in;
        let is_joined = one.tokens.start == end + 1 && sentence.token_is(end, &[",", "in"]);
        is_named || is_joined || one.code == receiving && one.tokens.start >= end && is_in
    })?;
    let is_city = CITY_STATES.contains(&country.code);
    is_city.then(|| (sentence.written(country.tokens.clone()), country.code))
}
