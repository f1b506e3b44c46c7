//! Currencies by ISO 4217.

/// Returns true if `code` is an alphabetic code of ISO 4217 in capitals.
pub fn is_code(code: &str) -> bool {
    iso_currency::Currency::from_code(code).is_some()
}

/// Every alphabetic code.
pub fn codes() -> impl Iterator<Item = &'static str> {
    use iso_currency::IntoEnumIterator as _;
    iso_currency::Currency::iter().map(|currency| currency.code())
}

#[cfg(test)]
mod tests {
    use super::is_code;

    #[test]
    fn only_codes_of_the_list_in_capitals_are_valid() {
        assert!(is_code("USD") && is_code("JPY") && is_code("MNT"));
        assert!(!is_code("usd") && !is_code("US$") && !is_code("XQQ"));
    }
}
