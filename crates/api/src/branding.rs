//! The operator's own name, logo and colour on the console.
//!
//! They reach the page as a title, a meta element and a style sheet of the installation's own, so that the content
//! security policy stays as it is. The console's own look is `web/`'s business.

use std::fmt::Write;
use std::str::FromStr;

use bytes::Bytes;

/// How the console is called and looks.
#[derive(Clone, Debug, Default)]
pub struct Branding {
    /// What it is called, in place of Billhook.
    pub name: Option<String>,
    /// The colour that leads.
    pub colour: Option<Colour>,
    /// What stands beside the name.
    pub logo: Option<Logo>,
}

/// An image.
#[derive(Clone, Debug)]
pub struct Logo {
    /// Such as `image/svg+xml`.
    pub media_type: &'static str,
    /// The file.
    pub bytes: Bytes,
}

/// A colour of the screen: red, green, blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour([u8; 3]);

/// The text is not a colour.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a colour: use `#` and six hexadecimal digits, as in #17596c")]
pub struct ParseColourError;

impl FromStr for Colour {
    type Err = ParseColourError;
    fn from_str(text: &str) -> Result<Self, ParseColourError> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6).ok_or(ParseColourError)?;
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(ParseColourError);
        }
        let number = u32::from_str_radix(digits, 16).map_err(|_| ParseColourError)?;
        let [_, red, green, blue] = number.to_be_bytes();
        Ok(Self([red, green, blue]))
    }
}

/// What text in white needs against its ground (WCAG 2.2, success criterion 1.4.3).
const READABLE: f64 = 4.5;
/// How much white is in each of the lighter shades, from the lightest on.
const TINTS: [f64; 6] = [0.93, 0.84, 0.66, 0.48, 0.32, 0.18];

impl Colour {
    /// Ten shades, light to dark, as the console's palette has them. White can be read on the last four.
    fn shades(self) -> [Self; 10] {
        let base = self.readable();
        let mut shades = [base; 10];
        for (shade, white) in shades.iter_mut().zip(TINTS) {
            *shade = self.mixed([255; 3], white);
        }
        (shades[8], shades[9]) = (base.mixed([0; 3], 0.18), base.mixed([0; 3], 0.4));
        shades
    }

    /// The same, or a darker one on which white can be read.
    fn readable(self) -> Self {
        let darker = (0..100).map(|percent| self.mixed([0; 3], f64::from(percent) / 100.0));
        darker.into_iter().find(|colour| colour.contrast_with_white() >= READABLE).unwrap_or(self)
    }

    fn mixed(self, other: [u8; 3], share: f64) -> Self {
        let mix =
            |own: u8, other: u8| (f64::from(own) * (1.0 - share) + f64::from(other) * share).round() as u8;
        Self([mix(self.0[0], other[0]), mix(self.0[1], other[1]), mix(self.0[2], other[2])])
    }

    /// As WCAG 2.2 defines it.
    fn contrast_with_white(self) -> f64 {
        let linear = |channel: u8| {
            let channel = f64::from(channel) / 255.0;
            if channel <= 0.04045 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) }
        };
        let [red, green, blue] = self.0.map(linear);
        1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
    }

    /// As a style sheet has it.
    pub(crate) fn css(self) -> String {
        let [red, green, blue] = self.0;
        format!("#{red:02x}{green:02x}{blue:02x}")
    }
}

impl Branding {
    /// Where the page finds the style sheet.
    pub(crate) const STYLES: &'static str = "branding.css";
    /// Where it finds the logo.
    pub(crate) const LOGO: &'static str = "branding/logo";

    /// The console's page with this branding; untouched if there is none.
    pub(crate) fn page(&self, page: &str) -> String {
        let mut head = String::new();
        if self.name.is_some() || self.logo.is_some() {
            let name = escaped(self.name.as_deref().unwrap_or("Billhook"));
            let logo =
                if self.logo.is_some() { format!(" data-logo=\"/{}\"", Self::LOGO) } else { String::new() };
            let _ = write!(head, "<meta name=\"application-name\" content=\"{name}\"{logo} />");
        }
        if self.colour.is_some() {
            let _ = write!(head, "<link rel=\"stylesheet\" href=\"/{}\" />", Self::STYLES);
        }
        // After the console's own style sheets, so that it is the last word.
        let page = page.replacen("</head>", &format!("{head}</head>"), 1);
        match &self.name {
            Some(name) => {
                page.replacen("<title>Billhook</title>", &format!("<title>{}</title>", escaped(name)), 1)
            }
            None => page,
        }
    }

    /// The style sheet: the leading colour's shades in place of the console's own.
    pub(crate) fn styles(&self) -> Option<String> {
        let shades = self.colour?.shades();
        let mut sheet = String::from(":root{");
        for (index, shade) in shades.iter().enumerate() {
            let _ = write!(sheet, "--mantine-color-petrol-{index}:{};", shade.css());
        }
        let dark = shades[9].mixed([0; 3], 0.4).css();
        let darker = shades[9].mixed([0; 3], 0.2).css();
        let _ = write!(
            sheet,
            "}}:root[data-mantine-color-scheme=\"dark\"]{{--mantine-color-petrol-light:{dark};\
             --mantine-color-petrol-light-hover:{darker};}}"
        );
        Some(sheet)
    }
}

/// The text as it stands in HTML, in elements and in quoted attributes.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_can_be_read_on_the_dark_shades_of_any_colour() {
        for text in ["#ffee00", "#17596c", "#ffffff", "#000000", "#ff0000"] {
            let shades = text.parse::<Colour>().unwrap().shades();
            for shade in &shades[6..] {
                assert!(shade.contrast_with_white() >= READABLE, "{text}: {}", shade.css());
            }
        }
    }

    #[test]
    fn only_six_hexadecimal_digits_are_a_colour() {
        assert_eq!("#17596C".parse::<Colour>().unwrap().css(), "#17596c");
        for text in ["17596c", "#175", "#17596", "#1759zz", "#+7596c", "red;}", ""] {
            assert!(text.parse::<Colour>().is_err(), "{text} was accepted");
        }
    }

    #[test]
    fn a_name_cannot_leave_its_place() {
        let branding = Branding { name: Some("A\"><script>".into()), ..Branding::default() };
        let page = branding.page("<head><title>Billhook</title></head>");
        assert!(!page.contains("<script>"), "{page}");
        assert!(page.contains("<title>A&quot;&gt;&lt;script&gt;</title>"), "{page}");
        assert_eq!(Branding::default().page("<head></head>"), "<head></head>");
    }
}
