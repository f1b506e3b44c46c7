//! A country in the middle of those that it has pairs with, as SVG.

use std::f64::consts::TAU;

use askama::Template;

use super::pair_of_country::PairOfCountry;

/// The most partners that are drawn: those with the most facts.
const MAX_PARTNERS: usize = 18;

const WIDTH: f64 = 560.0;
const HEIGHT: f64 = 320.0;
/// The distances of the partners from the middle.
const ACROSS: f64 = 150.0;
const ALONG: f64 = 120.0;

/// A drawing.
#[derive(Debug, Template)]
#[template(path = "network.svg", config = "src/http/web/askama.toml")]
pub struct Network {
    name: String,
    partners: Vec<Partner>,
}

#[derive(Debug)]
struct Partner {
    href: String,
    name: String,
    facts: u64,
    x: f64,
    y: f64,
    label_x: f64,
    label_y: f64,
    anchor: &'static str,
    /// 1 to 4, by the number of facts.
    weight: u32,
}

impl Network {
    /// The picture of a country and its pairs; `None` if there is one alone.
    pub fn new(name: &str, pairs: &[PairOfCountry]) -> Option<Self> {
        if pairs.len() < 2 {
            return None;
        }
        let mut pairs: Vec<&PairOfCountry> = pairs.iter().collect();
        pairs.sort_by_key(|pair| std::cmp::Reverse(pair.counts.all()));
        pairs.truncate(MAX_PARTNERS);
        pairs.sort_by(|one, other| one.partner_name.cmp(&other.partner_name));
        let count = u32::try_from(pairs.len()).ok()?;
        let partners = (0..count).zip(pairs).map(|(index, pair)| {
            let angle = TAU * (f64::from(index) + 0.5) / f64::from(count) - TAU / 4.0;
            Partner::new(pair, angle)
        });
        Some(Self {
            name: name.to_owned(),
            partners: partners.collect(),
        })
    }
}

impl Partner {
    fn new(pair: &PairOfCountry, angle: f64) -> Self {
        let (sine, cosine) = angle.sin_cos();
        let x = WIDTH / 2.0 + ACROSS * cosine;
        let y = HEIGHT / 2.0 + ALONG * sine;
        let (anchor, label_x, label_y) = match cosine {
            cosine if cosine > 0.1 => ("start", x + 11.0, y + 5.0),
            cosine if cosine < -0.1 => ("end", x - 11.0, y + 5.0),
            _ if sine > 0.0 => ("middle", x, y + 23.0),
            _ => ("middle", x, y - 12.0),
        };
        Self {
            href: format!("/relations/{}", pair.id),
            name: pair.partner_name.clone(),
            facts: pair.counts.all(),
            x,
            y,
            label_x,
            label_y,
            anchor,
            weight: pair.counts.all().max(1).ilog(4).clamp(1, 4),
        }
    }
}
