//! The properties that the fuzzer checks, on input that is random or almost valid.

#[path = "fuzz/src/lib.rs"]
mod properties;

use proptest::prelude::*;

/// Pieces in any order, with random characters and bytes between them.
fn almost(pieces: &'static [&'static str]) -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        6 => prop::sample::select(pieces).prop_map(|piece| piece.as_bytes().to_vec()),
        1 => "\\PC{0,6}".prop_map(String::into_bytes),
        1 => prop::collection::vec(any::<u8>(), 0..4),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

const QUERY: &[&str] = &[
    "&",
    "&",
    "=",
    "=",
    ",",
    "%",
    "%00",
    "%ff",
    "+",
    "from",
    "to",
    "2005",
    "1993-10",
    "9999-12-31",
    "match=certain",
    "q",
    "sort=",
    "-date",
    "title",
    "limit=",
    "0",
    "1000",
    "99999999999",
    "fields=",
    "id",
    "facets=",
    "host",
    "country",
    "KAZ",
    "guest=",
    "cursor=",
    "as_of",
    "kind=",
    "visit",
    "relation=",
    "kazakhstan-mongolia",
    "'",
    "\"",
    "--",
    "*",
];
const DRAFTED: &[&str] = &[
    " ",
    " ",
    " ",
    " ",
    " ",
    "\n",
    "\n\n",
    "\n- ",
    ". ",
    ", ",
    "; ",
    ": ",
    " | ",
    "(",
    ")",
    "'s ",
    "\"",
    "== Visits ==\n",
    "== Diplomatic missions ==\n",
    "Chile",
    "Iceland",
    "Chilean ",
    "Icelandic ",
    "Chile and Iceland ",
    "from Chile to Iceland",
    "President Ana Ríos ",
    "Minister of Trade and Health Jón Sól",
    "Prime Minister",
    "He ",
    "visited ",
    "paid a state visit to ",
    "in Arica ",
    "in Reykjavík",
    "the Hague",
    "met with ",
    "opened an embassy ",
    "closed it ",
    "has an honorary consulate ",
    "is accredited to ",
    "from its embassy in Oslo, Norway ",
    "established diplomatic relations ",
    "relations were severed ",
    "recalled its ambassador ",
    "signed an agreement on ",
    "Agreement on Fish ",
    "more than 20 treaties ",
    "trade ",
    "exports to ",
    "imports from ",
    "include ",
    "copper, fish and wool",
    "US$5.2 million",
    "¥3 ",
    "in 1998 ",
    "on 3 May 2004",
    "late 1980s",
    "since 2001",
    "(1975, 1981)",
    "between 1990 and 1995",
    "was awarded ",
    "expelled ",
    "members of ",
    "Café Ürümqi ",
    "O’Neil ",
];
const CURSOR: &[&str] = &[
    "[",
    "]",
    "{",
    "}",
    "\"",
    ",",
    ":",
    "0",
    "1",
    "-1",
    "null",
    "4294967296",
    "1e9",
    "\u{0}",
    "\\u0000",
];
const WORDS: &[&str] = &[
    " ",
    " ",
    "\"",
    "*",
    "AND",
    "NEAR(",
    ")",
    "-",
    "embassy",
    "Khürelsükh",
    "Хүрэлсүх",
    "’s",
    "“",
    "\u{200d}",
    "e\u{301}",
    "ß",
    "\u{0}",
    "İ",
    "ﬁ",
    "a",
];
const DOCUMENT: &[&str] = &[
    "\n",
    "\n\n",
    "== ",
    " ==",
    "=== ",
    " ===",
    "A sentence",
    ". ",
    "Dr. ",
    "U.S. ",
    "1,5 ",
    "(",
    ")",
    "[1]",
    "\"",
    "? ",
    "! ",
    "\t",
    "\r\n",
    "\u{a0}",
    "See also",
    "Infobox",
    " | ",
    "* ",
];
const SEEDS: &[&str] = &[
    "\n",
    "\n",
    "[[visit]]",
    "[relation]",
    "[[relation.event]]",
    "[[mission]]",
    "[[mission.event]]",
    "[document]",
    "[[place]]",
    "id = ",
    "title = ",
    "at = ",
    "date = ",
    "\"2005\"",
    "\"2008-22\"",
    "\"a-b\"",
    "\"Lead 1.1\"",
    "[\"KAZ\", \"MNG\"]",
    "parties = ",
    "sentences = [",
    "{ at = \"Lead 1.1\", start = 0, end = 9, sha256 = \"00\" }",
    "]",
    "length = 9",
    "-1",
    "met = [{ name = \"A\" }]",
    "= {",
];

/// A query of up to 8 KB, of few pieces that are repeated.
fn long_query() -> impl Strategy<Value = Vec<u8>> {
    let name = prop::sample::select(vec![
        "country", "host", "id", "q", "sort", "fields", "facets", "kind", "guest", "gest", "limit",
        "cursor",
    ]);
    let value = prop::sample::select(vec![
        "",
        "a",
        "KAZ",
        "Kazakstan",
        "%EF%B7%BA",
        "%00",
        "9",
        "x-",
        "-date",
        "state_visit",
    ]);
    let repeated = (name, value, 1..200_usize, 1..2_000_usize, any::<bool>());
    let parameter = repeated.prop_map(|(name, value, length, count, joined)| {
        let value = value.repeat(length);
        let separator = if joined {
            ",".to_owned()
        } else {
            format!("&{name}=")
        };
        let count = count.min(8_000 / (value.len() + separator.len())).max(1);
        [name, "=", &vec![value; count].join(&separator)].concat()
    });
    prop::collection::vec(parameter, 1..6).prop_map(|parameters| {
        let mut query = parameters.join("&");
        query.truncate(8_000);
        query.into_bytes()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_long_query_gets_a_short_response(bytes in long_query()) {
        properties::query(&bytes);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn any_query_gets_a_response(bytes in almost(QUERY)) {
        properties::query(&bytes);
    }

    #[test]
    fn any_cursor_gets_a_response(bytes in almost(CURSOR)) {
        properties::cursor(&bytes);
    }

    #[test]
    fn any_search_text_gets_a_response(bytes in almost(WORDS)) {
        properties::words(&bytes);
    }

    #[test]
    fn any_text_can_be_read_as_a_document(bytes in almost(DOCUMENT)) {
        properties::document(&bytes);
    }

    #[test]
    fn any_text_can_be_drafted_from(bytes in almost(DRAFTED)) {
        properties::draft(&bytes);
    }

    #[test]
    fn any_text_is_valid_seeds_or_has_diagnostics(bytes in almost(SEEDS)) {
        properties::seeds(&bytes);
    }
}
