//! The signs, words and adjectives of currencies, with the codes that each may stand for.

use crate::values::currency::{codes, is_code};

const DOLLARS: &str = "USD AUD CAD NZD HKD SGD TWD BSD BBD BZD BMD BND KYD XCD FJD GYD JMD LRD NAD SBD SRD TTD ZWL ZWG TVD KID";
const PESOS: &str = "MXN ARS CLP COP PHP UYU DOP CUP CUC MXV COU";
const POUNDS: &str = "GBP EGP LBP SYP SDG SSP GIP FKP SHP IEP CYP TRL ILP";
const CROWNS: &str = "CZK SEK NOK DKK ISK SKK EEK";
const FRANCS: &str = "CHF XOF XAF XPF DJF GNF KMF RWF BIF CDF FRF BEF LUF MGF CHE CHW";
const RUPEES: &str = "INR PKR LKR NPR MUR SCR MVR IDR";
const RIALS: &str = "SAR QAR OMR YER IRR KHR";
const DINARS: &str = "IQD JOD KWD BHD DZD TND LYD RSD MKD SDD YUM";

/// The names and short forms of currencies in the singular, with their codes.
const NAMES: &[(&str, &str)] = &[
    ("dollar", DOLLARS),
    ("peso", PESOS),
    ("pound", POUNDS),
    ("sterling", "GBP"),
    ("crown", CROWNS),
    ("kr", "ISK SEK NOK DKK"),
    ("króna", "ISK SEK NOK DKK"),
    ("krona", "ISK SEK NOK DKK"),
    ("krone", "ISK SEK NOK DKK"),
    ("kroner", "ISK SEK NOK DKK"),
    ("kronor", "ISK SEK NOK DKK"),
    ("krónur", "ISK SEK NOK DKK"),
    ("kronur", "ISK SEK NOK DKK"),
    ("koruna", "CZK SKK"),
    ("koruny", "CZK SKK"),
    ("korun", "CZK SKK"),
    ("kč", "CZK"),
    ("franc", FRANCS),
    ("fr", FRANCS),
    ("sfr", "CHF"),
    ("rupee", RUPEES),
    ("rs", RUPEES),
    ("re", RUPEES),
    ("rial", RIALS),
    ("riyal", RIALS),
    ("riel", RIALS),
    ("dinar", DINARS),
    ("euro", "EUR"),
    ("yen", "JPY"),
    ("yuan", "CNY TWD"),
    ("renminbi", "CNY"),
    ("rmb", "CNY"),
    ("won", "KRW KPW"),
    ("baht", "THB"),
    ("ruble", "RUB BYN RUR SUR BYR"),
    ("rouble", "RUB BYN RUR SUR BYR"),
    ("rupiah", "IDR"),
    ("rp", "IDR"),
    ("ringgit", "MYR"),
    ("rm", "MYR"),
    ("dirham", "AED MAD"),
    ("lira", "TRY ITL LBP SYP TRL"),
    ("lire", "TRY ITL LBP SYP TRL"),
    ("lek", "ALL"),
    ("lekë", "ALL"),
    ("lev", "BGN"),
    ("leva", "BGN"),
    ("leu", "RON MDL"),
    ("lei", "RON MDL"),
    ("forint", "HUF"),
    ("zloty", "PLN"),
    ("zlotys", "PLN"),
    ("złoty", "PLN"),
    ("zł", "PLN"),
    ("tenge", "KZT"),
    ("tugrik", "MNT"),
    ("tögrög", "MNT"),
    ("togrog", "MNT"),
    ("shekel", "ILS"),
    ("rand", "ZAR"),
    ("naira", "NGN"),
    ("cedi", "GHS"),
    ("shilling", "KES TZS UGX SOS ATS"),
    ("real", "BRL"),
    ("reai", "BRL"),
    ("taka", "BDT"),
    ("dong", "VND"),
    ("hryvnia", "UAH"),
    ("lari", "GEL"),
    ("dram", "AMD"),
    ("manat", "AZN TMT"),
    ("som", "KGS UZS"),
    ("somoni", "TJS"),
    ("birr", "ETB"),
    ("kwacha", "ZMW MWK"),
    ("mark", "DEM BAM FIM DDM"),
    ("markka", "FIM"),
    ("markkaa", "FIM"),
    ("deutschmark", "DEM"),
    ("deutschemark", "DEM"),
    ("schilling", "ATS"),
    ("dm", "DEM"),
    ("escudo", "CVE PTE"),
    ("peseta", "ESP"),
    ("guilder", "ANG AWG NLG XCG"),
    ("drachma", "GRD"),
];

