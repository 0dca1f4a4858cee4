//! Markdown, as a reader of CommonMark with the extensions of GitHub sees it.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "what is not listed is not ours, also what a later version reads"
)]

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag};

/// Reads a page: no markup but ours, and links only to pages and to the web. Gives what the page is without its words: its
/// headings, lists, tables and links, and where words stand.
pub(crate) fn shape(path: &str, text: &str) -> Vec<String> {
    check_tables(path, text);
    let mut shape = Vec::new();
    let mut words = String::new();
    let mut mermaid = None;
    for event in Parser::new_ext(text, options()) {
        let step = match event {
            Event::Text(text) => {
                match &mut mermaid {
                    Some(drawing) => String::push_str(drawing, &text),
                    None => words.push_str(&text),
                }
                continue;
            }
            Event::Start(tag) => {
                check_tag(path, &tag);
                if matches!(tag, Tag::CodeBlock(_)) {
                    mermaid = Some(String::new());
                }
                start(&tag)
            }
            Event::End(tag) => {
                if let Some(drawing) = mermaid.take() {
                    check_mermaid(path, &drawing);
                }
                format!("/{tag:?}")
            }
            Event::InlineHtml(html) => {
                let id = html.strip_prefix("<a id=\"").and_then(|rest| rest.strip_suffix("\">"));
                let is_anchor =
                    id.is_some_and(|id| id.bytes().all(|b| b.is_ascii_alphanumeric() || b"-.".contains(&b)));
                assert!(is_anchor || &*html == "</a>", "{path}: {html}");
                "anchor".to_owned()
            }
            Event::Code(code) => {
                words.push_str(&code);
                "code".to_owned()
            }
            Event::Rule => "rule".to_owned(),
            Event::SoftBreak => "break".to_owned(),
            other => panic!("{other:?} in {path}:\n{text}"),
        };
        if !std::mem::take(&mut words).trim().is_empty() {
            shape.push("words".to_owned());
        }
        shape.push(step);
    }
    let count = |what: &str| shape.iter().filter(|step| *step == what).count();
    assert_eq!((count("rule"), count("Heading H1")), (1, 1), "{path}:\n{text}");
    shape
}

/// Every word of a page as it is shown, without what is in drawings.
pub(crate) fn words(text: &str) -> String {
    let mut words = String::new();
    for event in Parser::new_ext(text, options()) {
        match event {
            Event::Text(text) | Event::Code(text) => words.push_str(&text),
            _ => words.push(' '),
        }
    }
    words
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM
}

fn start(tag: &Tag<'_>) -> String {
    match tag {
        Tag::Heading { level, .. } => format!("Heading {level:?}"),
        Tag::Link { .. } => "Link".to_owned(),
        Tag::CodeBlock(_) => "CodeBlock".to_owned(),
        other => format!("{other:?}"),
    }
}

fn check_tag(path: &str, tag: &Tag<'_>) {
    match tag {
        Tag::Link { link_type, dest_url, title, .. } => {
            assert_eq!((*link_type, &**title), (LinkType::Inline, ""), "{path}: {dest_url}");
            match dest_url.strip_prefix("https://").or_else(|| dest_url.strip_prefix("http://")) {
                Some(rest) => assert!(
                    !rest.contains(|c: char| c.is_whitespace() || c.is_control()),
                    "{path}: {dest_url}"
                ),
                None => super::check_page(path, dest_url),
            }
        }
        // Only pictures of ours.
        Tag::Image { link_type, dest_url, title, .. } => {
            assert_eq!((*link_type, &**title), (LinkType::Inline, ""), "{path}: {dest_url}");
            assert!(dest_url.ends_with(".svg"), "{path}: {dest_url}");
            super::check_page(path, dest_url);
        }
        Tag::CodeBlock(CodeBlockKind::Fenced(language)) => {
            assert!(matches!(&**language, "mermaid" | "bibtex"), "{path}: {language}");
        }
        Tag::Paragraph
        | Tag::Heading { .. }
        | Tag::List(None)
        | Tag::Item
        | Tag::Table(_)
        | Tag::TableHead
        | Tag::TableRow
        | Tag::TableCell
        | Tag::Emphasis
        | Tag::Strong => {}
        other => panic!("{other:?} in {path}"),
    }
}

/// Every row of a table has as many cells as its header: a reader would drop or add what differs.
fn check_tables(path: &str, text: &str) {
    let mut width = None;
    for line in text.lines() {
        let cells = line.replace("\\\\", "").replace("\\|", "").matches('|').count();
        if !line.starts_with('|') {
            width = None;
        } else {
            assert_eq!(*width.get_or_insert(cells), cells, "{path}: {line}");
        }
    }
}

/// Each statement is one of ours, and each label holds only what Mermaid shows as it is.
fn check_mermaid(path: &str, drawing: &str) {
    if drawing.starts_with('@') {
        return check_bibtex(path, drawing);
    }
    assert!(drawing.starts_with("flowchart "), "{path}: {drawing}");
    for line in drawing.lines() {
        for (index, piece) in line.split('"').enumerate() {
            let (what, allowed) = if index % 2 == 0 {
                ("outside of a label", "_ [|]-=.>:#,")
            } else {
                ("in a label", " .,-:/()+'=!?#;")
            };
            let text = piece.replace("<br>", "");
            let is_fine = |c: char| {
                c.is_ascii_alphanumeric() || allowed.contains(c) || (index % 2 == 1 && !c.is_ascii())
            };
            assert!(text.chars().all(is_fine), "{what}, {path}: {line}");
        }
        assert_eq!(line.matches('"').count() % 2, 0, "{path}: {line}");
    }
}

/// Each field is one line, and its braces balance: BibTeX counts also those after a backslash.
fn check_bibtex(path: &str, record: &str) {
    let lines: Vec<&str> = record.trim_end().lines().collect();
    for field in &lines[1..lines.len() - 1] {
        let value = field.split_once(" = {").and_then(|(_, rest)| rest.strip_suffix("},"));
        let value = value.unwrap_or_else(|| panic!("{path}: {field}"));
        let mut depth = 0;
        for c in value.chars() {
            depth += i32::from(c == '{') - i32::from(c == '}');
            assert!(depth >= 0, "{path}: {field}");
        }
        assert_eq!(depth, 0, "{path}: {field}");
    }
    assert_eq!(lines.last(), Some(&"}"), "{path}: {record}");
}
