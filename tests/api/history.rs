//! History: periods before and beside the relations, and how certain each statement is.

use crate::client::{items, table};

#[test]
fn periods_are_as_precise_as_the_text() {
    let dated = items("/v1/history?to=2100");
    insta::assert_snapshot!(table(&dated, &["date.edtf", "date.precision", "date.earliest", "date.latest", "title"]), @"
    14XX | century | 1400-01-01 | 1499-12-31 | The Golden Horde falls
    16XX/17XX | interval | 1600-01-01 | 1799-12-31 | The war aim of the Dzungars against the Kazakhs
    16XX/17XX | interval | 1600-01-01 | 1799-12-31 | Wars of the Kazakh and Dzungar Khanates
    19XX | century | 1900-01-01 | 1999-12-31 | Hardship of Kazakhs and Mongols in the Eastern Bloc
    1924 | year | 1924-01-01 | 1924-12-31 | Mongolia becomes communist
    193X | decade | 1930-01-01 | 1939-12-31 | The Soviet leadership starves Kazakhs
    193X | decade | 1930-01-01 | 1939-12-31 | Kazakhs flee to Xinjiang and Mongolia
    2016-07-10 | day | 2016-07-10 | 2016-07-10 | A mud flow whose victims Kazakhstan helped
    ");
}

#[test]
fn statements_that_the_document_hedges_have_another_standing() {
    let all = items("/v1/history");
    let hedged: Vec<_> = all
        .into_iter()
        .filter(|item| item["standing"] != "stated")
        .collect();
    insta::assert_snapshot!(table(&hedged, &["standing", "statement"]), @"
    claimed | The Dzungars held that their war with the Kazakhs was one to give the steppe back to Chinggisid rule.
    widely_accepted | It was widely held that today's Kazakhs and Mongols both descend from the Xiongnu.
    disputed | The identity of the Mongol Empire is contested to this day, yet most scholars regard Genghis Khan as Mongolian.
    claimed | Several smaller khanates of Kipchak birth (the Kazan Khanate and the Crimean Khanate among them) and peoples (Lipka Tatars, Karachays, Balkars and others) declared that they came from the Borjigin house of Genghis Khan.
    ");
}
