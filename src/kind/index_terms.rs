//! The names of index entries that do not belong to a single kind.

/// Stands for a kind in index entries of all kinds together.
pub const EVERY_KIND: &str = "";
/// The parameter that finds the facts of a pair.
pub const RELATION: &str = "relation";
/// The parameter that finds the facts that concern a country.
pub const COUNTRY: &str = "country";
/// The parameter that finds the facts that cite a document.
pub const DOCUMENT: &str = "document";
/// The facet of the years of dates. A date that lies in no single year counts under its EDTF form.
pub const YEAR: &str = "year";
/// The parameter that finds the parts of a fact, and the key of a part that names the fact.
pub const PART_OF: &str = "part_of";
/// The parameter that finds the facts of a kind.
pub const KIND: &str = "kind";
/// Finds the facts whose date is approximate, uncertain or open, so that no period certainly contains it.
pub const DOUBTFUL: &str = "doubtful";
/// Finds the facts that are parts of others.
pub const PART: &str = "part";
