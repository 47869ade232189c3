//! Numbers as keys: one text for each value, however it is spelled.
//!
//! What is kept and sent stays as it is spelled; this is for comparing only, with as many digits as there are.

/// Numbers with more zeros than this beside their digits are written with an exponent.
const MAX_ZEROS: i64 = 40;

/// The value of a JSON number as text: `7` for `7`, `7.0`, `70e-1` and `7E0`; `0` for every zero.
pub(super) fn canonical(number: &str) -> String {
    let (sign, unsigned) = number.strip_prefix('-').map_or(("", number), |rest| ("-", rest));
    let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all = format!("{whole}{fraction}");
    let digits = all.trim_start_matches('0').trim_end_matches('0');
    if digits.is_empty() {
        return "0".to_owned();
    }
    let zeros = (all.len() - all.trim_end_matches('0').len()) as i64;
    let shift =
        exponent.parse::<i64>().ok().and_then(|exponent| exponent.checked_add(zeros - fraction.len() as i64));
    match shift {
        Some(shift) => format!("{sign}{}", shifted(digits, shift)),
        // No exponent of that size is anything but a mistake: told apart by how it is spelled.
        None => number.to_lowercase(),
    }
}

/// `digits × 10^shift`.
fn shifted(digits: &str, shift: i64) -> String {
    let point = digits.len() as i64 + shift;
    match shift {
        0..=MAX_ZEROS => format!("{digits}{}", "0".repeat(shift as usize)),
        _ if shift < 0 && point > 0 => {
            let (whole, fraction) = digits.split_at(point as usize);
            format!("{whole}.{fraction}")
        }
        _ if shift < 0 && point >= -MAX_ZEROS => format!("0.{}{digits}", "0".repeat(-point as usize)),
        _ => format!("{digits}e{shift}"),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_number_is_one_key_however_it_is_spelled() {
        for (text, spellings) in [
            ("7", &["7", "7.0", "7.00e0", "70e-1", "0.7E1", "7e+0"][..]),
            ("-7.5", &["-7.5", "-7.50", "-75e-1", "-0.0075e3"]),
            ("0", &["0", "-0", "0.0", "0e5", "-0.00E-9", "0e99999999999999999999"]),
            ("1200", &["1200", "1.2e3", "1200.0", "12e2"]),
            ("0.001", &["0.001", "1e-3", "0.0010"]),
            ("12345678901234567890", &["12345678901234567890", "1234567890123456789e1"]),
            ("1e41", &["1e41", "10e40", "0.1e42"]),
            ("1e-42", &["1e-42", "0.1e-41"]),
            ("1e99999999999999999999", &["1E99999999999999999999"]),
        ] {
            for spelling in spellings {
                assert_eq!(canonical(spelling), text, "{spelling}");
            }
        }
        assert_ne!(
            canonical("12345678901234567890"),
            canonical("12345678901234567891"),
            "every digit counts"
        );
    }

    proptest! {
        #[test]
        fn what_is_canonical_stays(number in "-?(0|[1-9][0-9]{0,50})(\\.[0-9]{1,60})?([eE][+-]?[0-9]{1,3})?") {
            let once = canonical(&number);
            prop_assert_eq!(canonical(&once), once);
        }
    }
}
