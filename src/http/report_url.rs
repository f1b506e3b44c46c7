//! The template of the URLs at which people report mistakes: `https://example.org/new?title={fact}&body={dataset}`.

use std::str::FromStr;
use std::sync::Arc;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// The placeholder for the path of a fact.
const FACT: &str = "{fact}";
/// The placeholder for the version of the data set.
const DATASET: &str = "{dataset}";

/// A template with a placeholder for the fact, and maybe one for the data set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportUrl(Arc<str>);

impl FromStr for ReportUrl {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let schemes = ["https://", "http://", "mailto:"];
        if !schemes.iter().any(|scheme| text.starts_with(scheme)) {
            return Err(format!("it must begin with {}", schemes.join(", ")));
        }
        if !text.contains(FACT) {
            return Err(format!(
                "it must contain {FACT}, e.g. `{text}?title={FACT}`"
            ));
        }
        Ok(Self(text.into()))
    }
}

impl ReportUrl {
    /// The URL for a mistake in the fact at a path, as a version of the data set has it.
    pub fn fill(&self, path: &str, version: &str) -> String {
        let encoded = |text| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
        // A path has no braces once it is encoded, so it cannot hold a placeholder.
        let url = self.0.replace(FACT, &encoded(path));
        url.replace(DATASET, &encoded(version))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fact_and_the_data_set_are_filled_in() {
        let template = "https://example.org/new?title={fact}&body=in+{dataset}";
        let template: ReportUrl = template.parse().unwrap();
        assert_eq!(
            template.fill("/v1/visits/a&b", "f00d"),
            "https://example.org/new?title=%2Fv1%2Fvisits%2Fa%26b&body=in+f00d"
        );
    }

    #[test]
    fn a_template_that_is_no_link_or_names_no_fact_is_refused() {
        for (template, remedy) in [
            ("javascript:alert({fact})", "begin with https://"),
            ("https://example.org/new", "contain {fact}"),
        ] {
            let refused = template.parse::<ReportUrl>().unwrap_err();
            assert!(refused.contains(remedy), "{refused}");
        }
    }
}
