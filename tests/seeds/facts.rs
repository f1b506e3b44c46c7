//! Errors between the facts of a pair.

use std::fs;

use crate::copy::{DOCUMENT, PairCopy};

#[test]
fn discrepancies_name_existing_facts_and_prefer_at_most_one() {
    let copy = PairCopy::new();
    let written = |kind: &str, facts: &str| {
        let text = format!(
            "[[discrepancy]]\nid = \"a\"\ntitle = \"A\"\nat = \"Lead 1.2\"\ntype = \"{kind}\"\nsummary = \"S\"\nfacts = [{facts}]\n"
        );
        fs::write(copy.path("discrepancies.toml"), text).unwrap();
        copy.diagnostics()
    };
    let discrepancy = |facts: &str| written("ambiguity", facts);
    let one = |found: Vec<String>, message: &str| {
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].starts_with(message), "{}", found[0]);
    };
    one(discrepancy(""), "`facts` is empty");
    one(
        discrepancy("{ fact = \"visit/nobody\", role = \"involved\" }"),
        "unknown fact `visit/nobody`",
    );
    one(
        discrepancy("{ fact = \"vist/minister-akureyri\", role = \"involved\" }"),
        "unknown fact `vist/minister-akureyri`",
    );
    one(
        discrepancy("{ fact = \"minister-akureyri\", role = \"involved\" }"),
        "`minister-akureyri` does not name a fact",
    );
    let preferred = "{ fact = \"treaty/films\", role = \"preferred\" }, { fact = \"treaty/whales\", role = \"preferred\" }";
    one(discrepancy(preferred), "2 entries of `facts` are preferred");
    one(
        discrepancy("{ fact = \"discrepancy/a\", role = \"involved\" }"),
        "the fact refers to itself",
    );
    assert!(discrepancy("{ fact = \"treaty/films\", role = \"preferred\" }").is_empty());
    one(
        written(
            "contradiction",
            "{ fact = \"treaty/films\", role = \"involved\" }",
        ),
        "a contradiction needs at least two entries in `facts`",
    );
}

/// The remedy is the line to write: a key with `=` would not be read.
#[test]
fn a_relation_needs_an_event() {
    let copy = PairCopy::new();
    let text = fs::read_to_string(copy.path("relation.toml")).unwrap();
    let (relation, events) = text.split_once("[[relation.event]]").unwrap();
    fs::write(copy.path("relation.toml"), relation).unwrap();
    let found = copy.diagnostics();
    let missing = |one: &String| {
        one.starts_with("missing field `event`") && one.contains("add `[[relation.event]]`")
    };
    assert!(found.iter().any(missing), "{found:?}");
    let obeyed = [relation, "[[relation.event]]", events].concat();
    fs::write(copy.path("relation.toml"), obeyed).unwrap();
    assert_eq!(copy.diagnostics(), Vec::<String>::new());
}

#[test]
fn events_must_be_in_the_order_in_which_they_happened() {
    let copy = PairCopy::new();
    let text = fs::read_to_string(copy.path("relation.toml")).unwrap();
    let blocks: Vec<&str> = text.split("[[relation.event]]").collect();
    let (last, rest) = blocks[3].split_once("\n\n").unwrap();
    let swapped = [
        blocks[0],
        blocks[1],
        &format!("{last}\n\n"),
        &format!("{}\n\n{rest}", blocks[2].trim_end()),
    ];
    fs::write(
        copy.path("relation.toml"),
        swapped.join("[[relation.event]]"),
    )
    .unwrap();
    let found = copy.diagnostics();
    assert!(
        found.len() == 1 && found[0].starts_with("`1974` is out of order"),
        "{found:?}"
    );
}

/// A row of an infobox that names the final state of a mission.
const MISSION_ROW: &str = "\n[[document.infobox]]\nid = \"m\"\ntitle = \"M\"\nat = \"Missions 1.2\"\nkey = \"embassy\"\nvalue = \"Beijing\"\n\
               mission = \"mission/iceland-to-japan\"\ntype = \"embassy\"\nseats = [\"Beijing\"]\n";

