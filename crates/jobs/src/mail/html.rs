//! A letter as HTML: one narrow column, inline styles because mail programs drop others, readable on a phone, and
//! with colours of its own for programs that are dark.

use std::fmt::Write;

use super::letter::{Block, Fact, Letter};

/// What only a `<style>` can say. Programs that drop it show the light colours.
const STYLE: &str = "
:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){
.page{background:#14191b!important}
.card{background:#1d2426!important;border-color:#33403f!important}
.ink,.ink td{color:#e8e5df!important}
.soft,.soft td,.ink td.soft{color:#a9b4b3!important}
.link{color:#7bb2bf!important}
.rule{border-color:#33403f!important}
.button{background:#388397!important;color:#ffffff!important}
}
@media (max-width:480px){.card{padding:20px!important}}
";
const FONT: &str = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif";

/// The letter as the HTML part of a mail: ASCII only, lines far below the 998 bytes that mail allows.
pub(super) fn html(letter: &Letter) -> String {
    let title = escaped(&letter.subject);
    let blocks: String = letter.blocks.iter().map(block).collect();
    let footer = escaped(&letter.footer);
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta name=\"supported-color-schemes\" content=\"light dark\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n\
         <body class=\"page\" style=\"margin:0;padding:24px 12px;background:#f3f1ed;{FONT}\">\n\
         <div class=\"card\" style=\"max-width:520px;margin:0 auto;padding:28px 32px;background:#ffffff;\
         border:1px solid #d9d5cd;border-radius:10px\">\n\
         <p class=\"soft\" style=\"margin:0 0 16px;font-size:13px;font-weight:600;color:#236d82\">Billhook</p>\n\
         <h1 class=\"ink\" style=\"margin:0 0 16px;font-size:20px;line-height:1.35;color:#1c2426;\
         overflow-wrap:anywhere\">{title}</h1>\n\
         {blocks}\
         <p class=\"soft rule\" style=\"margin:28px 0 0;padding-top:16px;border-top:1px solid #e8e5df;\
         font-size:13px;line-height:1.5;color:#5d6766\">\n{footer}</p>\n\
         </div>\n</body>\n</html>\n"
    )
}

fn block(block: &Block) -> String {
    match block {
        Block::Text(words) => format!(
            "<p class=\"ink\" style=\"margin:0 0 16px;font-size:15px;line-height:1.55;color:#1c2426\">\n{}</p>\n",
            escaped(words)
        ),
        Block::Facts(list) => facts(list),
        Block::Item(name, url, list) => format!(
            "<p style=\"margin:20px 0 4px;font-size:15px;font-weight:600;overflow-wrap:anywhere\">\n\
             <a class=\"link\" href=\"{}\" style=\"color:#17596c\">{}</a></p>\n{}",
            escaped(url.as_str()),
            escaped(name),
            facts(list)
        ),
        Block::Button(label, url) => button(label, &escaped(url.as_str())),
    }
}

/// The address stands under the button as well: some people are right not to press what they cannot read.
fn button(label: &str, url: &str) -> String {
    format!(
        "<p style=\"margin:24px 0 12px\"><a class=\"button\" href=\"{url}\"\n\
         style=\"display:inline-block;padding:11px 20px;border-radius:6px;background:#17596c;color:#ffffff;\
         font-size:15px;font-weight:600;text-decoration:none\">{}</a></p>\n\
         <p class=\"soft\" style=\"margin:0 0 16px;font-size:12px;line-height:1.5;color:#5d6766;\
         overflow-wrap:anywhere\">\n<a class=\"link\" href=\"{url}\" style=\"color:#17596c\">\n{url}</a></p>\n",
        escaped(label)
    )
}

fn facts(list: &[Fact]) -> String {
    let mut rows = String::new();
    for (name, value) in list {
        // Writing to a text cannot fail.
        let _ = write!(
            rows,
            "<tr><td class=\"soft\" style=\"padding:3px 16px 3px 0;vertical-align:top;white-space:nowrap;\
             color:#5d6766\">{}</td>\n<td style=\"padding:3px 0;overflow-wrap:anywhere\">{}</td></tr>\n",
            escaped(name),
            escaped(value)
        );
    }
    format!(
        "<table role=\"presentation\" class=\"ink\" style=\"margin:0 0 16px;border-collapse:collapse;\
         font-size:14px;line-height:1.5;color:#1c2426\">\n{rows}</table>\n"
    )
}

/// The text as HTML, in attributes as well; what is not ASCII as numbers, so that no mail server has to carry it.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ if letter.is_ascii() => out.push(letter),
            _ => out.push_str(&format!("&#{};", u32::from(letter))),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_typed_is_text_and_never_markup() {
        let evil = "<img src=x onerror='alert(1)'>\"&\u{e9}";
        let letter = Letter {
            subject: evil.into(),
            blocks: vec![
                Block::Text(evil.into()),
                Block::Facts(vec![("Hook", evil.into())]),
                Block::Item(evil.into(), "https://x.example/?a=1&b='".parse().unwrap(), Vec::new()),
            ],
            footer: evil.into(),
        };
        let page = html(&letter);
        assert!(!page.contains("<img") && !page.contains("'alert") && page.is_ascii(), "{page}");
        assert!(page.contains("&lt;img src=x onerror=&#39;alert(1)&#39;&gt;&quot;&amp;&#233;"));
    }

    #[test]
    fn no_line_is_longer_than_mail_allows() {
        let blocks =
            vec![Block::Button("Open", format!("https://x.example/{}", "a".repeat(600)).parse().unwrap())];
        let page = html(&Letter { subject: "x".repeat(100), blocks, footer: String::new() });
        assert!(page.lines().all(|line| line.len() <= 998));
    }
}
