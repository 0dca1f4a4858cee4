//! What a message may hold: it quotes what files hold, and a file may hold anything.

/// The longest message, in characters. The longest of our own lists some forty words.
const LONGEST: usize = 1_500;

/// A message that stays on its line, harms no terminal and shows its characters in the order in which they stand: control
/// characters and those that reorder text are written as escapes, and what is too long is cut.
#[must_use]
pub fn told(message: String) -> String {
    let is_fine = message.len() <= LONGEST && !message.contains(must_be_escaped);
    if is_fine {
        return message;
    }
    let mut told = String::new();
    for (count, c) in message.chars().enumerate() {
        if count == LONGEST {
            told.push('…');
            break;
        }
        if must_be_escaped(c) {
            told.extend(c.escape_default());
        } else {
            told.push(c);
        }
    }
    told
}

/// Whether a character is a command to a terminal, or changes the order in which its neighbours are shown.
#[must_use]
pub fn must_be_escaped(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::told;

    #[test]
    fn messages_are_one_harmless_line_of_bounded_length() {
        assert_eq!(told("`a\u{1b}[31m\n\u{202e}b`".to_owned()), "`a\\u{1b}[31m\\n\\u{202e}b`");
        assert_eq!(told("中文 🦙".to_owned()), "中文 🦙");
        let long = told("é".repeat(1 << 20));
        assert_eq!((long.chars().count(), long.ends_with("é…")), (1_501, true));
    }
}
