//! Groups of fields as phrases for the pages: people, actors, sums, shares and ranks.

use super::item::Item;
use super::page::kind;
use crate::kind::FieldType;

impl Item {
    /// A person, or several: `Two senators (2 people), Japan`.
    pub fn person(&self) -> String {
        let names = ["title", "name"].map(|key| self.text(key));
        let names: Vec<String> = names.into_iter().filter(|name| !name.is_empty()).collect();
        let named = if names.is_empty() {
            self.words("office")
        } else {
            names.join(" ")
        };
        let number = match self.text("number").as_str() {
            "" => None,
            "1" => Some("1 person".to_owned()),
            number => Some([number, " people"].concat()),
        };
        let named = match (number, named.as_str()) {
            (None, _) => named,
            (Some(number), "") => number,
            (Some(number), _) => format!("{named} ({number})"),
        };
        let country = self.country("country");
        let country = Some(country).filter(|country| !named.contains(country));
        let parts = [Some(named), Some(self.text("other_offices")), country];
        let parts = parts.into_iter().flatten().filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join(", ")
    }

    /// The people of a list: `President Ana Sá, Chad; Two senators (2 people), Peru`.
    pub fn people(&self, path: &str) -> String {
        let people = self.list(path).into_iter().map(|person| person.person());
        people.collect::<Vec<_>>().join("; ")
    }

    /// The fields of a relation event besides its title: `by Chad; level: minister; protecting power: Peru`.
    pub fn relation_details(&self) -> String {
        let country = |before: &str, path: &str| {
            (self.has(path)).then(|| [before, &self.country(path)].concat())
        };
        let is_on_behalf = self.text("type").starts_with("represent");
        let details = [
            country(if is_on_behalf { "for " } else { "by " }, "actor_country"),
            country("in favour of ", "in_favour_of"),
            self.has("people").then(|| self.people("people")),
            self.has("level_after")
                .then(|| ["level: ", &self.level("level_after")].concat()),
            country("protecting power: ", "protecting_power"),
        ];
        details.into_iter().flatten().collect::<Vec<_>>().join("; ")
    }

    /// The people or bodies of a list, each with its country and its part: `Harbour Board (Iceland, recipient); Kon`.
    pub fn actors(&self, path: &str) -> String {
        let actors = self.list(path).into_iter().map(|actor| {
            let number = Some(actor.text("number")).filter(|number| !number.is_empty());
            let number = number.map_or(String::new(), |number| number + " people");
            let country = actor.country("country");
            let country = if actor.text("name").contains(&country) {
                String::new()
            } else {
                country
            };
            let details = [number, country, actor.words("role")];
            let details: Vec<String> = details.into_iter().filter(|one| !one.is_empty()).collect();
            match details.join(", ") {
                details if details.is_empty() => actor.text("name"),
                details => [&actor.text("name"), " (", &details, ")"].concat(),
            }
        });
        actors.collect::<Vec<_>>().join("; ")
    }

    /// The countries of a list: `Iceland and Japan`.
    pub fn countries(&self, path: &str) -> String {
        let countries = self.list(path).into_iter();
        let countries: Vec<String> = countries.map(|country| country.country("")).collect();
        countries.join(" and ")
    }

    /// A sum as the document writes it, and the ends of a range: `60 to 70 million euros (60,000,000 to 70,000,000 EUR)`.
    pub fn sum(&self, path: &str) -> String {
        let sum = self.part(path);
        let end = |key: &str| sum.has(key).then(|| grouped(&sum.text(key)));
        let range = match (end("min"), end("max")) {
            (Some(min), Some(max)) => [&min, " to ", &max].concat(),
            (Some(min), None) => ["at least ", &min].concat(),
            (None, Some(max)) => ["at most ", &max].concat(),
            (None, None) => return sum.text("text"),
        };
        format!("{} ({range} {})", sum.text("text"), sum.text("currency"))
    }

    /// A share of a total: `a twentieth (5%) of all exports of Iceland`.
    pub fn share(&self) -> String {
        let share = self.part("share");
        let hundredths: u64 = share.text("basis_points").parse().unwrap_or(0);
        let decimals = format!("{}.{:02}", hundredths / 100, hundredths % 100);
        let number = decimals.trim_end_matches('0').trim_end_matches('.');
        let text = share.text("text");
        let percent = if text.contains(number) {
            String::new()
        } else {
            [" (", number, "%)"].concat()
        };
        let total = share.meaning("share.of", &share.text("of"));
        [&text, &percent, " of ", &total].concat()
    }

