//! What results can be narrowed down by: named lists of values, such as the platforms an article is for.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::Record;

/// The facets of a document: name → values. A document without values for a name is for all of them.
pub type Facets = BTreeMap<String, Vec<String>>;

/// A value of a facet.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Facet {
    /// Name of the facet.
    pub name: String,
    /// The value.
    pub value: String,
}

/// Number of results that a value of a facet leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetCount {
    /// The value.
    pub facet: Facet,
    /// Documents found with this value, all chosen values of the other facets considered.
    pub count: usize,
}

/// Whether a document is for `wanted`.
pub(crate) fn applies(facets: &Facets, wanted: &Facet) -> bool {
    facets.get(&wanted.name).is_none_or(|values| values.is_empty() || values.contains(&wanted.value))
}

/// Whether a document is for every chosen value.
pub(crate) fn fits(facets: &Facets, chosen: &[Facet]) -> bool {
    chosen.iter().all(|wanted| applies(facets, wanted))
}

/// The counts of every value that any of the found documents names, in the order of names and values.
pub(crate) fn counts(found: &[&Record], chosen: &[Facet]) -> Vec<FacetCount> {
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    counts.extend(chosen.iter().map(|facet| ((facet.name.as_str(), facet.value.as_str()), 0)));
    // Documents that are for all values of a name.
    let mut for_all: BTreeMap<&str, usize> = BTreeMap::new();
    let names: BTreeSet<&str> = found
        .iter()
        .flat_map(|record| record.facets.keys())
        .chain(chosen.iter().map(|facet| &facet.name))
        .map(String::as_str)
        .collect();
    for record in found {
        for &name in &names {
            let mut others = chosen.iter().filter(|other| other.name != name);
            let counted = usize::from(others.all(|other| applies(&record.facets, other)));
            let values = record.facets.get(name).map_or(&[][..], Vec::as_slice);
            for value in values {
                *counts.entry((name, value)).or_default() += counted;
            }
            if values.is_empty() {
                *for_all.entry(name).or_default() += counted;
            }
        }
    }
    let count = |((name, value), count): ((&str, &str), usize)| FacetCount {
        facet: Facet { name: name.to_owned(), value: value.to_owned() },
        count: count + for_all.get(name).copied().unwrap_or_default(),
    };
    counts.into_iter().map(count).collect()
}
