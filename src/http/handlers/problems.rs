//! The paragraph that the `type` URL of a problem resolves to: `/docs/problems/{name}`.

use crate::http::parsed_request::ParsedRequest;
use crate::http::problem::{ALL, InvalidParameter, Problem, Reason};
use crate::values::nearest::nearest;

pub async fn problem_type(request: ParsedRequest) -> Result<String, Problem> {
    let name = request.id.as_str();
    if let Some(known) = ALL.iter().find(|known| known.name == name) {
        return Ok(format!(
            "{} ({})\n\n{}\n",
            known.title, known.status, known.paragraph
        ));
    }
    let names: Vec<String> = ALL.iter().map(|known| known.name.to_owned()).collect();
    let suggestion = nearest(name, names.iter().map(String::as_str)).map(str::to_owned);
    let error = InvalidParameter::new("name", Reason::Unknown)
        .value(name)
        .expected("the name of a problem")
        .did_you_mean(suggestion)
        .allowed(names);
    Err(Problem::not_found(
        &request.uri,
        format!("No type of problem is called `{name}`."),
        error,
    ))
}