/// The codes of a currency's sign; `None` for any other character.
pub fn of_sign(sign: char) -> Option<Vec<&'static str>> {
    let codes = match sign {
        '$' => {
            return Some(
                split(DOLLARS)
                    .chain(split(PESOS))
                    .chain(split("BRL NIO MOP TOP WST CVE BOB PTE"))
                    .collect(),
            );
        }
        '€' => "EUR",
        '£' | '₤' => POUNDS,
        '¥' | '\u{ffe5}' => "JPY CNY",
        '₹' => "INR",
        '₨' => RUPEES,
        '₩' => "KRW KPW",
        '₺' => "TRY",
        '₽' => "RUB",
        '₸' => "KZT",
        '₮' => "MNT",
        '₴' => "UAH",
        '₦' => "NGN",
        '₱' => "PHP CUP",
        '฿' => "THB",
        '₫' => "VND",
        '₪' => "ILS",
        '₡' => "CRC SVC",
        '₲' => "PYG",
        '₾' => "GEL",
        '₼' => "AZN",
        '₵' => "GHS",
        '₭' => "LAK",
        '৳' => "BDT",
        _ => return None,
    };
    Some(split(codes).collect())
}

/// The codes of the letters before a dollar sign: `US$`, `A$`, `R$`.
pub fn of_dollar_prefix(letters: &str) -> Option<Vec<&'static str>> {
    let codes = match &*letters.to_uppercase() {
        "US" | "U" => "USD",
        "A" | "AU" => "AUD",
        "C" => "CAD NIO",
        "CA" | "CDN" | "CAN" => "CAD",
        "NZ" => "NZD",
        "HK" => "HKD",
        "S" | "SG" => "SGD",
        "NT" => "TWD",
        "R" => "BRL",
        "MX" | "MEX" => "MXN",
        "AR" => "ARS",
        "RD" => "DOP",
        "J" | "JA" => "JMD",
        "TT" => "TTD",
        "BZ" => "BZD",
        "BDS" => "BBD",
        "B" => "BSD BMD BND BBD",
        "EC" => "XCD",
        "FJ" => "FJD",
        "N" => "NAD",
        "COL" => "COP",
        code => return of_code(code),
    };
    Some(split(codes).collect())
}

/// The codes of a word as it is written: the name of a currency, its short form, or its code in capitals.
pub fn of_word(written: &str) -> Option<Vec<&'static str>> {
    if let Some(code) = of_code(written) {
        return Some(code);
    }
    let word = written.to_lowercase().replace('.', "");
    let listed = of_name(&word).or_else(|| of_name(word.strip_suffix('s')?));
    listed.map(|codes| split(codes).collect())
}

fn of_name(word: &str) -> Option<&'static str> {
    let named = NAMES.iter().find(|(name, _)| *name == word);
    named.map(|(_, codes)| *codes)
}

/// The codes of the currencies that an adjective or a country's name before the name of a currency singles out.
pub fn of_adjective(word: &str) -> Option<Vec<&'static str>> {
    let codes = match word {
        "us" | "american" | "united" | "states" => "USD",
        "australian" => "AUD",
        "canadian" => "CAD",
        "new" => "NZD TWD ILS RON",
        "zealand" => "NZD",
        "hong" | "kong" => "HKD",
        "singapore" | "singaporean" => "SGD",
        "taiwan" | "taiwanese" => "TWD",
        "mexican" => "MXN",
        "argentine" => "ARS",
        "chilean" => "CLP",
        "colombian" => "COP",
        "philippine" => "PHP",
        "british" => "GBP",
        "egyptian" => "EGP",
        "swiss" => "CHF",
        "cfa" => "XOF XAF",
        "indian" => "INR",
        "pakistani" => "PKR",
        "japanese" => "JPY",
        "chinese" => "CNY",
        "russian" => "RUB RUR",
        "turkish" => "TRY TRL",
        "danish" => "DKK",
        "swedish" => "SEK",
        "norwegian" => "NOK",
        "icelandic" => "ISK",
        "czech" => "CZK",
        "saudi" => "SAR",
        "kuwaiti" => "KWD",
        "jordanian" => "JOD",
        "brazilian" => "BRL",
        "emirati" | "uae" => "AED",
        word => former_adjective(word)?,
    };
    Some(split(codes).collect())
}

/// The same for currencies that are no longer in use.
fn former_adjective(word: &str) -> Option<&'static str> {
    Some(match word {
        "german" => "DEM DDM",
        "deutsche" => "DEM",
        "french" => "FRF",
        "belgian" => "BEF",
        "luxembourg" | "luxembourgish" => "LUF",
        "finnish" => "FIM",
        "austrian" => "ATS",
        "italian" => "ITL",
        "spanish" => "ESP",
        "portuguese" => "PTE",
        "dutch" => "NLG",
        "greek" => "GRD",
        "irish" => "IEP",
        "cypriot" => "CYP",
        "soviet" => "SUR",
        _ => return None,
    })
}

fn of_code(word: &str) -> Option<Vec<&'static str>> {
    let is_known = word.len() == 3 && is_code(word);
    is_known.then(|| codes().filter(|code| *code == word).collect())
}

fn split(codes: &'static str) -> impl Iterator<Item = &'static str> {
    codes.split(' ')
}
