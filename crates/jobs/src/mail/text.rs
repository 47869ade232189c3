//! A letter as plain text: lines of 72 characters at most, links on lines of their own and never broken.

use super::letter::{Block, Fact, Letter};

const WIDTH: usize = 72;

/// The letter as the text part of a mail.
pub(super) fn text(letter: &Letter) -> String {
    let mut parts = vec![wrapped(&letter.subject, "")];
    parts.extend(letter.blocks.iter().map(block));
    parts.push(format!("-- \n{}", wrapped(&letter.footer, "")));
    parts.join("\n\n") + "\n"
}

fn block(block: &Block) -> String {
    match block {
        Block::Text(words) => wrapped(words, ""),
        Block::Facts(list) => facts(list, ""),
        Block::Item(name, url, list) => format!("* {}\n{}\n  {url}", wrapped(name, "  "), facts(list, "  ")),
        Block::Button(label, url) => format!("{label}:\n{url}"),
    }
}

fn facts(list: &[Fact], indent: &str) -> String {
    let line = |(name, value): &Fact| format!("{indent}{}", wrapped(&format!("{name}: {value}"), indent));
    list.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The words in lines of [`WIDTH`] characters, those after the first indented; a word that is longer stands alone.
fn wrapped(words: &str, indent: &str) -> String {
    let (mut lines, mut line) = (Vec::new(), String::new());
    for word in words.split_whitespace() {
        let length = indent.len() + line.chars().count() + 1 + word.chars().count();
        if !line.is_empty() && length > WIDTH {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line += word;
    }
    lines.push(line);
    lines.join(&format!("\n{indent}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_short_and_long_words_stay_whole() {
        let long = "x".repeat(100);
        let lines = wrapped(&format!("{} {long} end", "word ".repeat(30)), "  ");
        assert!(lines.lines().all(|line| line.chars().count() <= WIDTH || line.trim() == long), "{lines}");
        assert!(lines.contains(&format!("\n  {long}\n  end")), "{lines}");
    }
}
