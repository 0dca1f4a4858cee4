//! Quoting: how any text, however hostile, is written into each output language without breaking out of its place.

/// The text on one line: runs of white space become one space, control characters the replacement character, and
/// characters that reorder their surroundings are left out.
pub(crate) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in text.trim().chars() {
        match c {
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' => {}
            c if c.is_whitespace() => {
                if !line.ends_with(' ') {
                    line.push(' ');
                }
            }
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => line.push('\u{fffd}'),
            c => line.push(c),
        }
    }
    line
}

/// A quoted DOT string. Graphviz reads backslash escapes and HTML entities in labels; both are kept from it.
pub(crate) fn dot(text: &str) -> String {
    format!("\"{}\"", dot_text(text))
}

/// A quoted DOT string of several lines.
pub(crate) fn dot_lines<T: AsRef<str>>(lines: &[T]) -> String {
    let lines: Vec<_> = lines.iter().map(|line| dot_text(line.as_ref())).collect();
    format!("\"{}\"", lines.join("\\n"))
}

fn dot_text(text: &str) -> String {
    replace(text, |c| match c {
        '"' => Some("\\\""),
        '\\' => Some("\\\\"),
        '&' => Some("&amp;"),
        _ => None,
    })
}

/// The inside of a quoted Mermaid label. Everything that Mermaid, its comments, directives, Markdown strings or
/// formulas could read as their own becomes an entity code.
pub(crate) fn mermaid(text: &str) -> String {
    let mut label = String::with_capacity(text.len());
    for c in one_line(text).chars() {
        let plain = c.is_ascii_alphanumeric() || !c.is_ascii() || " .,-:/()+'=!?".contains(c);
        if plain {
            label.push(c);
        } else {
            label.push_str(&format!("#{};", u32::from(c)));
        }
    }
    // A label such as `1. Name` would be taken for a list.
    match label.split_once(". ") {
        Some((number, rest)) if !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()) => {
            format!("{number}#46; {rest}")
        }
        _ => label,
    }
}

/// Markdown inline text that shows as it is: also in a table cell, a heading or the label of a link.
pub(crate) fn markdown(text: &str) -> String {
    let mut inline = String::with_capacity(text.len() + 8);
    for c in one_line(text).chars() {
        match c {
            '<' => inline.push_str("&lt;"),
            '>' => inline.push_str("&gt;"),
            '&' => inline.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' | '#' | '!' | '{' | '}' => {
                inline.push('\\');
                inline.push(c);
            }
            c => inline.push(c),
        }
    }
    inline
}

/// Markdown text that begins a block: nothing at its start makes it a list, a quote or a rule.
pub(crate) fn markdown_block(text: &str) -> String {
    let inline = markdown(text);
    let digits = inline.bytes().take_while(u8::is_ascii_digit).count();
    match inline.as_bytes().get(digits) {
        Some(b'.' | b')') if digits > 0 => format!("{}\\{}", &inline[..digits], &inline[digits..]),
        Some(b'-' | b'+' | b'=' | b':') if digits == 0 => format!("\\{inline}"),
        _ => inline,
    }
}

/// The destination of a Markdown link.
pub(crate) fn url(address: &str) -> String {
    let mut destination = String::with_capacity(address.len());
    for c in address.chars() {
        match c {
            '&' => destination.push_str("&amp;"),
            '(' | ')' | '<' | '>' | '|' | '\\' | '`' | '"' | '[' | ']' => {
                destination.push_str(&format!("%{:02X}", u32::from(c)));
            }
            c if c.is_whitespace() || c.is_control() => destination.push_str("%20"),
            c => destination.push(c),
        }
    }
    destination
}

/// XML text or the inside of a quoted attribute.
pub(crate) fn xml(text: &str) -> String {
    replace(text, |c| match c {
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '&' => Some("&amp;"),
        '"' => Some("&quot;"),
        '\'' => Some("&#39;"),
        _ => None,
    })
}

/// A CSV field, quoted as RFC 4180 says where it must be.
pub(crate) fn csv(text: &str) -> String {
    let line = one_line(text);
    if line.contains([',', '"']) { format!("\"{}\"", line.replace('"', "\"\"")) } else { line }
}

/// The inside of a braced BibTeX value.
pub(crate) fn bibtex(text: &str) -> String {
    replace(text, |c| match c {
        '\\' => Some("\\textbackslash "),
        '{' => Some("\\{"),
        '}' => Some("\\}"),
        '%' => Some("\\%"),
        '&' => Some("\\&"),
        '#' => Some("\\#"),
        '_' => Some("\\_"),
        '$' => Some("\\$"),
        '~' => Some("\\textasciitilde "),
        '^' => Some("\\textasciicircum "),
        _ => None,
    })
}

fn replace(text: &str, with: impl Fn(char) -> Option<&'static str>) -> String {
    let mut out = String::with_capacity(text.len());
    for c in one_line(text).chars() {
        match with(c) {
            Some(escaped) => out.push_str(escaped),
            None => out.push(c),
        }
    }
    out
}
