//! Currencies by ISO 4217: those in use, and former ones with the last year in which they were.

/// Former currencies that articles on modern relations name, each with the last year in which it was in use.
const FORMER: &[(&str, u16)] = &[
    ("ALK", 1989),
    ("ANG", 2025),
    ("AOK", 1991),
    ("ARA", 1991),
    ("ARP", 1985),
    ("ATS", 2002),
    ("AZM", 2006),
    ("BEF", 2002),
    ("BGL", 1999),
    ("BRC", 1989),
    ("BRE", 1993),
    ("BRN", 1990),
    ("BRR", 1994),
    ("BYB", 2000),
    ("BYR", 2016),
    ("CSD", 2006),
    ("CSK", 1993),
    ("CUC", 2020),
    ("CYP", 2008),
    ("DDM", 1990),
    ("DEM", 2002),
    ("ECS", 2000),
    ("EEK", 2011),
    ("ESP", 2002),
    ("FIM", 2002),
    ("FRF", 2002),
    ("GHC", 2007),
    ("GRD", 2002),
    ("HRD", 1994),
    ("HRK", 2023),
    ("IEP", 2002),
    ("ILP", 1980),
    ("ILR", 1985),
    ("ISJ", 1981),
    ("ITL", 2002),
    ("LTL", 2015),
    ("LUF", 2002),
    ("LVL", 2014),
    ("MGF", 2004),
    ("MRO", 2017),
    ("MTL", 2008),
    ("MXP", 1992),
    ("MZM", 2006),
    ("NIC", 1990),
    ("NLG", 2002),
    ("PEI", 1991),
    ("PES", 1985),
    ("PLZ", 1996),
    ("PTE", 2002),
    ("RHD", 1980),
    ("ROL", 2006),
    ("RUR", 1998),
    ("SDD", 2007),
    ("SDP", 1998),
    ("SIT", 2007),
    ("SKK", 2009),
    ("SRG", 2003),
    ("STD", 2017),
    ("SUR", 1992),
    ("TJR", 2000),
    ("TMM", 2008),
    ("TRL", 2005),
    ("UAK", 1996),
    ("UGS", 1987),
    ("UYP", 1993),
    ("VEB", 2008),
    ("VEF", 2018),
    ("XEU", 1998),
    ("YDD", 1996),
    ("YUD", 1989),
    ("YUM", 2003),
    ("YUN", 1992),
    ("ZMK", 2012),
    ("ZRN", 1998),
    ("ZRZ", 1993),
    ("ZWD", 2009),
    ("ZWL", 2024),
];

/// Returns true if `code` is an alphabetic code of ISO 4217 in capitals, of a currency of today or a former one.
pub fn is_code(code: &str) -> bool {
    iso_currency::Currency::from_code(code).is_some() || last_year(code).is_some()
}

/// The last year in which a former currency was in use; `None` for one of today.
pub fn last_year(code: &str) -> Option<u16> {
    let former = FORMER.iter().find(|(former, _)| *former == code);
    former.map(|(_, year)| *year)
}

/// Every alphabetic code.
pub fn codes() -> impl Iterator<Item = &'static str> {
    use iso_currency::IntoEnumIterator as _;
    let former = FORMER.iter().map(|(code, _)| *code);
    let current = iso_currency::Currency::iter().map(|currency| currency.code());
    let current = current.filter(|code| last_year(code).is_none());
    current.chain(former)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_codes_of_the_list_in_capitals_are_valid() {
        assert!(is_code("USD") && is_code("JPY") && is_code("MNT"));
        assert!(!is_code("usd") && !is_code("US$") && !is_code("XQQ"));
    }

    #[test]
    fn former_currencies_are_known_with_their_last_years() {
        assert!(is_code("DEM") && is_code("SUR") && codes().any(|code| code == "FRF"));
        assert_eq!((last_year("DEM"), last_year("EUR")), (Some(2002), None));
        let mut all: Vec<&str> = codes().collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }
}
