//! Edits of a text at places that are named by path: as little as can be changed, so that comments and layout stay.

use super::shape;
use super::tree::{self, Node, Value};
use crate::fix::Edit;
use crate::path::{Path, Step};
use crate::span::{Position, Span};

/// Exchanges a word of the value at `span`. `None` if the value does not hold it exactly once.
#[must_use]
pub fn replace_word(text: &str, span: Span, from: &str, to: &str) -> Option<Edit> {
    let source = text.get(span.start.byte..span.end.byte)?;
    if source.contains('\n') || source.matches(from).count() != 1 {
        return None;
    }
    let changed = source.replace(from, to);
    let is_plain = !source.starts_with(['"', '\'']);
    let text = if is_plain { as_text(&changed) } else { changed };
    Some(Edit { span, text })
}

/// A word as YAML text: in quotes where it would be read as something else.
pub(crate) fn as_text(word: &str) -> String {
    let is_harmless =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '@' | '/' | '*' | ' ' | ':');
    let is_plain = word.starts_with(|c: char| c.is_ascii_alphanumeric())
        && word.chars().all(is_harmless)
        && !word.contains(": ")
        && !word.ends_with([':', ' ']);
    if is_plain && shape::is_text(word) {
        return word.to_owned();
    }
    format!("\"{}\"", word.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Takes the field that `path` names out of its map; its map as well if nothing else is in it. `None` if that would take
/// a comment along, or if it cannot be done cleanly.
#[must_use]
pub fn remove_field(text: &str, path: &Path) -> Option<Edit> {
    remove_fields(text, [path]).pop()?
}

/// [`remove_field`] for several paths, each by itself, in one pass over the text.
#[must_use]
pub fn remove_fields<'p>(text: &str, paths: impl IntoIterator<Item = &'p Path>) -> Vec<Option<Edit>> {
    let root = tree::build(text).ok().and_then(|tree| tree.root);
    paths.into_iter().map(|path| remove_below(text, root.as_ref()?, path)).collect()
}

fn remove_below(text: &str, root: &Node, path: &Path) -> Option<Edit> {
    let mut node = root;
    // The innermost map that holds more than what is to go, and the position in it.
    let mut found: Option<(&Node, usize)> = None;
    for (depth, step) in path.steps().iter().enumerate() {
        match (step, &node.value) {
            (Step::Key(name), Value::Map(pairs)) => {
                let position = pairs.iter().position(|(key, _)| key.text() == Some(name))?;
                if pairs.len() > 1 || found.is_none() {
                    found = Some((node, position));
                }
                node = &pairs[position].1;
            }
            (Step::Index(index), Value::List(items)) => {
                node = items.get(*index)?;
                // An item of a list is not taken out with its last field.
                found = None;
            }
            (Step::Key(_), Value::Scalar { .. } | Value::List(_))
            | (Step::Index(_), Value::Scalar { .. } | Value::Map(_)) => return None,
        }
        if depth + 1 == path.steps().len() {
            break;
        }
    }
    let (map, position) = found?;
    let span = field_span(text, map, position)?;
    let has_comment = text[span.start.byte..span.end.byte].contains('#');
    (!has_comment).then(|| Edit { span, text: String::new() })
}

/// From where to where a field goes: whole lines, or up to the next field in brackets.
fn field_span(text: &str, map: &Node, position: usize) -> Option<Span> {
    let Value::Map(pairs) = &map.value else { return None };
    let (key, value) = pairs.get(position)?;
    let (start, end) = (key.span.start, value.end(text));
    if text[map.span.start.byte..].starts_with('{') {
        return match (pairs.get(position + 1), position.checked_sub(1).and_then(|before| pairs.get(before))) {
            (Some((next, _)), _) => Some(Span { start, end: next.span.start }),
            (None, Some((_, before))) => Some(Span { start: before.end(text), end }),
            (None, None) => None,
        };
    }
    let before = &text[text[..start.byte].rfind('\n').map_or(0, |newline| newline + 1)..start.byte];
    let (after, is_last) = match text[end.byte..].find('\n') {
        Some(newline) => (&text[end.byte..=end.byte + newline], false),
        None => (&text[end.byte..], true),
    };
    let is_alone = before.trim().is_empty() && after.trim().is_empty();
    let byte = end.byte + after.len();
    let end = if is_last {
        Position { byte, column: end.column + tree::count(after.chars().count()), ..end }
    } else {
        Position { byte, line: end.line + 1, column: 1 }
    };
    let start = Position { byte: start.byte - before.len(), column: 1, ..start };
    (is_alone && pairs.len() > 1).then_some(Span { start, end })
}

#[cfg(test)]
mod tests {
    use super::{as_text, remove_field};
    use crate::fix::Fix;
    use crate::path::Path;

    fn without(text: &str, path: Path) -> Option<String> {
        Fix::new(false, remove_field(text, &path)?).apply(text)
    }

    #[test]
    fn fields_go_with_their_comma_or_their_lines() {
        let cited = |name: &'static str| Path::field("cited").key(name);
        let inline = "name: x\ncited: { a: { at: b }, c: { at: d }, e: { at: f } }\nrole: y\n";
        assert_eq!(
            without(inline, cited("a")).as_deref(),
            Some("name: x\ncited: { c: { at: d }, e: { at: f } }\nrole: y\n")
        );
        assert_eq!(
            without(inline, cited("e")).as_deref(),
            Some("name: x\ncited: { a: { at: b }, c: { at: d } }\nrole: y\n")
        );
        let block = "name: x\ncited:\n  a: { at: b }\n  # of c\n  c:\n    at: d\n\n# on\nrole: y\n";
        assert_eq!(
            without(block, cited("a")).as_deref(),
            Some("name: x\ncited:\n  # of c\n  c:\n    at: d\n\n# on\nrole: y\n")
        );
        assert_eq!(
            without(block, cited("c")).as_deref(),
            Some("name: x\ncited:\n  a: { at: b }\n  # of c\n\n# on\nrole: y\n")
        );
    }

    #[test]
    fn a_map_goes_with_its_last_field() {
        let cited = Path::field("cited").key("a");
        for text in
            ["name: x\ncited: { a: { at: b } }\nrole: y\n", "name: x\ncited:\n  a:\n    at: b\nrole: y"]
        {
            let left = without(text, cited.clone());
            assert_eq!(left.as_deref().map(str::trim_end), Some("name: x\nrole: y"), "{text}");
        }
    }

    #[test]
    fn nothing_is_removed_that_holds_a_comment_or_leaves_a_gap() {
        let cited = Path::field("cited").key("a");
        assert_eq!(without("name: x\ncited:\n  a: # why\n    at: b\n  c: { at: d }\n", cited.clone()), None);
        assert_eq!(without("name: x\ncited:\n  a: { at: b } # why\n  c: { at: d }\n", cited), None);
        assert_eq!(without("l:\n  - a: b\n    c: d\n", Path::field("l").index(0).key("a")), None);
        assert_eq!(without("l:\n  - { a: b }\n", Path::field("l").index(0).key("a")), None);
        assert_eq!(without("name: x\n", Path::field("l").key("a")), None);
    }

    #[test]
    fn words_are_quoted_where_yaml_would_read_something_else() {
        for plain in ["deepseek-llm@1.3b", "geneval/overall*100", "7b", "2.5-pro"] {
            assert_eq!(as_text(plain), plain);
        }
        for quoted in ["2501.17811", "7", "true", "null", "-", "a: b", "a:", ""] {
            assert_eq!(as_text(quoted), format!("\"{quoted}\""));
        }
    }
}
