//! How changes read, in the terminal and in comments. Every text is plain: whoever prints it quotes it.

use mmtax_graph::{EntryChange, ErratumChange, How, PrintedScore};
use mmtax_schema::Said;

/// How many equal characters are shown on each side of a difference.
const CONTEXT: usize = 24;

/// What happened to an entry.
pub(super) fn how(change: &EntryChange) -> String {
    match &change.how {
        How::Added => "added".to_owned(),
        How::Removed => "removed".to_owned(),
        How::Renamed { from, because } => format!("renamed from {from} ({})", because.words()),
        How::Replaced { by } => format!("replaced by {by}"),
        How::Broken { was_there: true } => "cannot be read any more".to_owned(),
        How::Broken { was_there: false } => "added, but cannot be read".to_owned(),
        How::Mended => "can be read again".to_owned(),
        How::Changed => "changed".to_owned(),
    }
}

/// What was measured, and by what: `janus-pro@7b on geneval/overall`.
pub(super) fn measured(score: &PrintedScore) -> String {
    format!("{} on {}/{}", score.model, score.benchmark, score.metric)
}

/// The value as printed, with its scale where that is not the metric's.
pub(super) fn value(score: &PrintedScore) -> String {
    match &score.scale {
        Some(scale) => format!("{} (×{scale})", score.value),
        None => score.value.clone(),
    }
}

/// Where it is printed, under which settings, and whose value it is.
pub(super) fn conditions(score: &PrintedScore) -> String {
    let mut parts = vec![format!("{}, {}", score.results, score.at)];
    parts.extend(score.settings.iter().map(|(name, value)| format!("{name}: {value}")));
    parts.extend(score.from.iter().map(|from| format!("copied from {from}")));
    parts.extend(score.reported.iter().map(|how| format!("reported: {how}")));
    parts.join("; ")
}

/// What changed about a score: its value, or what it stands under.
pub(super) fn score_turn(before: &PrintedScore, after: &PrintedScore) -> (String, String) {
    if value(before) != value(after) {
        (value(before), value(after))
    } else if measured(before) != measured(after) {
        (measured(before), measured(after))
    } else {
        (conditions(before), conditions(after))
    }
}

/// What a misprint is about: the place, the entry and the column.
pub(super) fn misprint(change: &ErratumChange) -> String {
    let item = change.after.as_ref().or(change.before.as_ref());
    let field = |name| item.and_then(|item| item.get(name)).and_then(Said::word);
    let parts: Vec<&str> = ["at", "about", "metric"].into_iter().filter_map(field).collect();
    parts.join(", ")
}

/// What the source prints and what is right.
pub(super) fn correction(change: &ErratumChange) -> (String, String) {
    let item = change.after.as_ref().or(change.before.as_ref());
    let field =
        |name| item.and_then(|item| item.get(name)).and_then(Said::word).unwrap_or_default().to_owned();
    (field("prints"), field("correct"))
}

/// A value of at most `most` characters; what is too long is cut at its end.
pub(super) fn short(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// Two values of at most `most` characters; where one is longer, the part in which they differ is shown.
pub(super) fn both(before: &str, after: &str, most: usize) -> (String, String) {
    if before.chars().count() <= most && after.chars().count() <= most {
        return (before.to_owned(), after.to_owned());
    }
    let (before, after): (Vec<char>, Vec<char>) = (before.chars().collect(), after.chars().collect());
    let least = before.len().min(after.len());
    let head = (0..least).take_while(|&i| before[i] == after[i]).count();
    let tail = (0..least - head).take_while(|&i| before[before.len() - 1 - i] == after[after.len() - 1 - i]);
    let tail = tail.count().saturating_sub(CONTEXT);
    let head = head.saturating_sub(CONTEXT);
    let part = |text: &[char]| {
        let middle: String = text[head..text.len() - tail].iter().collect();
        let mark = |is_cut: bool| if is_cut { "…" } else { "" };
        format!(
            "{}{}{}",
            mark(head > 0),
            short(&middle, most),
            mark(tail > 0 && middle.chars().count() <= most)
        )
    };
    (part(&before), part(&after))
}

#[cfg(test)]
mod tests {
    use super::{both, short};

    #[test]
    fn what_is_too_long_still_shows_the_difference() {
        assert_eq!(both("a", "b", 9), ("a".into(), "b".into()));
        let (before, after) = both(
            &format!("{}old{}", "x".repeat(200), "y".repeat(200)),
            &format!("{}new and more{}", "x".repeat(200), "y".repeat(200)),
            80,
        );
        assert!(before.starts_with('…') && before.ends_with('…') && before.contains("xoldy"), "{before}");
        assert!(after.contains("xnew and morey") && after.chars().count() < 90, "{after}");
        let (before, after) = both(&"x".repeat(300), &"x".repeat(301), 80);
        assert!(before.chars().count() < 90 && after.chars().count() < 90 && before != after);
        assert_eq!(short("äöü", 2), "äö…");
    }
}
