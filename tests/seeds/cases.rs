//! Single errors in the seeds of the invented pair, each with the one diagnostic that it must give.

use crate::copy::{DOCUMENT, INDEX, PairCopy};

/// An error, made by replacing the first `old` in a file with `new`, and its diagnostic.
struct Case {
    file: &'static str,
    old: &'static str,
    new: &'static str,
    /// The start of the diagnostic.
    message: &'static str,
    /// File, line and column.
    position: &'static str,
    /// A part of the remedy.
    remedy: &'static str,
}

const fn case(
    file: &'static str,
    old: &'static str,
    new: &'static str,
    message: &'static str,
    position: &'static str,
    remedy: &'static str,
) -> Case {
    Case {
        file,
        old,
        new,
        message,
        position,
        remedy,
    }
}

#[rustfmt::skip]
const CASES: &[Case] = &[
    case(DOCUMENT, "licence = \"CC0-1.0\"", "retrieved = \"May 2024\"", "`retrieved` is not a day", "iceland-japan.toml:4:13", "write a day"),
    case("visits.toml", "host = ", "hots = ", "unknown key `hots`", "visits.toml:8:1", "did you mean `host`?"),
    case("visits.toml", "office = ", "ofice = ", "unknown key `ofice`", "visits.toml:7:42", "did you mean `office`?"),
    case("visits.toml", "host = \"ISL\"\n", "", "missing field `host`, required unless `type` is third_place or meeting", "visits.toml:2:6", "add `host = …`, or write `type = …` with third_place or meeting if it was one"),
    case("visits.toml", "[[visit]]", "[[vist]]", "unknown key `vist`", "visits.toml:1:3", "did you mean `visit`?"),
    case("visits.toml", "\"ISL\"", "\"Iceland\"", "`Iceland` is not a valid country for `host`", "visits.toml:8:8", "`ISL`"),
    case("visits.toml", "\"ISL\"", "\"Congo\"", "`Congo` is not a valid country for `host`", "visits.toml:8:8", "`COD` or `COG`"),
    case("visits.toml", "\"ISL\"", "\"QQQ\"", "`QQQ` is no country of ISO 3166, and has no name", "visits.toml:8:8", "add it to `country_names`"),
    case("visits.toml", "\"ISL\"", "\"QRX9\"", "`QRX9` is not a valid country for `host`", "visits.toml:8:8", "a code of three letters"),
    case("visits.toml", "\"unspecified\"", "\"unspecifed\"", "`unspecifed` is not a valid value for `type`", "visits.toml:10:8", "did you mean `unspecified`?"),
    case("visits.toml", "\"Akureyri\"", "\"Akureyrl\"", "unknown place `Akureyrl`", "visits.toml:9:11", "did you mean `Akureyri`?"),
    case("visits.toml", "\"minister-akureyri\"", "\"Minister Akureyri\"", "`Minister Akureyri` is not a valid id", "visits.toml:2:6", "lower-case words"),
    case("visits.toml", "\"hallsdottir-japan\"", "\"minister-akureyri\"", "the id `minister-akureyri` is taken", "visits.toml:14:6", "no other visit has"),
    case("visits.toml", "title = \"minister of Japan\", office = \"minister\", ", "", "`guests` needs at least one of name, title, number, office", "visits.toml:7:10", "add one of them"),
    case("trade.toml", "\"JPY\"", "\"YEN\"", "`YEN` is not a valid currency for `currency`", "trade.toml:10:43", "ISO 4217"),
    case("trade.toml", "3500000000", "3500000000.5", "`value` is not a whole number", "trade.toml:10:20", "without a fraction"),
    case("trade.toml", "exporter = \"ISL\"\n", "", "missing field `exporter`, required when `flow` is export", "trade.toml:7:8", "add `exporter"),
    case("trade.toml", "\"export\"", "\"turnover\"", "`exporter` is not allowed when `flow` is turnover", "trade.toml:8:12", "remove `exporter`"),
    case("goods.toml", "\"4901\"", "\"49-01\"", "`49-01` is not a valid code for `hs_code`", "goods.toml:10:11", "2, 4 or 6 digits"),
    case("missions.toml", "resident = true", "resident = \"yes\"", "`resident` is neither true nor false", "missions.toml:8:12", "resident = true"),
    case("treaties.toml", "min = 3", "min = 3\nmax = 2", "`min` is greater than `max`", "treaties.toml:36:7", "swap"),
    case("visits.toml", "\"2004-21\"", "\"2004-77\"", "`2004-77` is not a valid EDTF date", "visits.toml:17:8", "write EDTF"),
    case("visits.toml", "\"2004-21\"", "\"2004-02-30\"", "`2004-02-30` is not a valid EDTF date", "visits.toml:17:8", "write EDTF"),
    case("visits.toml", "\"2004-21\"", "\"[2004,2005]\"", "`[2004,2005]` is a set of several dates", "visits.toml:17:8", "one fact for each"),
    case("visits.toml", "\"2004-21\"", "2004-05-01", "`date` is not a string", "visits.toml:17:8", "in quotes"),
    case("visits.toml", "date_text = \"spring of 2004\"\n", "", "`date` without `date_text`", "visits.toml:17:8", "the document's words"),
    case("visits.toml", "date = \"2004-21\"", "calendar = \"julian\"", "`calendar` without `date`", "visits.toml:17:12", "in the Gregorian calendar"),
    case("visits.toml", "date = \"2004-21\"", "date = \"2004-21\"\ncalendar = \"julain\"", "`julain` is not a valid value for `calendar`", "visits.toml:18:12", "did you mean `julian`?"),
    case("treaties.toml", "in_force = \"1960-01-01\"", "in_force_calendar = \"hijri\"", "`in_force_calendar` without `in_force`", "treaties.toml:22:21", "add in_force = "),
    case("visits.toml", "date = \"2004-21\"\ndate_text = \"spring of", "date = \"2004-21\"\ncalendar = \"julian\"\ndate_text = \"Spring in", "`Spring in 2004` does not occur in Visits 2.1", "visits.toml:19:13", "spell it"),
    case("visits.toml", "date = \"2004-21\"\ndate_text = \"spring of", "date_text = \"before spring of", "`date_text` without `date`", "visits.toml:13:1", "in EDTF"),
    case("trade.toml", "status = \"A\"", "attributed_to = [\"Japan\"]\nstatus = \"A\"", "`attributed_to` is not a table", "trade.toml:11:17", "with name, country"),
    case("visits.toml", "\"Visits 2.2\"", "\"Visits 2.9\"", "no sentence `Visits 2.9` in the index", "visits.toml:16:21", "1.1, 1.2, 2.1, 2.2"),
    case("visits.toml", "\"Visits 2.2\"", "\"Vists 2.2\"", "no sentence `Vists 2.2` in the index", "visits.toml:16:21", "the section \"Visits\""),
    case("visits.toml", ", \"Visits 2.2\"", "", "no fact cites `Visits 2.2`, and it is not excused", "iceland-japan.index.toml:27:3", "[[excused]]"),
    case("visits.toml", "\"Jón Dalsmann\"", "\"Jon Dalsmann\"", "`Jon Dalsmann` does not occur in Visits 1.1, Visits 1.2", "visits.toml:11:17", "spell it"),
    case("visits.toml", "\"spring of 2004\"", "\"spring 2004\"", "`spring 2004` does not occur in Visits 2.1, Visits 2.2", "visits.toml:18:13", "spell it"),
    case(DOCUMENT, "reason = \"the head of a table\"", "", "missing field `reason`", "iceland-japan.toml:17:1", "add `reason"),
    case(DOCUMENT, "[[excused]]", "[[excused]]\nat = \"Agreements 3.1\"\nreason = \"none\"\n\n[[excused]]", "`Agreements 3.1` is excused, but a fact cites it", "iceland-japan.toml:14:6", "remove the excuse"),
    case(INDEX, "start = 28, end = 109", "start = 28, end = 110", "`Lead 1.1` is not at 28 to 110 of the document", "iceland-japan.index.toml:20:3", "restore the whole folder"),
    case("visits.toml", "[[visit]]", "[[visit]", "unclosed array table", "visits.toml:1:9", "TOML"),
    // Values that contradict each other.
    case("visits.toml", "country = \"ISL\" }]\nhost = \"JPN\"", "country = \"JPN\" }]\nhost = \"JPN\"", "`host` and `guests.country` are the same", "visits.toml:20:8", "two different"),
    case("missions.toml", "receiving = \"ISL\"", "receiving = \"JPN\"", "`sending` and `receiving` are the same", "missions.toml:5:11", "two different"),
    case("relation.toml", "[\"ISL\", \"JPN\"]", "[\"ISL\"]", "`parties` does not have exactly two different entries", "relation.toml:7:11", "that differ"),
    case("goods.toml", "position = 1", "position = 0", "`position` is 0", "goods.toml:8:12", "count from 1"),
    case("trade.toml", "value = 3500000000", "value = 350000000", "`value` is 350000000, but `¥3,500 million` gives 3500000000", "trade.toml:10:10", "write value = 3500000000"),
    case("trade.toml", "precision = 1000000,", "precision = 1,", "`precision` is 1, but `¥3,500 million` gives 1000000", "trade.toml:10:10", "write precision = 1000000"),
    case("treaties.toml", "scope = \"all\"", "scope = \"everything\"", "`everything` is not a valid value for `scope`", "treaties.toml:31:9", "write one of"),
    case("visits.toml", "title = \"A minister", "title = \"A \\u202Eminister", "`title` contains an invisible character", "visits.toml:3:9", "write title"),
    case("visits.toml", "Jón Dalsmann", "Jón Dals\u{ad}mann", "`name` contains an invisible character", "visits.toml:11:17", "write name"),
    case("visits.toml", "Jón Dalsmann", "Jón\u{200c} Dalsmann", "`name` contains an invisible character", "visits.toml:11:17", "write name"),
    case("relation.toml", "names = [\"Akureyri\"]", "names = [\"Akureyri\", \"Рейкьявик\"]", "`Рейкьявик` is already a name of another place", "relation.toml:45:22", "to one place only"),
    case("relation.toml", "names = [\"Akureyri\"]", "names = [\"Akureyri\"]\nalso = [\"Reykjavík\"]", "`Reykjavík` is already a name of another place", "relation.toml:46:9", "to one place only"),
    case("relation.toml", "names = [\"Akureyri\"]", "names = [\"Akureyri\"]\nalso = [\"Рейкьявик\"]", "`Рейкьявик` is already a name of another place", "relation.toml:46:9", "to one place only"),
    case("relation.toml", "names = [\"Akureyri\"]", "names = [\"Akureyri\"]\nalso = [\"Akureyri\"]", "`Akureyri` is a name of the document and listed in `also`", "relation.toml:46:9", "remove it from `also`"),
    case("relation.toml", "names = [\"Akureyri\"]", "names = [\"Akureyri\"]\nalso = [\"Oddeyri\", \"Oddeyri\"]", "`Oddeyri` is listed twice in `also`", "relation.toml:46:20", "each spelling once"),
    case("relation.toml", "names = [\"Nes\"]\nalso = [\"Norðurnes\"]\n\n[[place]]\nid = \"nes-west\"\ncountry = \"ISL\"\nnames = [\"Nes\"]", "names = [\"Nes\", \"Ness\"]\n\n[[place]]\nid = \"nes-west\"\ncountry = \"ISL\"\nnames = [\"Nes\", \"Ness\"]", "`Ness` is a second name that two places share", "relation.toml:61:17", "one of the names only"),
    case("visits.toml", "\"nes-north\"", "\"Nes\"", "`Nes` is a name of several places", "visits.toml:46:11", "write the id of the place: `nes-north` or `nes-west`"),
    case("visits.toml", "\"Akureyri\"", "\"nes-north\"", "`Nes` does not occur in Visits 1.1, Visits 1.2", "visits.toml:9:11", "spell it"),
    case("visits.toml", "\"Akureyri\"", "\"akureyri\"", "unknown place `akureyri`", "visits.toml:9:11", "did you mean `Akureyri`?"),
    case("visits.toml", "\"Reykjavík\"", "\"Рейкьявик\"", "unknown place `Рейкьявик`", "visits.toml:32:11", "write the document's name, such as `Reykjavík`"),
    case("relation.toml", "[[person]]\nname = \"Ichirō Mori\"", "[[person]]\nname = \"Ichirō Mory\"", "no fact names the person `Ichirō Mory`", "relation.toml:65:8", "or remove it"),
    case("relation.toml", "name = \"Nordic Circle of Haiku\"", "name = \"Ichirō Mori\"", "`Ichirō Mori` is already the name of another person", "relation.toml:69:8", "in one [[person]]"),
    case("relation.toml", "also = [\"森 一郎\", \"Mori Itirou\"]\n", "", "missing field `also`", "relation.toml:64:1", "add `also"),
    case("relation.toml", "\"Mori Itirou\"", "\"Ichirō Mori\"", "`Ichirō Mori` is a name of the document and listed in `also`", "relation.toml:66:17", "remove it"),
    case("visits.toml", "name = \"Ichirō Mori\", ", "name = \"Ichirō Mori\", also = [\"Mori\"], ", "unknown key `also`", "visits.toml:44:35", "in a [[person]] in relation.toml"),
    case("relation.toml", "[relation]\nid = \"iceland-japan\"", "[relation]\nid = \"japan-iceland\"", "the id is not the name of the folder", "relation.toml:4:6", "rename the folder"),
    case("visits.toml", "\"1993-07-10/1993-07-12\"", "\"1993-07-12/1993-07-10\"", "`1993-07-12/1993-07-10` is an interval that ends before it begins", "visits.toml:5:8", "swap"),
    case("visits.toml", "\"2004-21\"", "\"2005-21\"", "`date` is 2005-21, but `spring of 2004` gives 2004-21", "visits.toml:17:8", "write date = \"2004-21\""),
    case(INDEX, "e8e202c434aae4e7", "E8E2", "the index is damaged", "iceland-japan.index.toml:27:3", "restore the whole folder"),
    case(INDEX, "start = 113, end = 167", "start = 167, end = 113", "the index is damaged", "iceland-japan.index.toml:21:3", "restore the whole folder"),
    case("visits.toml", "title = \"A minister", "title = = \"A minister", "extra `=`", "visits.toml:3:9", "TOML"),
    // Tables that are not facts.
    case("relation.toml", "[\"Akureyri\"]", "[\"Akureyri\", \"Akureyri\"]", "`Akureyri` is listed twice in `names`", "relation.toml:45:22", "each name once"),
    case("visits.toml", "\"2004-21\"", "\"2005/..\"", "`date` is 2005/.., but `spring of 2004` gives 2004-21", "visits.toml:17:8", "write date = \"2004-21\""),
    case("visits.toml", "\"2004-21\"", "\"../2003\"", "`date` is ../2003, but `spring of 2004` gives 2004-21", "visits.toml:17:8", "write date = \"2004-21\""),
    case("visits.toml", "\"2004-21\"", "\"2004-05-03\"", "`date` is 2004-05-03, but `spring of 2004` gives 2004-21", "visits.toml:17:8", "write date = \"2004-21\""),
    case("treaties.toml", "in_force = \"1960-01-01\"", "in_force = \"1960\"", "`in_force` is 1960, but `1 January 1960` gives 1960-01-01", "treaties.toml:22:12", "write in_force = \"1960-01-01\""),
    case("trade.toml", "\"JPY\"", "\"KRW\"", "`currency` is KRW, but `¥3,500 million` is in another", "trade.toml:10:10", "write one of JPY, CNY"),
    case("treaties.toml", "comparator = \">=\"", "comparator = \">\"", "`comparator` is >, but `At least 3` gives >=", "treaties.toml:33:14", "write comparator = \">=\""),
    case("treaties.toml", "value = 3\nmin = 3", "value = 30\nmin = 30", "`value` is 30, but `At least 3` gives 3", "treaties.toml:34:9", "write value = 3, or"),
    case("treaties.toml", "min = 3", "min = 4", "`min` is 4, but `At least 3` gives 3", "treaties.toml:35:7", "write min = 3"),
    case("missions.toml", "receiving = \"ISL\"", "receiving = \"FRA\"", "`receiving` is FRA, which no document names", "missions.toml:6:13", "write ISL or JPN"),
    case("visits.toml", "\"2004-21\"", "\"2XXX\"", "`2XXX` is a millennium or more", "visits.toml:17:8", "an interval of years"),
    case("visits.toml", "\"2004-21\"", "\"20X4\"", "`20X4` is a year with an X before a digit", "visits.toml:17:8", "199X"),
    case("relation.toml", "names = [\"Akureyri\"]", "name = [\"Akureyri\"]", "unknown key `name`", "relation.toml:45:1", "did you mean `names`?"),
    case("relation.toml", "id = \"akureyri\"", "id = \"reykjavik\"", "the id `reykjavik` is taken", "relation.toml:43:6", "in one [[place]]"),
    case("relation.toml", "id = \"akureyri\"", "id = \"Akur Eyri\"", "`Akur Eyri` is not a valid id", "relation.toml:43:6", "lower-case words"),
    case(DOCUMENT, "at = \"Lead 1.1\"", "att = \"Lead 1.1\"", "unknown key `att`", "iceland-japan.toml:14:1", "did you mean `at`?"),
    case(DOCUMENT, "[[excused]]", "[[excused]]\nat = \"Agreements 1.1\"\nreason = \"none\"\n\n[[excused]]", "`Agreements 1.1` is excused twice", "iceland-japan.toml:22:6", "remove one"),
    case(DOCUMENT, "[[excused]]", "[[document.infobox]]\nid = \"m\"\ntitle = \"M\"\nat = \"Missions 1.2\"\nkey = \"embassy\"\nvalue = \"Beijing\"\ntype = \"embasy\"\n\n[[excused]]", "`embasy` is not a valid value for `type`", "iceland-japan.toml:19:8", "did you mean `embassy`?"),
    case(DOCUMENT, "at = \"Lead 1.1\"\n", "", "missing field `at`", "iceland-japan.toml:13:1", "add `at"),
    case("visits.toml", "at = [\"Visits 1.1\", \"Visits 1.2\"]\n", "", "missing field `at`", "visits.toml:1:1", "add `at"),
    case("missions.toml", "\"reopened\"", "\"reopend\"", "`reopend` is not a valid value for `type`", "missions.toml:32:8", "did you mean `reopened`?"),
    case("relation.toml", "[[place]]\nid = \"beijing\"", "[[place]]\nid = \"osaka\"\ncountry = \"JPN\"\nnames = [\"Osaka\"]\n\n[[place]]\nid = \"beijing\"", "no fact names the place `osaka`", "relation.toml:48:6", "or remove it"),
];

/// The start of the diagnostic of a sentence that no fact cites.
const UNREAD: &str = "no fact cites";

#[test]
fn each_error_gives_one_precise_diagnostic() {
    let mut wrong = Vec::new();
    for case in CASES {
        let Case {
            file,
            old,
            new,
            message,
            position,
            remedy,
        } = case;
        let copy = PairCopy::new();
        copy.replace(file, old, new);
        let mut found = copy.diagnostics();
        // A sentence whose pointer is wrong is unread as well, which is reported beside the pointer.
        if !message.starts_with(UNREAD) {
            found.retain(|one| !one.starts_with(UNREAD));
        }
        let is_expected = |one: &String| {
            one.starts_with(message) && one.contains(position) && one.contains(remedy)
        };
        if found.len() != 1 || !found.iter().all(is_expected) {
            wrong.push(format!(
                "{file}: {old} → {new}\nexpected {message} at {position}\nfound {}",
                found.join("\n\n")
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n\n"));
}
