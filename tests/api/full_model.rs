//! A pair that has a value in every field: the fixture with changes and additions, loaded without its documents.

use std::path::Path;

use bilateral::http::Service;
use bilateral::seed::Sources;

use crate::client::service_over_seeds;

/// Texts of the fixture's files and what stands for them here.
const CHANGES: &[(&str, &str, &str)] = &[
    (
        "relation.toml",
        "claim = \"over a quarrel about fishing\"",
        "reason = \"a quarrel about fishing\"\nresponse_to = \"incident/fishing-limits-protest\"\nactor_country = \"JPN\"\n\
         people = [{ name = \"Ichirō Mori\", title = \"Ambassador\", country = \"JPN\" }]\n\
         level_after = \"charge_d_affaires\"\nin_favour_of = \"CHE\"\nprotecting_power = \"CHE\"\nstanding = \"claimed\"\n\
         attributed_to = { name = \"Harbour Board\", country = \"ISL\" }",
    ),
    (
        "missions.toml",
        "type = \"closed\"",
        "type = \"closed\"\nname_after = \"Old Embassy\"\nstanding = \"claimed\"\nattributed_to = { name = \"Harbour Board\", country = \"ISL\" }\n\
         reason = \"a shortage of coal\"\nresponse_to = \"incident/airspace-closed\"",
    ),
    (
        "goods.toml",
        "label = \"books\"",
        "label = \"books\"\nmain = true\n\
         share = { basis_points = 300, of = \"imports_from_partner\", country = \"JPN\", text = \"3 per cent\" }\nclaim = \"sold by weight\"",
    ),
    (
        "incidents.toml",
        "standing = \"claimed\"",
        "standing = \"claimed\"\nattributed_to = { name = \"Harbour Board\", country = \"ISL\" }\n\
         actors = [{ name = \"Masked men\", number = 7 }]\nreason = \"a quarrel about nets\"\noutcome = \"a fine\"\ndenied_by = [{ name = \"Coast Guard\", country = \"ISL\" }]\nresponse_to = \"visit/senators-reykjavik\"",
    ),
    (
        "incidents.toml",
        "date = \"1973\"",
        "rank = \"deprecated\"\ndate = \"1973\"",
    ),
    (
        "cooperation.toml",
        "frequency = \"annual\"",
        "frequency = \"annual\"\nstanding = \"expected\"\ncount = 17\ncounted = \"poems\"\nsubject = \"poems of the north\"\nname = \"Contest\"\nended = \"1999\"\nended_text = \"the last year of the century\"\nplace = \"Akureyri\"\n\
         amount = { min = 60000, max = 70000, currency = \"EUR\", precision = 1000, text = \"€60,000 to €70,000\" }",
    ),
    (
        "treaties.toml",
        "subject = \"films\"",
        "subject = \"silent films\"\nbodies = [\"Guild of Cameramen\"]\nname = \"Film Pact\"\nstatus = \"unratified\"\nended_by = \"ISL\"\nplace = \"Beijing\"\nstanding = \"claimed\"\n\
         signatories = [{ name = \"Jón Dalsmann\", title = \"Prime Minister\", country = \"ISL\" }]\n\
         attributed_to = { name = \"Harbour Board\", country = \"ISL\" }",
    ),
    (
        "treaties.toml",
        "min = 3",
        "min = 3\nsince = \"1950\"\nsince_text = \"1950\"",
    ),
    (
        "visits.toml",
        "met = [{ name",
        "met = [{ title = \"Guards\", number = 12, other_offices = \"keepers of the keys\", country = \"ISL\" }, { name",
    ),
    (
        "visits.toml",
        "occasion =",
        "status = \"postponed\"\nsignificance = \"the first visit of senators\"\nstanding = \"claimed\"\n\
         attributed_to = { name = \"Harbour Board\", country = \"ISL\" }\noccasion =",
    ),
    (
        "missions.toml",
        "resident = false",
        "resident = false\nother_names = [\"Sendiráð\"]",
    ),
    (
        "cooperation.toml",
        "actors = [{ name = \"Nordic Circle of Haiku\" }]",
        "actors = [{ name = \"Nordic Circle of Haiku\", role = \"organiser\" }]",
    ),
    (
        "cooperation.toml",
        "place = \"nes-west\"",
        "place = \"nes-west\"\nattributed_to = { name = \"Harbour Board\", country = \"ISL\" }",
    ),
    // The first sentence has facts here.
    (
        "documents/iceland-japan.toml",
        "[[excused]]\nat = \"Lead 1.1\"\nreason = \"about the article, not about the two countries\"\n",
        "",
    ),
];

