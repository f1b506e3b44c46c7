//! The typed form of a query: filters, sort, limit and the keys to show. Items and pages use the same form with fewer
//! parameters.

use axum::http::Uri;

use super::canonical_query::{self, CanonicalParameter};
use super::cursor::CursorScope;
use super::parameters::{self, Audience};
use super::parsed_parameter::{ParameterValue, ParsedParameter};
use crate::csv::FileStart;
use crate::http::problem::{InvalidParameter, Problem, Reason};
use crate::kind::{Parameter, ParameterRole, ParameterType};
use crate::store::{
    Collection, DateFilter, DateMatch, Filters, PageRequest, SearchTerms, SortField, SortKey,
    SortPosition, TriedFilter,
};
use crate::values::country::DocumentNames;
use crate::values::day::Day;

/// The name of the parameter that holds a cursor.
const CURSOR: &str = "cursor";

/// A value of a filter that may match nothing.
#[derive(Debug, Clone)]
pub struct TriedValue {
    pub parameter: &'static str,
    pub filter: TriedFilter,
    /// As the client gave it.
    pub given: String,
    /// As the filter looks it up.
    pub text: String,
}

/// A valid query of a route.
#[derive(Debug, Clone, Default)]
pub struct ListRequest {
    pub filters: Filters,
    pub sort: Vec<SortKey>,
    pub limit: Option<u32>,
    /// The keys to show; empty for all.
    pub fields: Vec<String>,
    pub facets: Vec<&'static str>,
    pub csv_start: FileStart,
    /// The values of filters, each of which may match nothing.
    pub tried_values: Vec<TriedValue>,
    /// The parameters as they were given, in the order of the query.
    pub given: Vec<ParsedParameter>,
    /// As the client sent it: only the list that it belongs to can decode it.
    cursor: Option<String>,
    parameters: Vec<CanonicalParameter>,
}

