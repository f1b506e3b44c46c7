//! The countries that are known, and their English names: those of ISO 3166-1, and the former and other ones of our own list.

use std::collections::HashMap;
use std::sync::LazyLock;

use rust_iso3166::iso3166_3;

use super::fold::spellings;

/// The names that ISO does not list; the file describes its own format.
const OTHER_NAMES: &str = include_str!("country_names.txt");

/// The meaning of a name.
#[derive(Debug, Default)]
pub struct Meaning {
    /// The countries that it may stand for.
    pub codes: Vec<&'static str>,
    /// False for a name that several countries share, or that is not the name of a country today.
    pub is_accepted: bool,
}

/// A country with its codes and its name in the standard or, where that has none, in our list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Country {
    pub alpha3: &'static str,
    /// The alpha-2 code, or the code of ISO 3166-3 for a former country; `None` for another that ISO lacks.
    pub other_code: Option<&'static str>,
    pub name: &'static str,
}

static COUNTRIES: LazyLock<Vec<Country>> = LazyLock::new(|| {
    let of_iso = rust_iso3166::ALL.iter().map(|country| Country {
        alpha3: country.alpha3,
        other_code: Some(country.alpha2),
        name: country.name,
    });
    let listed = other_names().filter(|(meaning, _)| meaning.is_accepted);
    let listed = listed.map(|(meaning, names)| (meaning.codes[0], names[0]));
    let others = listed.filter(|(code, _)| rust_iso3166::from_alpha3(code).is_none());
    let others = others.map(|(alpha3, name)| {
        let former = iso3166_3::ALL
            .iter()
            .find(|one| one.former.alpha3 == alpha3);
        Country {
            alpha3,
            other_code: former.map(|former| former.code),
            name,
        }
    });
    of_iso.chain(others).collect()
});

/// Every country: those of ISO 3166-1, then those of our list that it lacks.
pub fn all() -> impl Iterator<Item = &'static Country> {
    COUNTRIES.iter()
}

/// Every name with its meaning.
pub static NAMES: LazyLock<HashMap<String, Meaning>> = LazyLock::new(|| {
    let mut names: HashMap<String, Meaning> = HashMap::new();
    for (meaning, listed) in other_names() {
        for key in listed.iter().flat_map(|name| keys(name)) {
            let codes = meaning.codes.clone();
            let is_accepted = meaning.is_accepted;
            names.insert(key, Meaning { codes, is_accepted });
        }
    }
    for country in all() {
        for key in iso_names(country.name).iter().flat_map(|name| keys(name)) {
            let meaning = names.entry(key).or_insert(Meaning {
                codes: Vec::new(),
                is_accepted: true,
            });
            if !meaning.codes.contains(&country.alpha3) {
                meaning.codes.push(country.alpha3);
                meaning.is_accepted &= meaning.codes.len() == 1;
            }
        }
    }
    names
});

/// The short name of every country; its first other name if it shares the short one with others.
pub static SHORT_NAMES: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let mut short: HashMap<&str, &str> = all()
        .map(|country| (country.alpha3, short_name(country.name)))
        .collect();
    let is_shared = |name: &str| keys(name).iter().any(|key| !NAMES[key].is_accepted);
    for (meaning, listed) in other_names().filter(|(meaning, _)| meaning.is_accepted) {
        let own = short.get_mut(meaning.codes[0]);
        let own = own.expect("a code of the list of names is one of ISO 3166-1");
        if is_shared(own) {
            *own = listed[0];
        }
    }
    short
});

/// The lines of the list of other names.
pub fn other_names() -> impl Iterator<Item = (Meaning, Vec<&'static str>)> {
    let lines = OTHER_NAMES.lines();
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| {
        let (codes, names) = line.split_once(':').expect("a line has codes and names");
        let without_mark = codes.strip_prefix('?');
        let meaning = Meaning {
            codes: without_mark.unwrap_or(codes).split_whitespace().collect(),
            is_accepted: without_mark.is_none(),
        };
        (meaning, names.split(';').map(str::trim).collect())
    })
}

/// The names that follow from one of ISO: the name, without its brackets, and with the words in brackets in front.
pub fn iso_names(name: &'static str) -> Vec<String> {
    let mut names = vec![name.to_owned(), short_name(name).to_owned()];
    if let Some((short, form)) = name.split_once(" (")
        && let Some(form) = form.strip_suffix(')')
        && form.trim_end_matches(" the").ends_with(" of")
    {
        names.push([form, short].join(" "));
    }
    names
}

/// The forms under which names are compared.
pub fn keys(name: &str) -> Vec<String> {
    let key = |spelling: String| {
        let words = spelling.split(' ').filter(|word| *word != "the");
        let words = words.map(|word| if word == "st" { "saint" } else { word });
        words.collect::<Vec<_>>().join(" ")
    };
    let spellings = spellings(&name.replace('&', " and "));
    spellings.into_iter().map(key).collect()
}

fn short_name(name: &'static str) -> &'static str {
    name.split(" (").next().unwrap_or(name)
}
