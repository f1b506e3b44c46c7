//! The paragraph that the `type` URL of a problem resolves to: `/docs/problems/{name}`.

use crate::http::parsed_request::ParsedRequest;
use crate::http::problem::{ALL, InvalidParameter, Problem, Reason};
use crate::values::nearest::nearest;

pub async fn problem_type(request: ParsedRequest) -> Result<String, Problem> {
    let name = request.id.as_str();
    if let Some(known) = ALL.iter().find(|known| known.name == name) {
        let (title, status, paragraph) = (known.title, known.status, known.paragraph);
        return Ok(format!("{title} ({status})\n\n{paragraph}\n"));
    }
    let names = ALL.iter().map(|known| known.name);
    let error = InvalidParameter::new("name", Reason::Unknown)
        .value(name)
        .expected("the name of a problem")
        .did_you_mean(nearest(name, names.clone()))
        .allowed(names);
    let detail = format!("No type of problem is called `{name}`.");
    Err(Problem::not_found(&request.uri, detail, error))
}