impl ListRequest {
    /// Parses the query of a URL by the parameters that its route accepts.
    pub fn parse(
        uri: &Uri,
        accepted: &[&'static Parameter],
        audience: Audience,
        countries: &DocumentNames,
    ) -> Result<Self, Problem> {
        let (request, errors) = Self::parse_valid(uri, accepted, audience, countries);
        if errors.is_empty() {
            Ok(request)
        } else {
            Err(Problem::invalid_parameters(uri, errors))
        }
    }

    /// The valid part of a query, and the errors of the rest.
    pub fn parse_valid(
        uri: &Uri,
        accepted: &[&'static Parameter],
        audience: Audience,
        countries: &DocumentNames,
    ) -> (Self, Vec<InvalidParameter>) {
        let query = uri.query().unwrap_or("");
        let mut query = parameters::parse(query, accepted, audience, countries);
        let mut request = Self::default();
        for parsed in &query.parameters {
            request.apply(parsed);
        }
        request.parameters = canonical_query::canonical(&query.parameters, accepted);
        // The order in which filters are given has no meaning.
        request.filters.terms.sort_unstable();
        request.filters.dates = date_filter(&query.parameters);
        query
            .errors
            .extend(check_period(request.filters.dates, &query.parameters));
        query
            .errors
            .extend(missing(accepted, &query.parameters, &query.errors));
        query.errors.dedup();
        request.given = query.parameters;
        (request, query.errors)
    }

    fn add_tried_values(&mut self, parsed: &ParsedParameter) {
        let parameter = parsed.parameter.name;
        let filter = match parsed.parameter.role {
            ParameterRole::Id => TriedFilter::Id,
            ParameterRole::Relation | ParameterRole::Kind | ParameterRole::Term => {
                TriedFilter::Term(parameter)
            }
            _ => return,
        };
        let given = parsed.given_texts().into_iter();
        let values = given.zip(parsed.texts()).map(|(given, text)| TriedValue {
            parameter,
            filter,
            given,
            text,
        });
        self.tried_values.extend(values);
    }

    fn apply(&mut self, parsed: &ParsedParameter) {
        self.add_tried_values(parsed);
        let first = || parsed.texts().into_iter().next();
        match parsed.parameter.role {
            ParameterRole::Relation => self.filters.relations = parsed.texts(),
            ParameterRole::Id => self.filters.ids = parsed.texts(),
            ParameterRole::Kind => self.filters.kinds = parsed.texts(),
            ParameterRole::Term => self
                .filters
                .terms
                .push((parsed.parameter.name, parsed.texts())),
            ParameterRole::SearchTerms => {
                self.filters.search_terms = first().map(|text| SearchTerms::parse(&text));
            }
            ParameterRole::AsOf => self.filters.as_of = parsed.day(),
            ParameterRole::Sort => self.sort = parsed.values.iter().filter_map(sort_key).collect(),
            ParameterRole::Limit => self.limit = parsed.number(),
            ParameterRole::Fields => self.fields = parsed.texts(),
            ParameterRole::Facets => {
                let names = parsed.parameter.value_type.allowed().unwrap_or(&[]);
                let texts = parsed.texts();
                let is_given = |name: &&str| texts.iter().any(|text| text == *name);
                self.facets = names.iter().copied().filter(is_given).collect();
            }
            ParameterRole::Header => self.csv_start = FileStart::MarkAndHeader,
            ParameterRole::Cursor => self.cursor = first(),
            ParameterRole::From | ParameterRole::To | ParameterRole::Match => {}
        }
    }

    /// The page of a list in this version of the data set, with a limit where the query has none.
    pub fn page_request(
        &self,
        collection: Collection,
        version: &str,
        uri: &Uri,
        default_limit: Option<u32>,
    ) -> Result<PageRequest, Problem> {
        let decode = |cursor: &String| self.decode_cursor(collection, version, cursor);
        let after = self.cursor.as_ref().map(decode).transpose();
        let problem = |error| Problem::invalid_parameters(uri, vec![error]);
        Ok(PageRequest {
            sort: self.sort.clone(),
            after: after.map_err(problem)?,
            limit: self.limit.or(default_limit),
        })
    }

    fn decode_cursor(
        &self,
        collection: Collection,
        version: &str,
        cursor: &str,
    ) -> Result<SortPosition, InvalidParameter> {
        match self.scope(collection).decode(cursor) {
            Some(decoded) if decoded.version == version => Ok(decoded.position),
            Some(_) => Err(InvalidParameter::new(CURSOR, Reason::Outdated).expected(
                "a cursor of the current version of the data set; start again without it",
            )),
            None => Err(InvalidParameter::new(CURSOR, Reason::Invalid)
                .value(cursor)
                .expected(ParameterType::Cursor.expected())),
        }
    }

    /// The relative URL of the page after a position: this query with another cursor.
    pub fn next_url(
        &self,
        collection: Collection,
        version: &str,
        path: &str,
        position: &SortPosition,
    ) -> String {
        let cursor = self.scope(collection).encode(version, position);
        let parameters = self
            .parameters
            .iter()
            .filter(|parameter| parameter.name != CURSOR);
        let parameters = parameters.map(|parameter| (parameter.name, parameter.value.as_str()));
        canonical_query::url(path, parameters.chain([(CURSOR, cursor.as_str())]))
    }

    /// The values of filters as the client gave them, which warnings repeat; `None` if they are the canonical ones.
    pub fn spelling(&self) -> Option<String> {
        let given = |value: &TriedValue| value.given != value.text;
        let is_canonical = !self.tried_values.iter().any(given);
        let values = self.tried_values.iter().map(|value| value.given.as_str());
        (!is_canonical).then(|| values.collect::<Vec<_>>().join("\n"))
    }

    /// All parameters as the client wrote them, for pages that repeat them in their form.
    pub fn given_text(&self) -> String {
        let given = self.given.iter();
        let lines = given.map(|one| [one.parameter.name, "=", &one.text].concat());
        lines.collect::<Vec<_>>().join("\n")
    }

    /// The URL that all requests with the same meaning share.
    pub fn canonical_url(&self, path: &str) -> String {
        let parameters = self.parameters.iter();
        canonical_query::url(
            path,
            parameters.map(|parameter| (parameter.name, parameter.value.as_str())),
        )
    }

    fn scope(&self, collection: Collection) -> CursorScope<'_> {
        CursorScope {
            collection,
            filters: &self.filters,
            sort: &self.sort,
        }
    }
}

/// The period that `from`, `to` and `match` give; `None` if none of them is given.
fn date_filter(parsed: &[ParsedParameter]) -> Option<DateFilter> {
    let (from, to) = (
        find(parsed, ParameterRole::From),
        find(parsed, ParameterRole::To),
    );
    let matching = find(parsed, ParameterRole::Match);
    let is_certain = matching.is_some_and(|one| one.text == "certain");
    // `possible` is the default, and without a period it changes nothing.
    from.or(to).or(matching.filter(|_| is_certain))?;
    Some(DateFilter {
        from: from.and_then(ParsedParameter::day).unwrap_or(Day::FIRST),
        to: to.and_then(ParsedParameter::day).unwrap_or(Day::LAST),
        date_match: if is_certain {
            DateMatch::Certain
        } else {
            DateMatch::Possible
        },
    })
}

fn find(parsed: &[ParsedParameter], role: ParameterRole) -> Option<&ParsedParameter> {
    parsed.iter().find(|one| one.parameter.role == role)
}

/// A period must not end before it starts.
fn check_period(dates: Option<DateFilter>, parsed: &[ParsedParameter]) -> Option<InvalidParameter> {
    let from = find(parsed, ParameterRole::From)
        .filter(|_| dates.is_some_and(|dates| dates.from > dates.to))?;
    let error = InvalidParameter::new(from.parameter.name, Reason::Invalid).value(&from.text);
    Some(error.expected("a day that is not after `to`"))
}

/// The required parameters that are neither given nor reported already.
fn missing(
    accepted: &[&'static Parameter],
    parsed: &[ParsedParameter],
    errors: &[InvalidParameter],
) -> Vec<InvalidParameter> {
    let is_known = |name: &str| {
        parsed.iter().any(|one| one.parameter.name == name)
            || errors.iter().any(|error| error.parameter == name)
    };
    let missing = accepted
        .iter()
        .filter(|parameter| parameter.required && !is_known(parameter.name));
    let error = |parameter: &&'static Parameter| {
        InvalidParameter::new(parameter.name, Reason::Missing)
            .expected(parameter.value_type.expected())
    };
    missing.map(error).collect()
}

fn sort_key(value: &ParameterValue) -> Option<SortKey> {
    let ParameterValue::Sort { name, direction } = *value else {
        return None;
    };
    let field = match name {
        "date" => SortField::Date,
        "id" => SortField::Id,
        "title" => SortField::Title,
        name => SortField::Declared(name),
    };
    Some(SortKey { field, direction })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::kind::MAX_VALUES;
    use crate::kinds;
    use crate::values::nearest::tests::COMPARED;

    /// A query of up to 8 KB: names with values of a few pieces, each value repeated.
    fn query() -> impl Strategy<Value = String> {
        let names = kinds::all().flat_map(kinds::list_parameters);
        let names: Vec<&str> = names.map(|parameter| parameter.name).collect();
        let name = prop_oneof![4 => prop::sample::select(names), 1 => Just("gest"), 1 => Just("x")];
        let pieces = vec![
            "a",
            "9",
            "%EF%B7%BA",
            "Kazakstan",
            "KAZ",
            "-dat",
            "",
            "%C3%9F",
            "-",
            "xyz",
        ];
        let value = (prop::sample::select(pieces), 0..70_usize);
        let value = value.prop_map(|(piece, length)| piece.repeat(length));
        let separator = |name: &str| prop_oneof![Just(",".to_owned()), Just(format!("&{name}="))];
        let parameter = (name, value, 0..3_000_usize).prop_flat_map(move |(name, value, count)| {
            let (name, value) = (name.to_owned(), Just(value));
            (separator(&name), value).prop_map(move |(separator, value)| {
                let room = 8_000 / (value.len() + separator.len());
                let values = vec![value; count.min(room).max(1)];
                [name.as_str(), "=", &values.join(&separator)].concat()
            })
        });
        prop::collection::vec(parameter, 1..12).prop_map(|parameters| {
            let mut query = parameters.join("&");
            query.truncate(8_000);
            query
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(100))]

        #[test]
        fn the_work_for_a_query_is_bounded(query in query(), list in prop::sample::select(kinds::all().collect::<Vec<_>>())) {
            let accepted: Vec<&Parameter> = kinds::list_parameters(list).iter().collect();
            let uri = Uri::try_from(format!("{}?{query}", list.path())).expect("a URL");
            COMPARED.set(0);
            let parsed = parameters::parse(uri.query().unwrap_or(""), &accepted, Audience::Programs, &DocumentNames::default());
            prop_assert!(COMPARED.get() <= 1_000_000, "{}", COMPARED.get());
            prop_assert!(parsed.errors.len() <= 100);
            let explained = parsed.errors.iter().filter(|error| error.allowed.is_some());
            prop_assert!(explained.count() <= 10);
            for one in &parsed.parameters {
                prop_assert!(one.values.len() <= MAX_VALUES);
            }
            if let Ok(request) = ListRequest::parse(&uri, &accepted, Audience::Programs, &DocumentNames::default()) {
                prop_assert!(request.canonical_url("").len() <= 3 * 8_000);
            }
        }
    }
}
