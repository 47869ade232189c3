//! `billhook openapi`: prints the OpenAPI document of this version.

use crate::commands::Failure;

pub(crate) fn run() -> Result<(), Failure> {
    let document = billhook_api::openapi_json()
        .map_err(|error| Failure::new(format!("the document cannot be written: {error}")))?;
    print!("{document}");
    Ok(())
}
