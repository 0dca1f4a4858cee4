//! What must hold for every artifact, whatever the data says, as real readers see it: nothing of the data becomes markup, a
//! link, a cell or a path. The fuzz target `render` includes this file, too.

mod markdown;

use std::collections::BTreeSet;

use mmtax_render::Artifact;

pub(crate) use markdown::{shape, words};

/// Holds each artifact and their paths against what must hold.
pub(crate) fn check(artifacts: &[Artifact]) {
    let mut seen = BTreeSet::new();
    for Artifact { path, text } in artifacts {
        // On a file system that does not tell cases apart one would overwrite the other.
        assert!(seen.insert(path.to_lowercase()), "{path} comes twice");
        check_path(path);
        check_characters(path, text);
        match path.rsplit('.').next() {
            Some("md") => drop(shape(path, text)),
            Some("svg") => drop(svg(path, text)),
            Some("csv") => drop(csv(path, text)),
            Some("dot") => dot(path, text),
            Some("tex") => drop(tex(path, text)),
            other => panic!("no reader for {other:?} of {path}"),
        }
    }
}

/// A path stays below its folder, on every system.
fn check_path(path: &str) {
    for part in path.split('/') {
        assert!(!part.is_empty() && part != "." && part != ".." && part.len() <= 255, "{path}");
        assert!(part.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._".contains(&b)), "{path}");
        assert!(!part.ends_with('.'), "{path}: Windows drops the dot");
        let device = part.split('.').next().unwrap_or_default();
        let number = device.strip_prefix("com").or(device.strip_prefix("lpt"));
        let is_port = number.is_some_and(|number| number.len() == 1 && number.as_bytes()[0].is_ascii_digit());
        assert!(!is_port && !["con", "prn", "aux", "nul"].contains(&device), "{path}: a device of Windows");
    }
}

/// Nothing that a terminal obeys, nothing that shows text in another order than it stands.
fn check_characters(path: &str, text: &str) {
    for c in text.chars() {
        assert!(c == '\n' || !c.is_control(), "{c:?} in {path}");
        let reorders = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}');
        assert!(!reorders, "{c:?} in {path}");
    }
    assert!(text.ends_with('\n') && !text.ends_with("\n\n"), "end of {path}");
}

/// Reads a picture: only elements of drawings, only links to pages. Gives its texts.
pub(crate) fn svg(path: &str, text: &str) -> Vec<String> {
    const ELEMENTS: [&str; 14] = [
        "svg", "title", "desc", "style", "defs", "marker", "path", "rect", "line", "circle", "text", "a",
        "g", "tspan",
    ];
    let document = roxmltree::Document::parse(text).unwrap_or_else(|error| panic!("{path}: {error}"));
    let mut texts = Vec::new();
    for node in document.descendants() {
        if node.is_text() && node.parent().is_some_and(|parent| parent.tag_name().name() != "style") {
            texts.push(node.text().unwrap_or_default().to_owned());
        }
        if !node.is_element() {
            continue;
        }
        let name = node.tag_name();
        assert_eq!(name.namespace(), Some("http://www.w3.org/2000/svg"), "{path}");
        assert!(ELEMENTS.contains(&name.name()), "<{}> in {path}", name.name());
        for attribute in node.attributes() {
            assert!(!attribute.name().starts_with("on"), "{} in {path}", attribute.name());
            if attribute.name() == "href" {
                check_page(path, attribute.value());
            }
        }
    }
    texts
}

/// Reads a table: as many fields in each record as in the first, and none that a spreadsheet takes for a formula. Gives
/// the records.
pub(crate) fn csv(path: &str, text: &str) -> Vec<Vec<String>> {
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(false).from_reader(text.as_bytes());
    let records = reader.records().map(|record| record.unwrap_or_else(|error| panic!("{path}: {error}")));
    let records: Vec<Vec<String>> =
        records.map(|record| record.iter().map(str::to_owned).collect()).collect();
    // A number with its sign is a number to a spreadsheet, too.
    let is_number =
        |field: &str| field.trim_start_matches('-').bytes().all(|b| b.is_ascii_digit() || b == b'.');
    for field in records.iter().flatten() {
        assert!(!field.starts_with(['=', '+', '-', '@']) || is_number(field), "{path}: {field}");
    }
    assert_eq!(records.len(), text.lines().count(), "{path}: a record is a line");
    records
}

