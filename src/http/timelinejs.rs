//! The feed of TimelineJS: dated facts with year, month and day only where they are known.

use serde_json::{Map, Value, json};

/// A feed of entries; those without a date are left out.
pub fn feed(items: &[Value]) -> Value {
    json!({ "events": items.iter().filter_map(event).collect::<Vec<_>>() })
}

fn event(item: &Value) -> Option<Value> {
    let date = item["date"].as_object()?;
    let day = |key: &str| date[key].as_str();
    // TimelineJS wants a beginning: an open one is shown by its end, with the words of the document above it.
    let start = day("earliest").or(day("latest"))?;
    let end = day("latest").unwrap_or(start);
    let parts = known_parts(day("earliest"), day("latest"));
    let mut event = Map::new();
    event.insert("start_date".to_owned(), split(start, parts));
    if split(end, parts) != split(start, parts) && day("earliest").is_some() {
        event.insert("end_date".to_owned(), split(end, parts));
    }
    event.insert("display_date".to_owned(), json!(escaped(&date["text"])));
    let kind = escaped(&item["kind"]);
    event.insert(
        "text".to_owned(),
        json!({ "headline": escaped(&item["title"]), "text": escaped(&item["claim"]) }),
    );
    event.insert("group".to_owned(), json!(kind));
    event.insert(
        "unique_id".to_owned(),
        json!(format!("{kind}-{}", escaped(&item["id"]))),
    );
    Some(Value::Object(event))
}

/// How many of year, month and day a period knows: whole years have no month, whole months no day. An open end knows nothing.
fn known_parts(start: Option<&str>, end: Option<&str>) -> usize {
    let years = start.is_none_or(|day| day.ends_with("-01-01"))
        && end.is_none_or(|day| day.ends_with("-12-31"));
    let months = start.is_none_or(|day| day.ends_with("-01")) && end.is_none_or(is_last_of_month);
    match (years, months) {
        (true, _) => 1,
        (_, true) => 2,
        _ => 3,
    }
}

fn is_last_of_month(day: &str) -> bool {
    crate::values::day::parse_period(&day[..7]).is_some_and(|(_, last)| last.to_string() == day)
}

fn split(day: &str, parts: usize) -> Value {
    let numbers = day.split('-').filter_map(|part| part.parse::<u32>().ok());
    let named = ["year", "month", "day"]
        .into_iter()
        .zip(numbers)
        .take(parts);
    Value::Object(
        named
            .map(|(name, number)| (name.to_owned(), json!(number)))
            .collect(),
    )
}

/// Text for a place where HTML is expected.
fn escaped(value: &Value) -> String {
    crate::values::html::escape(value.as_str().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_taken_for_html() {
        let date =
            json!({ "text": "<i>1990</i>", "earliest": "1990-01-01", "latest": "1990-12-31" });
        let item =
            json!({ "id": "<i>", "kind": "<i>", "title": "<i>", "claim": "<i>", "date": date });
        assert!(!feed(&[item]).to_string().contains('<'));
    }
}
