//! Generated names of people and places, and dates of every precision that documents use.

use fastrand::Rng;

/// The number of office holders of a country.
const PEOPLE: usize = 40;

/// A country with generated places and people.
pub struct Country {
    pub code: &'static str,
    pub name: &'static str,
    pub places: Vec<String>,
    /// The people who hold or held an office.
    people: Vec<String>,
}

impl Country {
    /// A random office holder.
    pub fn random_person<'c>(&'c self, rng: &mut Rng) -> &'c str {
        &self.people[rng.usize(0..self.people.len())]
    }
}

/// All countries in shuffled order.
pub fn countries() -> Vec<Country> {
    let mut rng = Rng::with_seed(1992);
    // Names with punctuation, such as "Korea (Republic of)", are replaced by the country code.
    let has_plain_name =
        |c: &rust_iso3166::CountryCode| c.name.chars().all(|c| c.is_alphabetic() || c == ' ');
    let mut countries: Vec<Country> = rust_iso3166::ALL
        .iter()
        .map(|country| {
            let name = if has_plain_name(country) {
                country.name
            } else {
                country.alpha3
            };
            let mut places: Vec<String> = (0..6).map(|_| word(&mut rng, 3)).collect();
            places.sort();
            places.dedup();
            places.truncate(3);
            let people = (0..PEOPLE).map(|_| full_name(&mut rng)).collect();
            Country {
                code: country.alpha3,
                name,
                places,
                people,
            }
        })
        .collect();
    rng.shuffle(&mut countries);
    countries
}

/// A given name and a family name. Names repeat, so that a search for one finds several people.
fn full_name(rng: &mut Rng) -> String {
    let (given, family) = (rng.u64(0..300), rng.u64(0..5000));
    let name = |seed, syllables| word(&mut Rng::with_seed(seed), syllables);
    [name(given, 2), name(family + 1000, 3)].join(" ")
}

fn word(rng: &mut Rng, syllables: usize) -> String {
    const ONSETS: [&str; 12] = ["b", "d", "g", "kh", "l", "m", "n", "r", "s", "t", "v", "z"];
    const VOWELS: [&str; 7] = ["a", "e", "i", "o", "u", "ü", "ai"];
    let syllable = |rng: &mut Rng| [ONSETS[rng.usize(0..12)], VOWELS[rng.usize(0..7)]].concat();
    let name: String = (0..syllables).map(|_| syllable(rng)).collect();
    name[..1].to_uppercase() + &name[1..]
}

/// The TOML lines of a date: mostly days, some months, seasons and years, a few approximate or open-ended ones,
/// sometimes none.
pub fn date(rng: &mut Rng) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let (year, month, day) = (rng.u32(1990..2026), rng.usize(0..12), rng.u32(1..28));
    let (name, number) = (MONTHS[month], month + 1);
    let (edtf, text) = match rng.u32(0..100) {
        0..60 => (
            format!("{year}-{number:02}-{day:02}"),
            format!("{day} {name} {year}"),
        ),
        60..80 => (format!("{year}-{number:02}"), format!("{name} {year}")),
        80..83 => (format!("{year}-22"), format!("summer of {year}")),
        83..94 => (format!("{year}"), format!("{year}")),
        94..96 => (format!("{year}~"), format!("about {year}")),
        96..97 => (
            format!("{year}/{}", year + 2),
            format!("{year} to {}", year + 2),
        ),
        97..98 => (format!("{year}/.."), format!("since {year}")),
        _ => return String::new(),
    };
    format!("date = \"{edtf}\"\ndate_text = \"{text}\"\n")
}