/// Reads a table as TeX does: only commands of ours, brackets balance in each cell, no comment, formula or argument begins in
/// one, and every row has as many cells as columns. Gives the cells.
pub(crate) fn tex(path: &str, text: &str) -> Vec<Vec<String>> {
    const WORDS: [&str; 17] = [
        "S",
        "emph",
        "ldots",
        "textasciicircum",
        "textasciigrave",
        "textasciitilde",
        "textbackslash",
        "textbar",
        "textgreater",
        "textless",
        "textquotedbl",
        "textquotedblleft",
        "textquotedblright",
        "textquoteleft",
        "textquoteright",
        "times",
        "multicolumn",
    ];
    const GREEK: [&str; 4] = ["alpha", "beta", "gamma", "pi"];
    let rows: Vec<&str> = text.lines().filter(|line| line.ends_with(" \\\\")).collect();
    let sections = text.lines().filter(|line| line.starts_with("\\multicolumn{")).count();
    let caption = text.lines().filter(|line| line.starts_with("\\caption{")).count();
    let rules = text
        .lines()
        .filter(|line| ["\\toprule", "\\midrule", "\\bottomrule", "\\endhead", "\\endfoot"].contains(line));
    // The comment on top, and the two ends of the table.
    assert_eq!(text.lines().count(), 3 + rows.len() + sections + caption + rules.count(), "{path}");
    let read = |row: &str| {
        let (mut cells, mut depth) = (vec![String::new()], 0_usize);
        let mut chars = row.trim_end_matches(" \\\\").chars().peekable();
        while let Some(c) = chars.next() {
            let mut cell = cells.pop().unwrap_or_default();
            match c {
                '\\' => {
                    let mut word = String::new();
                    while let Some(letter) = chars.next_if(char::is_ascii_alphabetic) {
                        word.push(letter);
                    }
                    if word.is_empty() {
                        let escaped = chars.next().filter(|&c| "{}%&#_$".contains(c));
                        cell.extend([escaped.unwrap_or_else(|| panic!("{path}: {row}"))]);
                    }
                    let is_ours =
                        word.is_empty() || WORDS.contains(&word.as_str()) || GREEK.contains(&word.as_str());
                    assert!(is_ours, "\\{word} in {path}: {row}");
                }
                '{' => depth += 1,
                '}' => depth = depth.checked_sub(1).unwrap_or_else(|| panic!("{path}: {row}")),
                '&' => {
                    assert_eq!(depth, 0, "{path}: {row}");
                    cells.push(std::mem::take(&mut cell));
                }
                '[' | ']' | '*' => assert!(depth > 0, "{path}: {row}"),
                // Formulas are ours alone.
                c => {
                    assert!(!"%#_~^".contains(c), "{c} in {path}: {row}");
                    cell.push(c);
                }
            }
            cells.push(cell);
        }
        assert_eq!(depth, 0, "{path}: {row}");
        cells
    };
    let cells: Vec<Vec<String>> = rows.into_iter().map(read).collect();
    assert!(cells.iter().all(|row| row.len() == cells[0].len()), "{path}: rows of other lengths");
    cells
}

/// Reads a drawing token by token as Graphviz does: quoted texts end where they should, brackets balance, and outside of
/// quotes stands nothing but what is ours.
fn dot(path: &str, text: &str) {
    for line in text.lines().filter(|line| !line.starts_with("// ")) {
        let (mut outside, mut is_quoted, mut is_escaped) = (String::new(), false, false);
        for c in line.chars() {
            match c {
                _ if is_escaped => {
                    assert!(matches!(c, '"' | '\\' | 'n'), "\\{c} in {path}: {line}");
                    is_escaped = false;
                }
                '\\' if is_quoted => is_escaped = true,
                '"' => is_quoted = !is_quoted,
                _ if !is_quoted => outside.push(c),
                _ => {}
            }
        }
        assert!(!is_quoted, "{path}: {line}");
        let is_ours = |c: char| c.is_ascii_alphanumeric() || " _[]{}=,;.->".contains(c);
        assert!(outside.chars().all(is_ours), "{path}: {outside}");
    }
    assert_eq!(
        text.lines().filter(|line| line.trim_end().ends_with('{')).count(),
        text.lines().filter(|line| line.trim() == "}").count(),
        "{path}"
    );
}

/// An address within what was rendered, or in the data beside it.
fn check_page(path: &str, address: &str) {
    let (page, anchor) = address.split_once('#').unwrap_or((address, ""));
    let is_plain = |text: &str| text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._/".contains(&b));
    assert!(is_plain(page) && is_plain(anchor) && !page.starts_with('/'), "{path} links to {address}");
}
