//! `billhook openapi`: prints the OpenAPI document of this version.

use crate::commands::Failure;
use crate::stdout;

pub(crate) fn run() -> Result<(), Failure> {
    let document = billhook_api::openapi_json()
        .map_err(|error| Failure::new(format!("the document cannot be written: {error}")))?;
    stdout::print(&document)
}
