//! Goods by their direction.

use super::colours::OF_PARTIES;
use super::item::Item;

/// Goods that one country exports to the other.
pub struct GoodsFlow {
    pub from: String,
    pub to: String,
    /// The class of the exporting country.
    pub class: &'static str,
    /// The goods that are always shown, and those that are folded away.
    pub first: Vec<Item>,
    pub folded: Vec<Item>,
}

/// The most goods of a direction that are shown at once.
const MAX_SHOWN: usize = 12;

/// The flows between two countries by their codes and names; a direction without goods is left out.
pub fn flows(codes: &[String; 2], names: &[String; 2], goods: &[Item]) -> Vec<GoodsFlow> {
    let flow = |from: usize| {
        let is_exported = |good: &&Item| good.text("exporter") == codes[from];
        let mut first: Vec<Item> = goods.iter().filter(is_exported).cloned().collect();
        let folded = first.split_off(first.len().min(MAX_SHOWN));
        GoodsFlow {
            from: names[from].clone(),
            to: names[1 - from].clone(),
            class: OF_PARTIES[from],
            first,
            folded,
        }
    };
    let flows = [0, 1].map(flow).into_iter();
    flows.filter(|flow| !flow.first.is_empty()).collect()
}
