//! A tenant's branding as the API shows it.

use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD};
use billhook_store::tenants::{self, LogoFile};
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;

use crate::branding::Branding;

/// What a tenant has in place of the installation's look.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Branding)]
pub(crate) struct BrandingView {
    /// What the console is called; null: as in the whole installation.
    #[schema(example = "Acme Events")]
    name: Option<String>,
    /// The colour that leads; null: as in the whole installation.
    #[schema(example = "#17596c")]
    colour: Option<String>,
    /// The logo as a `data:` URL; null: that of the installation, or with a name of its own none.
    #[schema(example = "data:image/png;base64,iVBORw0KGgo=")]
    logo: Option<String>,
    /// A style sheet for the console that puts the colour's shades in place; null where there is no colour.
    styles: Option<String>,
}

impl BrandingView {
    pub(crate) fn of(own: &tenants::Branding) -> Self {
        let colour = own.colour.as_ref().and_then(|colour| colour.parse().ok());
        Self {
            name: own.name.clone(),
            colour: own.colour.clone(),
            logo: own.logo.as_ref().map(data_url),
            styles: Branding { colour, ..Branding::default() }.styles(),
        }
    }
}

fn data_url(logo: &LogoFile) -> String {
    format!("data:{};base64,{}", logo.media_type, BASE64_STANDARD.encode(&logo.bytes))
}

/// The branding as the audit log keeps it: of the logo what tells it from another.
pub(super) fn recorded(own: &tenants::Branding) -> Option<String> {
    let logo = own.logo.as_ref().map(|logo| {
        let hash = BASE64_URL_SAFE_NO_PAD.encode(digest(&SHA256, &logo.bytes));
        format!("{}, {} bytes, SHA-256 {hash}", logo.media_type, logo.bytes.len())
    });
    Some(json!({"name": own.name, "colour": own.colour, "logo": logo}).to_string())
}
