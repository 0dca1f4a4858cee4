//! Quoting: how any text, however hostile, is written into each output language without breaking out of its place.

use mmtax_graph::schema::told::must_be_escaped;

/// The text on one line: runs of white space become one space, control characters the replacement character, and
/// characters that reorder their surroundings are left out.
pub(crate) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}' => {}
            c if c.is_whitespace() => {
                if !line.is_empty() && !line.ends_with(' ') {
                    line.push(' ');
                }
            }
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => line.push('\u{fffd}'),
            c => line.push(c),
        }
    }
    // After what was left out: a space at the start could make a block of a line.
    line.truncate(line.trim_end().len());
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
            c if "()<>|\\`\"[]{}".contains(c) || c.is_whitespace() || must_be_escaped(c) => {
                let bytes =
                    c.encode_utf8(&mut [0; 4]).bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
                destination.push_str(&bytes);
            }
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

/// A CSV field, quoted as RFC 4180 says where it must be. A spreadsheet takes a field that begins with `=`, `+`, `-` or `@`
/// for a formula, in quotes too: it gets the apostrophe by which spreadsheets mark text.
pub(crate) fn csv(text: &str) -> String {
    let mut line = one_line(text);
    if line.starts_with(['=', '+', '-', '@']) {
        line.insert(0, '\'');
    }
    if line.contains([',', '"']) { format!("\"{}\"", line.replace('"', "\"\"")) } else { line }
}

/// The inside of a braced BibTeX value. Braces are words of LaTeX there: BibTeX counts those after a backslash, too.
pub(crate) fn bibtex(text: &str) -> String {
    replace(text, |c| match c {
        '\\' => Some("\\textbackslash{}"),
        '{' => Some("\\textbraceleft{}"),
        '}' => Some("\\textbraceright{}"),
        '%' => Some("\\%"),
        '&' => Some("\\&"),
        '#' => Some("\\#"),
        '_' => Some("\\_"),
        '$' => Some("\\$"),
        '~' => Some("\\textasciitilde{}"),
        '^' => Some("\\textasciicircum{}"),
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

#[cfg(test)]
mod tests {
    use super::*;

    const HOSTILE: &[&str] = &[
        "plain",
        "\"quoted\" 'twice'",
        "back\\slash\\",
        "two\nlines\r\n\ttabbed",
        "]]> --> <!-- -- %% %%{init: {}}%%",
        "`code` ``` ~~~ $x$ $$y$$",
        "| pipe | [a](b) ![c](d)",
        "<script>alert(1)</script> &amp; &lt;",
        "# heading",
        "1. list",
        "- item",
        "* **bold** _em_ __x__",
        "\u{202e}desrever\u{202c} \u{200f}x",
        "家族 👩‍👩‍👧 مرحبا",
        "\u{0}\u{7}\u{1b}[31m",
        "end",
        "{x} [y] (z) ; # \u{ffff}",
    ];

    #[test]
    fn one_line_stays_one_line() {
        for text in HOSTILE {
            let line = one_line(text);
            assert!(!line.chars().any(char::is_control), "{line:?}");
            assert!(!line.contains(['\n', '\u{202e}', '\u{ffff}']), "{line:?}");
        }
        assert_eq!(one_line("  a \n b\u{202e}c "), "a bc");
        assert_eq!(one_line("\u{200f} \u{61c}- a \u{200e} "), "- a");
    }

    #[test]
    fn dot_strings_end_where_they_should() {
        for text in HOSTILE {
            let quoted = dot(text);
            let inner = quoted.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap();
            let bare = inner.replace("\\\\", "").replace("\\\"", "");
            assert!(!bare.contains(['"', '\\', '\n']), "{quoted}");
        }
        assert_eq!(dot(r#"a"\N&amp;"#), r#""a\"\\N&amp;amp;""#);
    }

    #[test]
    fn mermaid_labels_hold_nothing_that_mermaid_reads() {
        for text in HOSTILE {
            let label = mermaid(text);
            assert!(
                !label.contains(['"', '`', '<', '>', '[', ']', '{', '}', '|', '%', '$', '\\', '\n', '&']),
                "{label}"
            );
            // What is left of `#` and `;` are entity codes.
            for code in label.split('#').skip(1) {
                let (number, _) = code.split_once(';').unwrap();
                assert!(number.bytes().all(|b| b.is_ascii_digit()), "{label}");
            }
        }
        assert_eq!(mermaid("1. list"), "1#46; list");
        assert_eq!(mermaid("a#b"), "a#35;b");
    }

    #[test]
    fn markdown_is_text_wherever_it_stands() {
        for text in HOSTILE {
            let inline = markdown(text);
            let mut escaped = false;
            for c in inline.chars() {
                assert!(escaped || !"`*_[]|~$#!{}<>".contains(c), "{inline}");
                escaped = c == '\\' && !escaped;
            }
            assert!(!escaped, "{inline} would escape what follows it");
            assert!(!inline.contains('\n'), "{inline}");
        }
        assert_eq!(markdown("a|b <c>"), "a\\|b &lt;c&gt;");
        assert_eq!(markdown_block("1. list"), "1\\. list");
        assert_eq!(markdown_block("- item"), "\\- item");
        assert_eq!(markdown_block("12 monkeys"), "12 monkeys");
    }

    #[test]
    fn link_destinations_stay_inside_their_brackets() {
        for text in HOSTILE {
            let destination = url(text);
            assert!(!destination.contains(['(', ')', ' ', '\n', '|', '<', '>', '"', '`']), "{destination}");
        }
        assert_eq!(url("https://e.org/a_(b)?c=1&d"), "https://e.org/a_%28b%29?c=1&amp;d");
    }

    #[test]
    fn xml_has_no_markup_of_its_own() {
        for text in HOSTILE {
            let text = xml(text);
            assert!(!text.contains(['<', '>', '"', '\'', '\0']), "{text}");
            for entity in text.split('&').skip(1) {
                let (name, _) = entity.split_once(';').unwrap();
                assert!(["lt", "gt", "amp", "quot", "#39"].contains(&name), "{text}");
            }
        }
    }

    #[test]
    fn csv_fields_are_quoted_where_they_must_be() {
        assert_eq!(csv("plain"), "plain");
        assert_eq!(csv("a,b"), "\"a,b\"");
        assert_eq!(csv("say \"x\""), "\"say \"\"x\"\"\"");
        assert_eq!(csv("two\nlines"), "two lines");
        assert_eq!(csv("\t=1+1,2"), "\"'=1+1,2\"");
        assert_eq!(csv("-1"), "'-1");
    }

    #[test]
    fn bibtex_braces_balance() {
        for text in HOSTILE {
            let value = bibtex(text);
            assert!(!value.replace("{}", "").contains(['{', '}']), "{value}");
        }
    }
}
