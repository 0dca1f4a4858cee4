//! When a printed cell and ours say the same: the normalisation, each step of which the page of the comparison tells.

use std::collections::BTreeSet;

use mmtax_graph::schema::entry::Size;
use mmtax_graph::schema::vocab::{ComponentRole, Quantizer};
use mmtax_graph::schema::{Fact, PartialDate, Relation, Text};
use mmtax_graph::{EntryRef, View};

use super::cells::Part;

/// How near two cells are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Nearness {
    /// Other things.
    Apart,
    /// One says less than the other, and nothing else.
    Loose,
    /// The same.
    Same,
}

/// Letters and numbers of a name in order: `Qwen2.5-VL` is `qwen 2.5 vl`. A number keeps its point.
fn tokens(name: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut last = ' ';
    let mut chars = name.chars().peekable();
    while let Some(c) = chars.next() {
        let point = c == '.' && last.is_ascii_digit() && chars.peek().is_some_and(char::is_ascii_digit);
        let goes_on = (c.is_ascii_digit() && (last.is_ascii_digit() || last == '.'))
            || (c.is_alphabetic() && last.is_alphabetic());
        match tokens.last_mut() {
            Some(token) if point || goes_on => token.extend(c.to_lowercase()),
            _ if c.is_alphanumeric() => tokens.push(c.to_lowercase().collect()),
            _ => {}
        }
        last = if c == '.' && !point { ' ' } else { c };
    }
    tokens
}

fn is_number(token: &str) -> bool {
    token.starts_with(|c: char| c.is_ascii_digit())
}

/// How near two names are: the same letters and numbers, or one is the start of the other. A name without a number is not
/// the start of one with a version: SigLIP is not SigLIP 2.
pub(super) fn names(printed: &str, ours: &str) -> Nearness {
    let (printed, ours) = (tokens(printed), tokens(ours));
    if printed.is_empty() || ours.is_empty() {
        return Nearness::Apart;
    }
    if printed.concat() == ours.concat() {
        return Nearness::Same;
    }
    let (short, long) = if printed.len() < ours.len() { (&printed, &ours) } else { (&ours, &printed) };
    let is_version = long
        .get(short.len())
        .is_some_and(|next| is_number(next) && !short.iter().any(|token| is_number(token)));
    if long.starts_with(short) && !is_version { Nearness::Loose } else { Nearness::Apart }
}

/// How near a printed name is to an entry under any of its names.
pub(super) fn entry(printed: &str, entry: EntryRef<'_>) -> Nearness {
    let shared = entry.entry().shared();
    let variants = shared.variants.iter().flat_map(|variant| variant.name.iter().chain(&variant.aliases));
    let texts = shared.aliases.iter().chain(variants).map(|text: &Text| &**text);
    [entry.name(), entry.id()]
        .into_iter()
        .chain(texts)
        .map(|name| names(printed, name))
        .max()
        .unwrap_or(Nearness::Apart)
}

/// The parts that a printed cell lists.
pub(super) fn listed(printed: &str) -> Vec<&str> {
    let pieces = printed.split(['+', '&', '/', '(', ')']).flat_map(|piece| piece.split(" in "));
    pieces.map(str::trim).filter(|piece| !piece.is_empty()).collect()
}

