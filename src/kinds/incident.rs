//! Incidents: what strains relations. The document's reservations are kept, so that no statement of blame is the curator's.

use crate::kind::FieldType::{Choice, Country, Fact, FreeText, Group, List, Place};
use crate::kind::{
    ACTOR, ATTRIBUTED, DENIED_BY, FIRMNESS, Field, Filter, Kind, STANDING_FIELD, SeedTable, Sort,
    Vocabulary, vocabulary,
};

static TYPE: Vocabulary = vocabulary! {
    "protest": "a note of protest, or a demonstration",
    "condemnation": "a public condemnation",
    "summons": "a diplomat was summoned",
    "expulsion": "diplomats or citizens were sent away",
    "accusation": "a public accusation",
    "sanction": "a sanction, boycott or ban",
    "recall": "a diplomat other than the head of mission was called home",
    "border_closure": "a border was closed",
    "flight_closure": "flights or an airspace were closed",
    "attack": "an attack, a bombing, or damage to a mission",
    "arrest": "an arrest, a kidnapping or an imprisonment",
    "court_case": "a case before a court",
    "dispute": "a dispute that none of the other types names",
    "other": "any other incident",
};

pub static INCIDENT: Kind = Kind {
    name: "incident",
    plural: "incidents",
    description: "What strains relations: protests, expulsions, sanctions, attacks and the like, as the document tells them.",
    seed: SeedTable::new("incidents.toml", "incident"),
    fields: &[
        Field::required("type", Choice(&TYPE)).doc("the type of incident"),
        FIRMNESS,
        ATTRIBUTED,
        DENIED_BY,
        Field::optional("actor_country", Country)
            .doc("the country whose state, citizens or soldiers acted, ISO 3166 alpha-3"),
        Field::optional("actors", List(&Group(ACTOR))).doc("the people and bodies that acted"),
        Field::optional("target_country", Country)
            .doc("the country that it was directed against, ISO 3166 alpha-3"),
        Field::optional("targets", List(&Group(ACTOR)))
            .doc("the people and bodies that it was directed against"),
        Field::optional("place", Place).doc("the place, by the name that the document uses"),
        Field::optional("reason", FreeText)
            .doc("why it happened, as the document says, in the curator's words"),
        Field::optional("outcome", FreeText)
            .doc("what came of it, such as a sentence or a term, in the curator's words"),
        Field::optional("response_to", Fact).doc("the fact that it was a response to"),
    ],
    filters: &[
        Filter::field("type").doc("only incidents of these types"),
        Filter::field(STANDING_FIELD).doc("only incidents that the document states this firmly"),
        Filter::field("actor_country").doc("only incidents in which these countries acted"),
        Filter::field("target_country").doc("only incidents directed against these countries"),
        Filter::new("actor", "actors.name")
            .doc("only incidents in which these people or bodies acted"),
        Filter::new("target", "targets.name")
            .doc("only incidents directed against these people or bodies"),
        Filter::field("place").doc("only incidents in these places"),
    ],
    sorts: &[Sort::field("type"), Sort::field("actor_country")],
    ..Kind::EMPTY
};
