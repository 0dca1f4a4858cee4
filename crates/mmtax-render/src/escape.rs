//! Quoting: how any text, however hostile, is written into each output language without breaking out of its place.

use mmtax_graph::schema::told::must_be_escaped;

/// The text on one line: runs of white space become one space, control characters the replacement character, and
/// characters that reorder their surroundings are left out.
#[must_use]
pub fn one_line(text: &str) -> String {
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
pub fn markdown(text: &str) -> String {
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

/// Any text as inline code of a Markdown comment, also in a table cell. Hosts such as GitHub leave code alone: it mentions
/// nobody, refers to no issue and links nowhere, which escaped text does, as those are looked for after the escapes are gone.
#[must_use]
pub fn code(text: &str) -> String {
    let line = one_line(text);
    if !line.is_empty() && !line.contains(['`', '|', '\\']) {
        return format!("`{line}`");
    }
    // There is no way to write these between backticks in a table that all readers agree on.
    let mut code = String::from("<code>");
    for c in line.chars() {
        if c.is_ascii_punctuation() {
            code.push_str(&format!("&#{};", u32::from(c)));
        } else {
            code.push(c);
        }
    }
    code.push_str("</code>");
    code
}

/// A sentence of a Markdown comment, also in a table cell: what it quotes between backticks becomes [`code`], and so does
/// whatever else a host could take for a mention, a reference, an address or an emoji.
#[must_use]
pub fn prose(text: &str) -> String {
    let line = one_line(text);
    let pieces: Vec<&str> = line.split('`').collect();
    if pieces.len().is_multiple_of(2) || pieces.iter().skip(1).step_by(2).any(|piece| piece.trim().is_empty())
    {
        return code(&line);
    }
    let mut out = String::with_capacity(line.len() + 8);
    for (index, piece) in pieces.iter().enumerate() {
        if index % 2 == 1 {
            out.push_str(&code(piece));
        } else if is_tame(piece) {
            out.push_str(&markdown_spaced(piece));
        } else {
            let inner = piece.trim();
            let start = piece.len() - piece.trim_start().len();
            out.push_str(&piece[..start]);
            out.push_str(&code(inner));
            out.push_str(&piece[start + inner.len()..]);
        }
    }
    out
}

/// Whether nothing in a text means anything to a host that shows comments.
fn is_tame(text: &str) -> bool {
    let is_hash = |word: &str| word.len() >= 7 && word.bytes().all(|b| b.is_ascii_hexdigit());
    let lower = text.to_ascii_lowercase();
    !text.contains(['@', '#', '<', '>', '&', '|', '\\'])
        && text.matches(':').count() < 2
        && !["://", "www.", "gh-"].iter().any(|mark| lower.contains(mark))
        && !text.split(|c: char| !c.is_ascii_alphanumeric()).any(is_hash)
}

/// [`markdown`], with the spaces at both ends kept.
fn markdown_spaced(text: &str) -> String {
    let space = |is: bool| if is { " " } else { "" };
    let inner = text.trim();
    if inner.is_empty() {
        return space(!text.is_empty()).to_owned();
    }
    format!("{}{}{}", space(text.starts_with(' ')), markdown(inner), space(text.ends_with(' ')))
}

/// The destination of a Markdown link.
#[must_use]
pub fn url(address: &str) -> String {
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

/// A quoted JSON string.
pub(crate) fn json(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if must_be_escaped(c) || c == '<' => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    quoted.push_str(&format!("\\u{unit:04x}"));
                }
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// A CSV field, quoted as RFC 4180 says where it must be. A spreadsheet takes a field that begins with `=`, `+`, `-` or `@`
/// for a formula, in quotes too: it gets the apostrophe by which spreadsheets mark text.
#[must_use]
pub fn csv(text: &str) -> String {
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

/// LaTeX text that shows as it is, also in a table cell. What `pdflatex` cannot set without further packages becomes a number.
pub fn latex(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in one_line(text).chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '{' | '}' | '%' | '&' | '#' | '_' | '$' => {
                out.push('\\');
                out.push(c);
            }
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '<' => out.push_str("\\textless{}"),
            '>' => out.push_str("\\textgreater{}"),
            '|' => out.push_str("\\textbar{}"),
            '"' => out.push_str("\\textquotedbl{}"),
            '`' => out.push_str("\\textasciigrave{}"),
            // After `\\\\` these would be its arguments, and pairs of the others ligatures.
            '[' | ']' | '*' => out.push_str(&format!("{{{c}}}")),
            '-' | '\'' | ',' if out.ends_with(c) => out.push_str(&format!("{{}}{c}")),
            '\u{2013}' => out.push_str("--"),
            '\u{2014}' => out.push_str("---"),
            '\u{2026}' => out.push_str("\\ldots{}"),
            '\u{2018}' => out.push_str("\\textquoteleft{}"),
            '\u{2019}' => out.push_str("\\textquoteright{}"),
            '\u{201c}' => out.push_str("\\textquotedblleft{}"),
            '\u{201d}' => out.push_str("\\textquotedblright{}"),
            '\u{d7}' => out.push_str("$\\times$"),
            '\u{a7}' => out.push_str("\\S{}"),
            '\u{2191}' => out.push_str("$\\uparrow$"),
            '\u{2193}' => out.push_str("$\\downarrow$"),
            'α' => out.push_str("$\\alpha$"),
            'β' => out.push_str("$\\beta$"),
            'γ' => out.push_str("$\\gamma$"),
            'π' => out.push_str("$\\pi$"),
            'À'..='ÿ' => out.push(c),
            c if c.is_ascii() => out.push(c),
            c => out.push_str(&format!("(U+{:04X})", u32::from(c))),
        }
    }
    out
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

    /// What a host that shows comments sees: the text outside of code.
    fn outside_of_code(markdown: &str) -> String {
        let mut out = String::new();
        let mut rest = markdown;
        while let Some(at) = rest.find(['`', '<']) {
            out.push_str(&rest[..at]);
            let (open, close) = if rest[at..].starts_with('`') { ("`", "`") } else { ("<code>", "</code>") };
            let inside = rest[at..].strip_prefix(open).unwrap();
            let end = inside.find(close).unwrap();
            assert!(end > 0 || open == "<code>", "{markdown}");
            rest = &inside[end + close.len()..];
        }
        out + rest
    }

    const CALLS: &[&str] = &[
        "@user",
        "ask @org/team now",
        "#12",
        "o/r#12",
        "GH-12",
        "https://e.org/x",
        "www.e.org",
        ":smile: :x:",
        "deadbeef12",
        "no entry `a` | `@b`",
        "odd ` tick",
        "``",
        "a\\|b",
        "`x` and @you",
        "<!-- @x -->",
    ];

    #[test]
    fn comments_call_nobody_and_stay_in_their_cell() {
        for text in HOSTILE.iter().chain(CALLS) {
            for comment in [code(text), prose(text)] {
                assert!(!comment.contains(['\n']), "{comment}");
                let bare = comment.replace("\\|", "");
                assert!(!bare.contains('|'), "{comment}");
                let seen = outside_of_code(&comment);
                let is_quiet = !seen.contains('@') && !seen.contains("://") && !seen.contains("www.");
                assert!(is_quiet && !seen.contains("GH-") && !seen.contains("deadbeef"), "{comment}");
                let digits = |part: &str| part.starts_with(|c: char| c.is_ascii_digit());
                assert!(!seen.split('#').skip(1).any(digits), "{comment}");
            }
        }
        assert_eq!(prose("no entry has the id `a-b`"), "no entry has the id `a-b`");
        assert_eq!(prose("2 * 3 [x]"), "2 \\* 3 \\[x\\]");
        assert_eq!(prose("see @you: `x`"), "`see @you:` `x`");
        assert_eq!(code("a|b"), "<code>a&#124;b</code>");
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

    #[test]
    fn latex_has_no_commands_of_the_text() {
        for text in HOSTILE {
            let out = latex(text);
            assert!(out.is_ascii() || out.chars().all(|c| c.is_ascii() || ('À'..='ÿ').contains(&c)), "{out}");
            let mut depth = 0_i32;
            let mut chars = out.chars();
            while let Some(c) = chars.next() {
                match c {
                    '\\' => assert!(chars.next().is_some(), "{out}"),
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    c => assert!(!"%&#_~^".contains(c), "{out}"),
                }
                assert!(depth >= 0, "{out}");
            }
            assert_eq!(depth, 0, "{out}");
        }
        assert_eq!(latex("50% of a_b & {x}"), "50\\% of a\\_b \\& \\{x\\}");
        assert_eq!(latex("a--b \u{2013} ü 家"), "a-{}-b -- ü (U+5BB6)");
        assert_eq!(latex("[x]*"), "{[}x{]}{*}");
        assert_eq!(latex("FID ↓, IS ↑"), "FID $\\downarrow$, IS $\\uparrow$");
    }
}