/// How near a printed list of parts is to ours. Parts have no order. Loose is: names of what ours descends from or has as a
/// part, words of our description, or fewer parts than ours. With the parts that are meant.
pub(super) fn parts(printed: &str, ours: &[Part<'_>], model: EntryRef<'_>) -> (Nearness, BTreeSet<usize>) {
    let printed = listed(printed);
    let mut nearest = Nearness::Same;
    let mut found = BTreeSet::new();
    for name in &printed {
        let near = ours
            .iter()
            .map(|item| part(name, item))
            .enumerate()
            .max_by_key(|(at, near)| (*near, usize::MAX - at));
        match near {
            Some((at, near)) if near > Nearness::Apart => {
                found.insert(at);
                nearest = nearest.min(near);
            }
            _ if applies(name, model) => nearest = nearest.min(Nearness::Loose),
            _ => return (Nearness::Apart, found),
        }
    }
    // The same part in several variants is one part.
    let same = |a: &Part<'_>, b: &Part<'_>| match (a.entry, b.entry) {
        (Some((a, _)), Some((b, _))) => a == b,
        _ => a.text == b.text,
    };
    let all = ours.iter().all(|item| found.iter().any(|&at| same(item, &ours[at])));
    (if all { nearest } else { nearest.min(Nearness::Loose) }, found)
}

fn part(name: &str, part: &Part<'_>) -> Nearness {
    // What an encoder or decoder of several modalities works on is told apart from what it is.
    let name = name.strip_prefix("Vision ").or_else(|| name.strip_prefix("Audio ")).unwrap_or(name);
    let Some((used, _)) = part.entry else {
        return if is_told_in(name, &part.text) { Nearness::Loose } else { Nearness::Apart };
    };
    let direct = entry(name, used);
    if direct > Nearness::Apart {
        return direct;
    }
    if is_tower_of(name, used.id()) || ends_with(used.name(), name) {
        return Nearness::Loose;
    }
    let view = View::descent();
    let above = used.ancestors(view).into_iter().any(|above| entry(name, above.entry) == Nearness::Same);
    if above || is_told_in(name, part.detail) || is_inside(name, used) {
        return Nearness::Loose;
    }
    Nearness::Apart
}

/// Whether a description has a name in it, word for word.
fn is_told_in(name: &str, description: &str) -> bool {
    let (wanted, text) = (tokens(name), tokens(description));
    !wanted.is_empty() && text.windows(wanted.len()).any(|window| window == wanted)
}

/// Whether a name is what a tokenizer quantizes by, or stands in the description of a part of it.
fn is_inside(name: &str, used: EntryRef<'_>) -> bool {
    let Some(tokenizer) = used.as_tokenizer() else { return false };
    let quantizer = tokenizer.quantizer.known().is_some_and(|quantizer| match quantizer {
        Quantizer::MultiScale => matches!(name, "MSVQ" | "VQ"),
        Quantizer::Vq | Quantizer::MultiCodebook => name == "VQ",
        Quantizer::Rq | Quantizer::Lfq | Quantizer::Bsq | Quantizer::Fsq => {
            name.eq_ignore_ascii_case(quantizer.word())
        }
    });
    let mut described = tokenizer.components.items().iter().filter_map(|item| item.detail.as_ref());
    quantizer || described.any(|detail| is_told_in(name, detail))
}

/// The survey names the vision encoders inside these families by words of its own.
fn is_tower_of(printed: &str, id: &str) -> bool {
    match printed {
        "QwenViT" => id.starts_with("qwen") && id.contains("vl"),
        "InternViT" => id.starts_with("internvl"),
        _ => false,
    }
}

/// Whether a name has another as its last words: `LWM VQGAN` is a VQGAN.
fn ends_with(name: &str, last: &str) -> bool {
    let last = tokens(last);
    !last.is_empty() && tokens(name).ends_with(&last)
}

/// Whether a printed part is a method that the model applies, or its learnable queries, which are a component of their own
/// with us.
fn applies(name: &str, model: EntryRef<'_>) -> bool {
    let components = model.entry().shared().components.map_or(&[][..], Fact::items);
    if name == "Learnable Query"
        && components.iter().any(|item| item.roles.contains(&ComponentRole::QueryInterface))
    {
        return true;
    }
    let links = model.links_out(View::of([Relation::Applies]));
    links.into_iter().any(|link| entry(name.trim_end_matches(['s', 'S']), link.to()) > Nearness::Apart)
}

/// How near a printed month is to ours, at the lesser precision.
pub(super) fn dates(printed: &str, ours: PartialDate) -> Nearness {
    let Some(printed) = PartialDate::new(printed) else { return Nearness::Apart };
    match (printed.month(), ours.month()) {
        _ if printed.year() != ours.year() => Nearness::Apart,
        (Some(a), Some(b)) if a != b => Nearness::Apart,
        (Some(_), None) => Nearness::Loose,
        _ => Nearness::Same,
    }
}

/// A printed amount: its value, how far rounding may have moved it, and what limits it.
struct Amount {
    value: f64,
    rounding: f64,
    bound: Option<char>,
}

fn amount(printed: &str) -> Option<Amount> {
    let first = printed.chars().next()?;
    let bound = ['~', '>', '<'].into_iter().find(|&c| c == first);
    let rest = printed.trim_start_matches(['~', '>', '<']);
    let digits: String = rest.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
    let after = &rest[digits.len()..];
    let scale = match after.chars().next().map(|c| c.to_ascii_uppercase()) {
        Some('K') => 1e3,
        Some('M') => 1e6,
        Some('B') => 1e9,
        _ => 1.0,
    };
    let decimals = digits.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    let rounding = 0.5 * scale / 10_f64.powi(i32::try_from(decimals).ok()?);
    let bound = if after.starts_with('+') { Some('>') } else { bound };
    Some(Amount { value: digits.parse::<f64>().ok()? * scale, rounding, bound })
}

/// Whether a cell prints a number.
pub(super) fn is_amount(printed: &str) -> bool {
    amount(printed).is_some()
}

/// How near a printed amount is to ours: equal within the rounding of the coarser print; `~` within a tenth; `>`, `+` and `<`
/// as bounds. What is counted has other words here and is not compared. `None` where the survey prints no number.
pub(super) fn sizes(printed: &str, ours: &Size) -> Option<Nearness> {
    let printed = amount(printed)?;
    let ours = amount(ours.count.as_str())?;
    let apart = (printed.value - ours.value).abs();
    Some(match printed.bound {
        _ if apart < 0.5 => Nearness::Same,
        Some('>') if ours.value >= printed.value => Nearness::Loose,
        Some('<') if ours.value < printed.value => Nearness::Loose,
        Some('~') if apart <= printed.value / 10.0 => Nearness::Loose,
        None if apart <= printed.rounding.max(ours.rounding) * 1.001 => Nearness::Same,
        // Cut off instead of rounded.
        None if ours.value > printed.value && apart < printed.rounding * 2.0 => Nearness::Loose,
        _ => Nearness::Apart,
    })
}

/// How near a printed `Arxiv2025` is to a paper without a venue: the year of its arXiv id.
pub(super) fn preprint(printed: &str, arxiv: &str) -> Nearness {
    let year = printed.strip_prefix("Arxiv").and_then(|year| year.strip_prefix("20"));
    if year.is_some_and(|year| arxiv.starts_with(year)) { Nearness::Same } else { Nearness::Apart }
}

/// How near a printed venue (`NeurIPS2023`) is to the nearest of a paper that appeared at several.
pub(super) fn venues(printed: &str, ours: &str) -> Nearness {
    ours.split(", ").map(|ours| venue(printed, ours)).max().unwrap_or(Nearness::Apart)
}

/// The same year, and one's letters within the other's.
fn venue(printed: &str, ours: &str) -> Nearness {
    let split = |text: &str| {
        let year: String =
            tokens(text).into_iter().find(|token| token.len() == 4 && is_number(token)).unwrap_or_default();
        let word: String = tokens(text).into_iter().filter(|token| !is_number(token)).collect();
        (word, year)
    };
    let ((a, a_year), (b, b_year)) = (split(printed), split(ours));
    match (a == b, a_year == b_year) {
        (true, true) => Nearness::Same,
        (false, true) if a.contains(&b) || b.contains(&a) => Nearness::Loose,
        _ => Nearness::Apart,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_agree_by_letters_numbers_and_family_but_not_over_versions() {
        assert_eq!(names("Qwen-2.5", "Qwen2.5"), Nearness::Same);
        assert_eq!(names("LLaMa-2", "Llama 2"), Nearness::Same);
        assert_eq!(names("Qwen2.5", "Qwen2.5-7B-Instruct"), Nearness::Loose);
        assert_eq!(names("SigLIP", "SigLIP-SO400M-Patch14-384"), Nearness::Loose);
        assert_eq!(names("SigLIP", "SigLIP2"), Nearness::Apart);
        assert_eq!(names("Qwen2", "Qwen2.5"), Nearness::Apart);
        assert_eq!(names("Show-o", "Show-o2"), Nearness::Apart);
        assert_eq!(names("", ""), Nearness::Apart);
    }

    #[test]
    fn amounts_agree_within_what_is_printed() {
        let near = |printed: &str, ours: &str| {
            let (a, b) = (amount(printed).unwrap(), amount(ours).unwrap());
            (a.value - b.value).abs() <= a.rounding.max(b.rounding) * 1.001
        };
        assert!(near("12M", "12011111") && near("500k", "500K") && near("32.7K QAs", "32719"));
        assert!(!near("12M", "13M") && !near("1000 Prompts", "553"));
        assert!(amount("Varied").is_none());
    }

    #[test]
    fn dates_agree_at_the_lesser_precision() {
        let date = |text| PartialDate::new(text).unwrap();
        assert_eq!(dates("2025-06", date("2025-06-03")), Nearness::Same);
        assert_eq!(dates("2025-06", date("2025")), Nearness::Loose);
        assert_eq!(dates("2025-06", date("2025-05")), Nearness::Apart);
        assert_eq!(venues("NeurIPS2023", "NeurIPS 2023"), Nearness::Same);
        assert_eq!(venues("CVPR2019", "CVPR 2017"), Nearness::Apart);
    }

    #[test]
    fn a_preprint_agrees_by_the_year_of_its_id() {
        assert_eq!(preprint("Arxiv2025", "2503.07265"), Nearness::Same);
        assert_eq!(preprint("Arxiv2023", "2503.07265"), Nearness::Apart);
        assert_eq!(preprint("CVPR2025", "2503.07265"), Nearness::Apart);
    }

    #[test]
    fn a_cell_lists_parts() {
        assert_eq!(listed("LLaMa-2 &Vicuna"), ["LLaMa-2", "Vicuna"]);
        assert_eq!(listed("MMDiT in Qwen-Image"), ["MMDiT", "Qwen-Image"]);
    }
}
