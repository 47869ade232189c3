//! Query parameters, unknown ones refused by name.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use serde::de::DeserializeOwned;

use crate::extract::words;
use crate::problem::Problem;

/// The query of a request.
#[derive(Debug)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned> FromRequest for Query<T> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(parse_query(request.query_string()).map(Self))
    }
}

fn parse_query<T: DeserializeOwned>(query: &str) -> Result<T, Problem> {
    let pairs = serde_urlencoded::Deserializer::new(form(query));
    serde_path_to_error::deserialize(pairs).map_err(|error| {
        let parameter = error.path().to_string();
        let name = if parameter == "." { String::new() } else { parameter };
        Problem::parameter(name, words::of_field(&error.inner().to_string()))
    })
}

fn form(query: &str) -> url::form_urlencoded::Parse<'_> {
    url::form_urlencoded::parse(query.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::PageQuery;

    #[test]
    fn a_wrong_or_unknown_parameter_is_named() {
        let refused = |query| parse_query::<PageQuery>(query).unwrap_err();
        assert!(refused("limit=x").detail().starts_with("limit: not a limit"), "{}", refused("limit=x"));
        assert!(refused("limt=1").detail().contains("unknown field `limt`"));
        assert!(parse_query::<PageQuery>("limit=7").is_ok());
    }
}
