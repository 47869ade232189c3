//! What is sent to change a tenant's branding, and what has to be true of it.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use billhook_store::tenants::{Branding, LogoFile};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::branding::Colour;
use crate::checks::Checks;
use crate::extract::given;
use crate::problem::Problem;

/// How long the console's name may be, in characters: as in the installation's configuration.
const MAX_NAME_LEN: usize = 60;
/// A logo comes with the first page of everybody in the tenant, and lies in the database.
pub(super) const MAX_LOGO_BYTES: usize = 64 << 10;
/// What browsers show and cannot run. SVG is left out: it is a document, and this one comes from a stranger.
const KINDS: [(&str, fn(&[u8]) -> bool); 3] = [
    ("image/png", |bytes| bytes.starts_with(b"\x89PNG\r\n\x1a\n")),
    ("image/jpeg", |bytes| bytes.starts_with(b"\xff\xd8\xff")),
    ("image/webp", |bytes| bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP")),
];

/// Changes to the branding; what is left out stays, null is the installation's.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct BrandingPatch {
    /// What the console is called.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>, min_length = 1, max_length = 60, example = "Acme Events")]
    name: Option<Option<String>>,
    /// The colour that leads. Where white could not be read on it, a darker one is taken.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>, pattern = "^#[0-9A-Fa-f]{6}$", example = "#17596c")]
    colour: Option<Option<String>>,
    /// A PNG, JPEG or WebP file of at most 64 KiB as a `data:` URL in base64.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>, example = "data:image/png;base64,iVBORw0KGgo=")]
    logo: Option<Option<String>>,
}

/// A patch that may be applied.
pub(super) struct Wanted {
    name: Option<Option<String>>,
    colour: Option<Option<String>>,
    logo: Option<Option<LogoFile>>,
}

impl BrandingPatch {
    /// What it says, if all of it may be.
    pub(super) fn checked(self) -> Result<Wanted, Problem> {
        let mut checks = Checks::default();
        let wanted = Wanted {
            name: self.name.map(|name| name.map(|name| name_of(&name, &mut checks))),
            colour: self.colour.map(|colour| colour.and_then(|text| colour_of(&text, &mut checks))),
            logo: self.logo.map(|logo| logo.and_then(|url| logo_of(&url, &mut checks))),
        };
        checks.finish().map(|()| wanted)
    }
}

impl Wanted {
    /// The branding after the change.
    pub(super) fn onto(self, old: Branding) -> Branding {
        Branding {
            name: self.name.unwrap_or(old.name),
            colour: self.colour.unwrap_or(old.colour),
            logo: self.logo.unwrap_or(old.logo),
        }
    }
}

fn name_of(name: &str, checks: &mut Checks) -> String {
    let name = name.trim();
    let fits = (1..=MAX_NAME_LEN).contains(&name.chars().count()) && !name.chars().any(char::is_control);
    checks.that(
        fits,
        "/name",
        format!("use 1 to {MAX_NAME_LEN} characters on one line, or null for the installation's"),
    );
    name.to_owned()
}

fn colour_of(text: &str, checks: &mut Checks) -> Option<String> {
    let colour = text.parse::<Colour>();
    checks.that(colour.is_ok(), "/colour", "use `#` and six hexadecimal digits, as in #17596c, or null");
    colour.ok().map(Colour::css)
}

fn logo_of(url: &str, checks: &mut Checks) -> Option<LogoFile> {
    let logo = read_logo(url);
    let detail = logo.as_ref().err().copied().unwrap_or_default();
    checks.that(logo.is_ok(), "/logo", detail);
    logo.ok()
}

/// The file in a `data:` URL, or what is wrong with it. Its first bytes say what the file is.
fn read_logo(url: &str) -> Result<LogoFile, &'static str> {
    let data = url.strip_prefix("data:").and_then(|rest| rest.split_once(";base64,"));
    let (_, data) = data.ok_or("use a file in base64, as in data:image/png;base64,iVBORw0…, or null")?;
    if data.len() > MAX_LOGO_BYTES.div_ceil(3) * 4 {
        return Err("the file is larger than 64 KiB: use a smaller image");
    }
    let bytes = BASE64_STANDARD.decode(data).map_err(|_| "what follows `;base64,` is not base64")?;
    let (media_type, _) = KINDS
        .iter()
        .find(|(_, is)| is(&bytes))
        .ok_or("the file is not a PNG, JPEG or WebP: use one of these")?;
    Ok(LogoFile { media_type: (*media_type).to_owned(), bytes })
}