    /// The place among trading partners: `95th: number 95 among the partners in the trade of Iceland`.
    pub fn partner_rank(&self) -> String {
        let rank = self.part("partner_rank");
        let among = rank.meaning("partner_rank.among", &rank.text("among"));
        let limits = [rank.text("region"), rank.text("goods")];
        let limits = limits.into_iter().filter(|limit| !limit.is_empty());
        let limits = limits.map(|limit| [" (", &limit, ")"].concat());
        let limits: String = limits.collect();
        let (text, position) = (rank.text("text"), rank.text("position"));
        [&text, ": number ", &position, " ", &among, &limits].concat()
    }

    /// The meaning of a value of a trade figure's vocabulary, with the name of the country that it speaks of.
    fn meaning(&self, path: &str, value: &str) -> String {
        let Some(FieldType::Choice(vocabulary)) = kind("trade").type_at(path) else {
            return String::new();
        };
        let mut entries = vocabulary.entries();
        let meaning = entries.find(|(one, _)| *one == value);
        let meaning = meaning.map_or("", |(_, meaning)| meaning);
        meaning.replace("`country`", &self.country("country"))
    }

    /// The number of things and their name: `17 poems`, `17 in number`, `150 to 200 students`.
    pub fn counted(&self) -> String {
        match (self.text("count"), self.text("counted")) {
            (number, things) if things.is_empty() => number + " in number",
            (number, things) if number.is_empty() => things,
            (number, things) => [number, things].join(" "),
        }
    }

    /// The level of relations at a path in words: `chargé d'affaires`.
    pub fn level(&self, path: &str) -> String {
        self.words(path)
            .replace("charge d affaires", "chargé d'affaires")
    }

    /// The page of the fact that it was a response to.
    pub fn response_url(&self) -> String {
        let cause = self.part("response_to");
        cause.page_url(&self.text("relation"), "")
    }
}

/// A number with commas between groups of three digits.
pub fn grouped(digits: &str) -> String {
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn item(value: &Value) -> Item {
        Item::parse(&value.to_string())
    }

    #[test]
    fn people_are_named_or_counted() {
        for (person, expected) in [
            (
                json!({ "name": "Kon", "title": "Consul", "country": "JPN" }),
                "Consul Kon, Japan",
            ),
            (
                json!({ "title": "Two senators", "number": 2, "country": "JPN" }),
                "Two senators (2 people), Japan",
            ),
            (
                json!({ "office": "royal_family", "country": "JPN" }),
                "royal family, Japan",
            ),
            (
                json!({ "number": 1, "country": "ISL" }),
                "1 person, Iceland",
            ),
        ] {
            assert_eq!(item(&person).person(), expected);
        }
    }

    #[test]
    fn sums_have_the_ends_of_their_range() {
        for (amount, expected) in [
            (
                json!({ "value": 5, "min": null, "max": null, "text": "€5" }),
                "€5",
            ),
            (
                json!({ "min": 6000, "max": 1_234_567, "currency": "EUR", "text": "some" }),
                "some (6,000 to 1,234,567 EUR)",
            ),
            (
                json!({ "min": 600, "max": null, "currency": "EUR", "text": "over €600" }),
                "over €600 (at least 600 EUR)",
            ),
            (
                json!({ "max": 60, "currency": "EUR", "text": "up to €60" }),
                "up to €60 (at most 60 EUR)",
            ),
        ] {
            let fact = item(&json!({ "amount": amount }));
            assert_eq!(fact.sum("amount"), expected);
        }
    }

    #[test]
    fn shares_and_ranks_name_their_country() {
        let share = |points: u32, text: &str| {
            let share =
                json!({ "basis_points": points, "of": "exports", "country": "ISL", "text": text });
            item(&json!({ "share": share })).share()
        };
        assert_eq!(share(450, "4.5%"), "4.5% of all exports of Iceland");
        assert_eq!(
            share(500, "a twentieth"),
            "a twentieth (5%) of all exports of Iceland"
        );
        assert_eq!(
            share(5, "little"),
            "little (0.05%) of all exports of Iceland"
        );
        let rank = json!({ "position": 95, "among": "supplier", "country": "JPN", "text": "95th" });
        assert_eq!(
            item(&json!({ "partner_rank": rank })).partner_rank(),
            "95th: number 95 among the countries from which Japan imports"
        );
    }
}
