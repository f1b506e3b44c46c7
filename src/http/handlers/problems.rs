//! The types of problem by the names in their `type` URLs: `/docs/problems/{name}`.

use crate::http::parsed_request::ParsedRequest;
use crate::http::problem::{ALL, InvalidParameter, Problem, ProblemType, Reason};
use crate::values::nearest::nearest;

/// The requested type, or 404 with the names of them all.
pub fn problem_type(request: &ParsedRequest) -> Result<&'static ProblemType, Problem> {
    let name = request.id.as_str();
    if let Some(known) = ALL.iter().find(|known| known.name == name) {
        return Ok(known);
    }
    let names = ALL.iter().map(|known| known.name);
    let error = InvalidParameter::new("name", Reason::Unknown)
        .value(name)
        .expected("the name of a problem")
        .did_you_mean(nearest(name, names.clone()))
        .allowed(names.clone());
    let detail = format!("No type of problem is called `{name}`.");
    let addresses = names.map(|name| request.route.pattern.replace("{name}", name));
    Err(Problem::not_found(&request.uri, detail, error).with_suggestions(addresses))
}
