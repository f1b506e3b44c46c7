//! Licences that pages link to, as SPDX expressions.

/// The SPDX identifier of a Creative Commons licence by its address, or `None` for an address that is no known one.
pub(super) fn spdx_of_address(address: &str) -> Option<String> {
    let (_, path) = address.split_once("creativecommons.org/")?;
    let mut parts = path.split(['/', '?', '#']);
    let name = match (parts.next()?, parts.next()?, parts.next()?) {
        ("publicdomain", "zero", version) => format!("CC0-{version}"),
        ("publicdomain", "mark", version) => format!("CC-PDM-{version}"),
        ("licenses", terms, version) => {
            let terms = terms.to_ascii_uppercase();
            let country = parts
                .next()
                .filter(|part| part.len() == 2)
                .map(str::to_ascii_uppercase);
            let general = format!("CC-{terms}-{version}");
            // Not every country's version has an identifier, and then none is right.
            country.map_or(general.clone(), |country| format!("{general}-{country}"))
        }
        _ => return None,
    };
    spdx::license_id(&name).map(|licence| licence.name.to_owned())
}

/// A licence that is written as an SPDX expression already.
pub(super) fn spdx_expression(text: &str) -> Option<String> {
    let text = text.trim();
    spdx::Expression::parse(text)
        .is_ok()
        .then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::spdx_of_address;

    #[test]
    fn licences_of_creative_commons_are_known_by_address() {
        for (address, licence) in [
            (
                "//creativecommons.org/licenses/by-sa/3.0/",
                Some("CC-BY-SA-3.0"),
            ),
            (
                "https://creativecommons.org/licenses/by-sa/4.0/deed.en",
                Some("CC-BY-SA-4.0"),
            ),
            (
                "https://creativecommons.org/publicdomain/zero/1.0/",
                Some("CC0-1.0"),
            ),
            (
                "https://creativecommons.org/licenses/by/3.0/de/",
                Some("CC-BY-3.0-DE"),
            ),
            ("https://creativecommons.org/licenses/by/9.9/", None),
            ("https://example.org/licenses/by/4.0/", None),
        ] {
            assert_eq!(spdx_of_address(address).as_deref(), licence, "{address}");
        }
    }
}
