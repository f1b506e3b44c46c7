//! The terms of documents by the names of their licences.

use super::item::Item;

/// The address of a document's licence: its own, or that of an SPDX identifier; `None` for words that are neither.
pub fn licence_url(document: &Item) -> Option<String> {
    let licence = document.text("licence");
    if licence.starts_with("https://") || licence.starts_with("http://") {
        return Some(licence);
    }
    let is_identifier = spdx::license_id(&licence).is_some();
    is_identifier.then(|| format!("https://spdx.org/licenses/{licence}.html"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn identifiers_lead_to_the_text_of_the_licence() {
        let url =
            |licence: &str| licence_url(&Item::parse(&json!({ "licence": licence }).to_string()));
        assert_eq!(
            url("CC-BY-SA-4.0").unwrap(),
            "https://spdx.org/licenses/CC-BY-SA-4.0.html"
        );
        assert_eq!(
            url("https://example.org/terms").unwrap(),
            "https://example.org/terms"
        );
        assert_eq!(url("all rights reserved"), None);
    }
}