/// Facts that the fixture lacks.
const ADDITIONS: &[(&str, &str)] = &[
    (
        "treaties.toml",
        r#"
[[count]]
id = "at-most-9"
title = "At most nine conventions"
at = "Agreements 3.2"
scope = "culture"
scope_status = "interpreted"
comparator = "<="
value = 9
max = 9
text = "at most nine"
"#,
    ),
    (
        "trade.toml",
        r#"
[[figure]]
id = "eider-1980"
title = "Exports of eider down from Iceland to Japan in 1980"
at = "Economy / Trade 1.1"
date = "1980"
date_text = "1980"
flow = "export"
exporter = "ISL"
importer = "JPN"
amount = { min = 20000, currency = "EUR", precision = 1000, text = "over €20,000" }
share = { basis_points = 450, of = "exports", country = "ISL", text = "a small part" }
partner_rank = { position = 95, among = "partner", country = "ISL", goods = "feathers", region = "Asia", text = "95th largest partner" }
attributed_to = { name = "Bureau of Feathers", country = "ISL" }
status = "A"

[[figure]]
id = "share-1981"
title = "Share of Japan in the imports of Iceland in 1981"
at = "Economy / Trade 1.1"
date = "1981"
date_text = "1981"
flow = "turnover"
share = { basis_points = 5, of = "imports", country = "ISL", text = "0.05 per cent" }
status = "A"
"#,
    ),
    (
        "history.toml",
        r#"
[[history]]
id = "first-book"
title = "A book of Iceland reaches Japan"
at = "Lead 1.1"
date = "15XX"
date_text = "16th century"
statement = "A book of Iceland came to Japan by way of Goa."
standing = "disputed"

[[history]]
id = "first-haiku"
title = "A haiku about Iceland is written"
at = "Lead 1.1"
date = "1911"
date_text = "1911"
statement = "A poet of Edo wrote of glaciers."
standing = "widely_accepted"

[[history]]
id = "lost-manuscript"
title = "A manuscript is lost"
at = "Lead 1.1"
date = "1912"
date_text = "1912"
statement = "A clerk burnt the manuscript."
attributed_to = { name = "Harbour Board", country = "ISL" }
denied_by = [{ name = "The clerk" }]
standing = "claimed"

[[history]]
id = "found-manuscript"
title = "The manuscript is found"
at = "Lead 1.1"
date = "1913"
date_text = "1913"
statement = "The manuscript lay in a drawer."
standing = "stated"

[[history]]
id = "second-manuscript"
title = "There was a second manuscript"
at = "Lead 1.1"
date = "1914"
date_text = "1914"
statement = "The clerk had copied it."
standing = "probable"
"#,
    ),
];

/// A service over the changed fixture, and the folder that it reads.
pub fn service() -> (tempfile::TempDir, Service) {
    service_with(CHANGES, ADDITIONS)
}

/// The same with further changes: a file, a text in it and what stands for it, or with an empty text what comes first.
pub fn service_changed_by(changes: &[(&str, &str, &str)]) -> (tempfile::TempDir, Service) {
    let changes: Vec<_> = CHANGES.iter().chain(changes).copied().collect();
    service_with(&changes, ADDITIONS)
}

/// A service over the fixture with changes, each the first text of a file and another for it, and with additions to files.
pub fn service_with(
    changes: &[(&str, &str, &str)],
    additions: &[(&str, &str)],
) -> (tempfile::TempDir, Service) {
    let folder = tempfile::tempdir().unwrap();
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/seeds/iceland-japan");
    let pair = folder.path().join("seeds/iceland-japan");
    copy(&fixture, &pair);
    for (file, before, after) in changes {
        let text = std::fs::read_to_string(pair.join(file)).unwrap();
        assert!(text.contains(before), "{before} in {file}");
        std::fs::write(pair.join(file), text.replacen(before, after, 1)).unwrap();
    }
    for (file, facts) in additions {
        let text = std::fs::read_to_string(pair.join(file)).unwrap_or_default();
        std::fs::write(pair.join(file), [&text, *facts].concat()).unwrap();
    }
    let sources = Sources {
        seeds: Some(folder.path().join("seeds")),
        documents: None,
    };
    let service = service_over_seeds(&sources, folder.path());
    (folder, service)
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}
