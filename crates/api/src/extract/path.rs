//! Path parameters. A text that is not an id names nothing, so it answers 404 like an id that nothing has.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use serde::de::DeserializeOwned;

use crate::problem::{Kind, Problem};

/// The parameters in the path of a request.
#[derive(Debug)]
pub struct Path<T>(pub T);

impl<T: DeserializeOwned> FromRequest for Path<T> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let read = actix_web::web::Path::<T>::from_request(request, payload).into_inner();
        ready(
            read.map(|path| Self(path.into_inner()))
                .map_err(|error| Problem::new(Kind::NotFound, format!("There is no such thing: {error}."))),
        )
    }
}