/// A copy of the pair whose infobox names the final state of a mission.
fn copy_with_mission_in_infobox() -> PairCopy {
    let copy = PairCopy::new();
    copy.replace(
        DOCUMENT,
        "\n[[excused]]",
        &format!("{MISSION_ROW}\n[[excused]]"),
    );
    copy
}

#[test]
fn the_final_state_of_a_mission_must_agree_with_the_infobox() {
    let copy = copy_with_mission_in_infobox();
    assert!(copy.diagnostics().is_empty(), "{:?}", copy.diagnostics());
    copy.replace(
        "missions.toml",
        "type_after = \"embassy\"\nplace = \"Beijing\"",
        "type_after = \"consulate\"\nplace = \"Beijing\"",
    );
    let found = copy.diagnostics();
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with(
        "`type` is embassy, but the events of mission/iceland-to-japan give consulate"
    ));
}

#[test]
fn an_unknown_state_is_not_compared() {
    let copy = copy_with_mission_in_infobox();
    let opened = "type = \"opened\"\ntype_after = \"embassy\"\nplace = \"Beijing\"";
    copy.replace("missions.toml", opened, &opened.replace("opened", "opend"));
    let found = copy.diagnostics();
    assert!(
        found.len() == 1 && found[0].starts_with("`opend` is not a valid"),
        "{found:?}"
    );
    for named in ["visit/minister-akureyri", "relation/iceland-japan"] {
        let copy = PairCopy::new();
        let row = MISSION_ROW.replace("mission/iceland-to-japan", named);
        copy.replace(DOCUMENT, "\n[[excused]]", &format!("{row}\n[[excused]]"));
        let found = copy.diagnostics();
        assert!(
            found.len() == 1 && found[0].starts_with(&format!("{named} has no state with `type`")),
            "{found:?}"
        );
        assert!(
            found[0].contains("help: name a mission, or omit `mission`"),
            "{found:?}"
        );
    }
}

#[test]
fn a_pair_has_one_relation_and_one_document_in_a_file() {
    for (file, table, header) in [
        ("relation.toml", "[relation]\n", "[[relation]]"),
        (DOCUMENT, "[document]\n", "[[document]]"),
    ] {
        let copy = PairCopy::new();
        let text = fs::read_to_string(copy.path(file)).unwrap();
        let (before, rest) = text.split_once(table).unwrap();
        let fields = rest.split("\n\n").next().unwrap();
        let event = if table == "[relation]\n" {
            "[[relation.event]]\nid = \"again\"\ntitle = \"T\"\nat = \"Lead 1.2\"\ntype = \"recognised\"\n\
             date = \"1951\"\ndate_text = \"1951\"\n"
        } else {
            ""
        };
        let doubled = format!("{before}{header}\n{fields}\n\n{event}\n{header}\n{rest}");
        fs::write(copy.path(file), doubled).unwrap();
        let found = copy.diagnostics();
        assert_eq!(found.len(), 1, "{}", found.join("\n\n"));
        assert!(
            found[0].starts_with(&format!("a second {}", table.trim_end())),
            "{}",
            found[0]
        );
    }
}

#[test]
fn joiners_between_letters_may_be_written_and_do_not_matter() {
    let copy = PairCopy::new();
    copy.replace("visits.toml", "Jón Dalsmann", "Jón Dals\u{200c}mann");
    assert!(copy.diagnostics().is_empty());
    copy.replace("visits.toml", "Sigríður", "Sigrí\u{200d}ður");
    assert!(copy.diagnostics().is_empty());
}

#[test]
fn each_field_that_another_requires_is_reported() {
    let copy = PairCopy::new();
    copy.replace("trade.toml", "exporter = \"ISL\"\n", "");
    copy.replace("trade.toml", "importer = \"JPN\"\n", "");
    let found = copy.diagnostics();
    assert_eq!(found.len(), 2, "{found:?}");
    for (one, field) in found.iter().zip(["exporter", "importer"]) {
        let message = format!("missing field `{field}`, required when `flow` is export");
        assert!(one.starts_with(&message), "{one}");
    }
}
