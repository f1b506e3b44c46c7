//! The metadata block before a Markdown text: lines of `key: value`.

use url::Url;

use super::article::Article;
use super::inline_text::normalize;
use super::licence::{spdx_expression, spdx_of_address};
use super::stated_day::stated_day;

/// Takes over what the block states in keys that publishing systems share.
pub(super) fn read_metadata(block: &str, article: &mut Article) {
    for line in block.lines() {
        let Some((key, value)) = line.split_once(':') else {
            continue;
        };
        let value = normalize(value.trim().trim_matches(['"', '\'']));
        if value.is_empty() || line.starts_with([' ', '-', '#']) {
            continue;
        }
        let metadata = &mut article.metadata;
        match key.trim().to_ascii_lowercase().as_str() {
            "title" => article.title = Some(article.title.take().unwrap_or(value)),
            "publisher" => metadata.publisher = Some(value),
            "lang" | "language" => metadata.language = Some(value),
            "url" | "canonical" | "canonical_url" | "source"
                if Url::parse(&value).is_ok_and(|url| url.has_host()) =>
            {
                metadata.address = Some(value);
            }
            "date" | "published" | "pubdate" => metadata.published = stated_day(&value),
            "retrieved" | "accessed" => metadata.retrieved = stated_day(&value),
            "license" | "licence" => {
                metadata.licence = spdx_expression(&value).or_else(|| spdx_of_address(&value));
            }
            _ => {}
        }
    }
}
