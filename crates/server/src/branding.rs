//! The operator's own look, from configuration and files to what the API serves.

use std::path::{Path, PathBuf};

use billhook_api::{Branding, Logo};

use crate::config::Console;

/// A logo is loaded with every first page.
const MAX_LOGO_BYTES: u64 = 1 << 20;

/// Why the configured look cannot be served.
#[derive(Debug, thiserror::Error)]
pub enum BrandingError {
    /// The file is not an image that browsers show.
    #[error("`console.logo` is {0}: use a file that ends in .svg, .png, .jpg or .webp")]
    NoImage(PathBuf),
    /// The file is too large.
    #[error("`console.logo` is {0}, which is larger than {MAX_LOGO_BYTES} bytes: use a smaller image")]
    TooLarge(PathBuf),
    /// The file cannot be read.
    #[error("`console.logo` is {0}, which cannot be read: {1}")]
    Unreadable(PathBuf, std::io::Error),
}

/// The look that is configured.
pub(crate) fn load(console: &Console) -> Result<Branding, BrandingError> {
    Ok(Branding {
        name: console.name.as_ref().map(|name| name.as_str().to_owned()),
        colour: console.colour,
        logo: console.logo.as_deref().map(logo).transpose()?,
    })
}

fn logo(path: &Path) -> Result<Logo, BrandingError> {
    let media_type = match path.extension().and_then(|extension| extension.to_str()) {
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("webp") => "image/webp",
        _ => return Err(BrandingError::NoImage(path.to_owned())),
    };
    let unreadable = |error| BrandingError::Unreadable(path.to_owned(), error);
    if std::fs::metadata(path).map_err(unreadable)?.len() > MAX_LOGO_BYTES {
        return Err(BrandingError::TooLarge(path.to_owned()));
    }
    Ok(Logo { media_type, bytes: std::fs::read(path).map_err(unreadable)?.into() })
}
