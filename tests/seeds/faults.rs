//! Single faults, each with the one diagnostic that it must give.

/// File, what stands there, what is put in its place, the fault, the place it is reported for, and a part of the remedy.
pub type Case = (&'static str, &'static str, &'static str, &'static str, &'static str, &'static str);

#[rustfmt::skip]
pub const FAULTS: &[Case] = &[
    ("visits.toml", "host = ", "hots = ", "unknown key `hots`", "visits.toml:8:1", "did you mean `host`?"),
    ("visits.toml", "office = ", "ofice = ", "unknown key `ofice`", "visits.toml:7:40", "did you mean `office`?"),
    ("visits.toml", "host = \"ISL\"\n", "", "missing field `host`", "visits.toml:1:1", "add `host = …`"),
    ("visits.toml", "[[visit]]", "[[vist]]", "unknown key `vist`", "visits.toml:1:3", "did you mean `visit`?"),
    ("visits.toml", "\"ISL\"", "\"Iceland\"", "`Iceland` is no country for `host`", "visits.toml:8:8", "`ISL`"),
    ("visits.toml", "\"ISL\"", "\"QQQ\"", "`QQQ` is no country for `host`", "visits.toml:8:8", "alpha-3"),
    ("visits.toml", "\"unspecified\"", "\"unspecifed\"", "`unspecifed` is no value for `type`", "visits.toml:10:8", "did you mean `unspecified`?"),
    ("visits.toml", "\"Akureyri\"", "\"Akureyrl\"", "unknown place `Akureyrl`", "visits.toml:9:9", "did you mean `Akureyri`?"),
    ("visits.toml", "\"minister-akureyri\"", "\"Minister Akureyri\"", "`Minister Akureyri` is no id", "visits.toml:2:6", "lower-case words"),
    ("visits.toml", "\"hallsdottir-japan\"", "\"minister-akureyri\"", "the id `minister-akureyri` is taken", "visits.toml:14:6", "no other visit has"),
    ("visits.toml", "title = \"minister of Japan\", office = \"minister\", ", "", "`guest` says nothing", "visits.toml:7:9", "give one of name, title, office"),
    ("trade.toml", "\"JPY\"", "\"YEN\"", "`YEN` is no currency for `currency`", "trade.toml:10:43", "ISO 4217"),
    ("trade.toml", "3500000000", "3500000000.5", "`value` is not a whole number", "trade.toml:10:20", "without a fraction"),
    ("trade.toml", "exporter = \"ISL\"\n", "", "missing field `exporter`: `flow` is export", "trade.toml:7:8", "add `exporter"),
    ("trade.toml", "\"export\"", "\"turnover\"", "a turnover has no `exporter`", "trade.toml:8:12", "remove `exporter`"),
    ("goods.toml", "\"4901\"", "\"49-01\"", "`49-01` is no code for `hs_code`", "goods.toml:10:11", "2, 4 or 6 digits"),
    ("missions.toml", "resident = true", "resident = \"yes\"", "`resident` is neither true nor false", "missions.toml:8:12", "resident = true"),
    ("treaties.toml", "min = 3", "min = 3\nmax = 2", "`min` is greater than `max`", "treaties.toml:36:7", "swap"),
    ("visits.toml", "\"2004-21\"", "\"2004-77\"", "`2004-77` is no date of the calendar", "visits.toml:17:8", "write EDTF"),
    ("visits.toml", "\"2004-21\"", "\"2004-02-30\"", "`2004-02-30` is no date of the calendar", "visits.toml:17:8", "write EDTF"),
    ("visits.toml", "\"2004-21\"", "\"[2004,2005]\"", "`[2004,2005]` is a set, which is several dates", "visits.toml:17:8", "one fact for each"),
    ("visits.toml", "\"2004-21\"", "2004-05-01", "`date` is not a text", "visits.toml:17:8", "in quotes"),
    ("visits.toml", "date_text = \"spring of 2004\"\n", "", "`date` without `date_text`", "visits.toml:17:8", "the document's words"),
    ("visits.toml", "date = \"2004-21\"\n", "", "`date_text` without `date`", "visits.toml:13:1", "in EDTF"),
    ("relation.toml", "date = \"1974\"\ndate_text = \"1974\"\n", "", "missing field `date`", "relation.toml:18:6", "add date"),
    ("relation.toml", "1974\"\ndate_text", "1977\"\ndate_text", "`1976-12-01` is out of order: an event before it is later", "relation.toml:31:8", "put the events in the order"),
    ("visits.toml", "\"Visits 2.2\"", "\"Visits 2.9\"", "no sentence `Visits 2.9` in the index", "visits.toml:16:21", "1.1, 1.2, 2.1, 2.2"),
    ("visits.toml", "\"Visits 2.2\"", "\"Vists 2.2\"", "no sentence `Vists 2.2` in the index", "visits.toml:16:21", "the section \"Visits\""),
    ("visits.toml", ", \"Visits 2.2\"", "", "no fact is read from `Visits 2.2`, and it is not excused", "document.toml:26:3", "[[excused]]"),
    ("visits.toml", "\"Jón Dalsmann\"", "\"Jon Dalsmann\"", "`Jon Dalsmann` does not stand in Visits 1.1, Visits 1.2", "visits.toml:11:17", "spell it"),
    ("visits.toml", "\"spring of 2004\"", "\"spring 2004\"", "`spring 2004` does not stand in Visits 2.1, Visits 2.2", "visits.toml:18:13", "spell it"),
    ("relation.toml", "reason = \"the head of a table\"", "", "missing field `reason`", "relation.toml:59:1", "say why"),
    ("relation.toml", "[[excused]]", "[[excused]]\nat = \"Agreements 3.1\"\nreason = \"none\"\n\n[[excused]]", "`Agreements 3.1` is excused, but a fact is read from it", "relation.toml:56:6", "remove the excuse"),
    ("relation.toml", "sha256 = \"9f", "sha256 = \"00", "the index is of another document", "relation.toml:52:10", "write the sha256"),
    ("document.toml", "start = 28, end = 109", "start = 28, end = 110", "`Lead 1.1` is not at 28 to 110 of the document", "document.toml:19:3", "`bilateral index`"),
    ("visits.toml", "[[visit]]", "[[visit]", "unclosed array table", "visits.toml:1:9", "TOML"),
];
