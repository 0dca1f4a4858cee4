//! Faults that an entry can be seen to have: of form, of reference, of identity, of date, of number, of source.

use std::collections::BTreeMap;

use mmtax::View;
use mmtax::schema::id::REF_PATTERN;
use mmtax::schema::relation::DateRule;
use mmtax::schema::{Kind, Relation, Span};

use super::Fault;
use super::world::{File, Leaf, Mutant, Random, World, misspelled};

pub(super) static FAULTS: &[Fault] = &[
    Fault { name: "a reference is misspelled", put: reference_misspelled, missed: "" },
    Fault { name: "a variant in a reference is misspelled", put: variant_misspelled, missed: "" },
    Fault { name: "a reference names an entry of another kind", put: reference_of_another_kind, missed: "" },
    Fault { name: "a word of a vocabulary is misspelled", put: word_misspelled, missed: "" },
    Fault { name: "a field is misspelled", put: field_misspelled, missed: "" },
    Fault { name: "a required field is missing", put: required_dropped, missed: "" },
    Fault { name: "a field stands twice", put: field_twice, missed: "" },
    Fault { name: "a value is a list where one is meant", put: list_for_one, missed: "" },
    Fault { name: "a value is missing behind its field", put: value_missing, missed: "" },
    Fault { name: "text says \"unknown\" in other words", put: placeholder, missed: "" },
    Fault { name: "a bracket is left open", put: bracket_open, missed: "" },
    Fault { name: "a quote is left open", put: quote_open, missed: "" },
    Fault { name: "a tab stands for indentation", put: tab, missed: "" },
    Fault { name: "an id's letters are upper case", put: upper_case, missed: "" },
    Fault { name: "a file is renamed, and its mentions are not", put: file_renamed, missed: "" },
    Fault { name: "a file is removed, and its mentions are not", put: file_removed, missed: "" },
    Fault { name: "a file is put into another kind's folder", put: file_moved, missed: FILE_MOVED },
    Fault { name: "a file is copied under another id", put: file_copied, missed: "" },
    Fault { name: "a name is also another entry's alias", put: alias_of_another, missed: "" },
    Fault { name: "a variant that is referred to is renamed", put: variant_renamed, missed: "" },
    Fault { name: "an arXiv id is another paper's", put: arxiv_swapped, missed: "" },
    Fault { name: "an arXiv id has a slip", put: arxiv_slip, missed: "" },
    Fault { name: "an entry claims another model's paper", put: paper_of_another, missed: PAPER_OF_ANOTHER },
    Fault { name: "a code link is another model's", put: code_of_another, missed: CODE_OF_ANOTHER },
    Fault { name: "an address is not the canonical one", put: address_not_canonical, missed: "" },
    Fault { name: "a date is not in the calendar", put: date_impossible, missed: "" },
    Fault { name: "a date is before a parent's", put: date_before_parent, missed: DATE_ALLOWED },
    Fault { name: "a paper's date is a year off its arXiv id", put: paper_year_off, missed: "" },
    Fault { name: "a source was read before it was published", put: read_too_early, missed: "" },
    Fault { name: "an edge closes a circle", put: circle, missed: "" },
    Fault { name: "a model descends from itself", put: itself, missed: "" },
    Fault { name: "a relation does not go between such kinds", put: relation_of_other_kinds, missed: "" },
    Fault { name: "a score is out of range", put: out_of_range, missed: "" },
    Fault { name: "a score lost its point", put: point_lost, missed: "" },
    Fault {
        name: "a mean has another digit than its parts make",
        put: formula_broken,
        missed: FORMULA_BROKEN,
    },
    Fault { name: "a row lacks a value", put: row_short, missed: "" },
    Fault { name: "a row has a value too many", put: row_long, missed: "" },
    Fault { name: "a metric is misspelled", put: metric_misspelled, missed: "" },
    Fault { name: "a row stands twice, with another value", put: row_twice, missed: "" },
    Fault { name: "the sources are removed", put: sources_removed, missed: "" },
    Fault { name: "the key of a source is misspelled", put: source_key_misspelled, missed: "" },
    Fault { name: "a place (`at`) is removed", put: place_removed, missed: "" },
    Fault { name: "a cited field is removed", put: cited_removed, missed: "" },
    Fault { name: "a licence is not written as SPDX has it", put: license_respelled, missed: "" },
    Fault { name: "a paradigm is another's", put: paradigm_exchanged, missed: PARADIGM_EXCHANGED },
];

const PAPER_OF_ANOTHER: &str = "Two entries that are linked to each other may well come from one paper: a model and the one that it \
    is fine-tuned from. Where the two are so linked nothing is said.";
const CODE_OF_ANOTHER: &str = "Entries that are linked, or share a developer, may share a repository.";
const FORMULA_BROKEN: &str =
    "Printed parts are rounded: a last digit that is one off can be within what their rounding allows.";
const DATE_ALLOWED: &str = "An entry that allows the finding, since its source says so, is not told again when its date moves further.";
const FILE_MOVED: &str = "A stub of a dataset is a sound stub of a benchmark, and what names it may name either: models are trained on \
    the data of benchmarks, too.";
const PARADIGM_EXCHANGED: &str = "Where neither the objectives are known nor a scheme places the model, nothing contradicts the word. A model that predicts tokens and denoises an image may be \
    either: autoregressive with a decoder, or hybrid.";

fn is_reference(leaf: &Leaf) -> bool {
    leaf.schema["pattern"] == REF_PATTERN
}

fn is_word(leaf: &Leaf) -> bool {
    leaf.schema["enum"].is_array()
}

fn is_date(leaf: &Leaf) -> bool {
    leaf.definition == "PartialDate"
}

fn reference_misspelled(world: &World, random: &mut Random) -> Option<Mutant> {
    let leaf = world.leaf(random, is_reference)?;
    let id = leaf.text.split('@').next()?;
    let slipped = misspelled(id, random).filter(|slipped| world.taxonomy.entry(slipped).is_none())?;
    world.exchange(leaf, &leaf.text.replacen(id, &slipped, 1))
}

fn variant_misspelled(world: &World, random: &mut Random) -> Option<Mutant> {
    let leaf = world.leaf(random, |leaf| is_reference(leaf) && leaf.text.contains('@'))?;
    let (id, variant) = leaf.text.split_once('@')?;
    let slipped = misspelled(variant, random)?;
    world.exchange(leaf, &format!("{id}@{slipped}"))
}

fn reference_of_another_kind(world: &World, random: &mut Random) -> Option<Mutant> {
    let leaf = world.leaf(random, |leaf| is_reference(leaf) && !leaf.definition.starts_with("Entry"))?;
    // Of organizations only an organization may be named where one is meant, and nowhere else.
    let wanted = if leaf.definition == "OrganizationRef" { Kind::Paper } else { Kind::Organization };
    let other = world.file(random, |file| file.kind == wanted)?;
    world.exchange(leaf, other.id.as_str())
}

fn word_misspelled(world: &World, random: &mut Random) -> Option<Mutant> {
    let leaf = world.leaf(random, is_word)?;
    let slipped = misspelled(&leaf.text, random)?;
    let words = leaf.schema["enum"].as_array()?;
    if words.iter().any(|word| *word == slipped) {
        return None;
    }
    world.exchange(leaf, &slipped)
}

/// Where a field may have any name there is none to misspell.
fn field_misspelled(world: &World, random: &mut Random) -> Option<Mutant> {
    let map = world.map(random, |map| !is_keyed(&map.form) && !map.fields.is_empty())?;
    let (name, key, _) = &map.fields[random.below(map.fields.len())];
    let slipped =
        misspelled(name, random).filter(|name| map.fields.iter().all(|(other, ..)| other != name))?;
    Some(world.edit(map.file, *key, &slipped, "field"))
}

fn is_keyed(form: &str) -> bool {
    matches!(form, "sources" | "cited")
}

fn required_dropped(world: &World, random: &mut Random) -> Option<Mutant> {
    let map = world.map(random, |map| map.fields.iter().any(|(name, ..)| map.required.contains(name)))?;
    let required: Vec<usize> =
        (0..map.fields.len()).filter(|at| map.required.contains(&map.fields[*at].0)).collect();
    world.without(map, required[random.below(required.len())])
}

fn field_twice(world: &World, random: &mut Random) -> Option<Mutant> {
    let map = world.map(random, |map| !map.fields.is_empty())?;
    let (name, key, value) = &map.fields[random.below(map.fields.len())];
    let text = world.text(map.file);
    let is_flow = text[map.span.start.byte..].starts_with('{');
    let pair = &text[key.start.byte..value.end.byte];
    let at = Span { start: key.start, end: key.start };
    let indentation = " ".repeat(key.start.column as usize - 1);
    let copy = if is_flow { format!("{pair}, ") } else { format!("{}\n{indentation}", pair.trim_end()) };
    let mut mutant = world.edit(map.file, at, &copy, &format!("{name} twice"));
    let lines = u32::try_from(copy.matches('\n').count()).unwrap();
    mutant.lines.push((world.files[map.file].path.clone(), key.start.line + lines));
    Some(mutant)
}

fn list_for_one(world: &World, random: &mut Random) -> Option<Mutant> {
    let leaf = world.leaf(random, |leaf| leaf.key.is_some())?;
    let old = &world.text(leaf.file)[leaf.span.start.byte..leaf.span.end.byte];
    Some(world.edit(leaf.file, leaf.span, &format!("[[{old}]]"), &leaf.path.to_string()))
}

fn value_missing(world: &World, random: &mut Random) -> Option<Mutant> {
    let leaf = world.leaf(random, |leaf| leaf.key.is_some())?;
    Some(world.edit(leaf.file, leaf.span, "", &leaf.path.to_string()))
}

fn placeholder(world: &World, random: &mut Random) -> Option<Mutant> {
    let is_text =
        |leaf: &Leaf| matches!(leaf.form.as_str(), "summary" | "aliases.*" | "license" | "venue" | "name");
    let leaf = world.leaf(random, is_text)?;
    let words = ["n/a", "N/A", "none", "TODO", "TBD", "???", "not available", "see paper"];
    world.exchange(leaf, words[random.below(6)])
}

fn bracket_open(world: &World, random: &mut Random) -> Option<Mutant> {
    let file = random.below(world.files.len());
    // In a text a bracket is a letter as any other.
    let of_text = |at: usize| {
        let is_in =
            |leaf: &&Leaf| leaf.file == file && (leaf.span.start.byte..leaf.span.end.byte).contains(&at);
        world.leaves.iter().any(|leaf| is_in(&leaf))
    };
    let brackets: Vec<usize> = world
        .text(file)
        .char_indices()
        .filter(|(at, c)| matches!(c, ']' | '}') && !of_text(*at))
        .map(|(at, _)| at)
        .collect();
    let at = *brackets.get(random.below(brackets.len()))?;
    let mut mutant = cut(world, file, at, 1, "bracket");
    // It shows where the text can no longer be what it seemed to be.
    let text = world.text(file);
    let from = u32::try_from(text[..at].matches('\n').count()).unwrap() + 1;
    let opened = opening_line(text, at);
    let path = world.files[file].path.clone();
    mutant.lines.extend([from + 1, from + 2, opened].map(|line| (path.clone(), line)));
    let end = u32::try_from(text.lines().count()).unwrap() + 1;
    mutant.lines.push((path, end));
    Some(mutant)
}

/// The line of the bracket that the one at `at` closes.
fn opening_line(text: &str, at: usize) -> u32 {
    let mut depth = 0;
    for (place, c) in text[..at].char_indices().rev() {
        match c {
            ']' | '}' => depth += 1,
            '[' | '{' if depth == 0 => {
                return u32::try_from(text[..place].matches('\n').count()).unwrap() + 1;
            }
            '[' | '{' => depth -= 1,
            _ => {}
        }
    }
    1
}

fn quote_open(world: &World, random: &mut Random) -> Option<Mutant> {
    let leaf = world.leaf(random, |leaf| world.text(leaf.file)[leaf.span.start.byte..].starts_with('"'))?;
    let mut mutant = cut(world, leaf.file, leaf.span.end.byte - 1, 1, "quote");
    let path = world.files[leaf.file].path.clone();
    let text = world.text(leaf.file);
    let start = leaf.span.start.line;
    // The next quote closes it, and what stands behind that is in the way; without one, the text ends too soon.
    let rest = &text[leaf.span.end.byte..];
    let until = rest.find('"').map_or(text.len(), |at| leaf.span.end.byte + at);
    let last = u32::try_from(text[..until].matches('\n').count()).unwrap() + 1;
    mutant.lines.extend((start..=last + 1).map(|line| (path.clone(), line)));
    Some(mutant)
}

fn tab(world: &World, random: &mut Random) -> Option<Mutant> {
    let file = random.below(world.files.len());
    let text = world.text(file);
    let indented: Vec<usize> = text.match_indices("\n  ").map(|(at, _)| at + 1).collect();
    let at = *indented.get(random.below(indented.len()))?;
    Some(replace(world, file, at, 2, "\t", "indentation"))
}

fn cut(world: &World, file: usize, at: usize, len: usize, what: &str) -> Mutant {
    replace(world, file, at, len, "", what)
}

fn replace(world: &World, file: usize, at: usize, len: usize, by: &str, what: &str) -> Mutant {
    let text = world.text(file);
    let path = world.files[file].path.clone();
    let line = u32::try_from(text[..at].matches('\n').count()).unwrap() + 1;
    Mutant {
        changes: BTreeMap::from([(path.clone(), Some(format!("{}{by}{}", &text[..at], &text[at + len..])))]),
        lines: vec![(path.clone(), line)],
        what: format!("{path}:{line} {what}"),
    }
}

fn upper_case(world: &World, random: &mut Random) -> Option<Mutant> {
    let leaf = world.leaf(random, is_reference)?;
    world.exchange(leaf, &leaf.text.to_uppercase())
}

/// The lines that mention an entry.
fn mentions(world: &World, file: &File) -> Vec<(String, u32)> {
    let names = |leaf: &&Leaf| is_reference(leaf) && leaf.text.split('@').next() == Some(file.id.as_str());
    world
        .leaves
        .iter()
        .filter(names)
        .map(|leaf| (world.files[leaf.file].path.clone(), leaf.span.start.line))
        .collect()
}

fn mentioned<'w>(world: &'w World, random: &mut Random) -> Option<(&'w File, Vec<(String, u32)>)> {
    let file = world.file(random, |file| file.kind.is_referable())?;
    let mut lines = mentions(world, file);
    lines.retain(|(path, _)| *path != file.path);
    (!lines.is_empty()).then_some((file, lines))
}

fn file_renamed(world: &World, random: &mut Random) -> Option<Mutant> {
    let (file, lines) = mentioned(world, random)?;
    let id = misspelled(file.id.as_str(), random)?;
    let path = file.path.replace(&format!("/{}.yaml", file.id), &format!("/{id}.yaml"));
    let what = format!("{} renamed to {id}", file.path);
    let changes = BTreeMap::from([(file.path.clone(), None), (path, Some(file.text.clone()))]);
    world.taxonomy.entry(&id).is_none().then_some(Mutant { changes, lines, what })
}

fn file_removed(world: &World, random: &mut Random) -> Option<Mutant> {
    let (file, lines) = mentioned(world, random)?;
    let what = format!("{} removed", file.path);
    Some(Mutant { changes: BTreeMap::from([(file.path.clone(), None)]), lines, what })
}

fn file_moved(world: &World, random: &mut Random) -> Option<Mutant> {
    let file = &world.files[random.below(world.files.len())];
    let kind = Kind::ALL[random.below(Kind::ALL.len())];
    let path = file.path.replace(file.kind.folder(), kind.folder());
    let mut lines = mentions(world, file);
    // What the new folder does not know may stand in any line.
    lines.extend((1..=u32::try_from(file.text.lines().count()).unwrap()).map(|line| (path.clone(), line)));
    let what = format!("{} moved to {path}", file.path);
    let changes = BTreeMap::from([(file.path.clone(), None), (path, Some(file.text.clone()))]);
    (kind != file.kind).then_some(Mutant { changes, lines, what })
}

fn file_copied(world: &World, random: &mut Random) -> Option<Mutant> {
    let file = world.file(random, |file| file.kind.is_referable())?;
    let path = file.path.replace(".yaml", "-2.yaml");
    let every = 1..=u32::try_from(file.text.lines().count()).unwrap();
    let lines = every.flat_map(|line| [(path.clone(), line), (file.path.clone(), line)]).collect();
    let what = format!("{} copied", file.path);
    let is_free = world.files.iter().all(|file| file.path != path);
    is_free.then(|| Mutant { changes: BTreeMap::from([(path, Some(file.text.clone()))]), lines, what })
}

fn alias_of_another(world: &World, random: &mut Random) -> Option<Mutant> {
    let leaf = world.leaf(random, |leaf| leaf.form == "name")?;
    let kind = world.files[leaf.file].kind;
    let other = world.leaf(random, |other| {
        other.form == "aliases.*" && world.files[other.file].kind == kind && other.file != leaf.file
    })?;
    let mut mutant = world.exchange(leaf, &other.text)?;
    mutant.lines.push((world.files[other.file].path.clone(), other.span.start.line));
    // A name that needs quotes is another fault.
    (!other.text.contains(['"', ':', '#'])).then_some(mutant)
}

fn variant_renamed(world: &World, random: &mut Random) -> Option<Mutant> {
    let leaf = world.leaf(random, |leaf| leaf.form == "variants.*.id")?;
    let id = &world.files[leaf.file].id;
    let whole = format!("{id}@{}", leaf.text);
    let of = world.leaves.iter().filter(|other| is_reference(other) && other.text == whole);
    let mut lines: Vec<(String, u32)> =
        of.map(|other| (world.files[other.file].path.clone(), other.span.start.line)).collect();
    if lines.is_empty() {
        return None;
    }
    let mut mutant = world.exchange(leaf, &misspelled(&leaf.text, random)?)?;
    mutant.lines.append(&mut lines);
    Some(mutant)
}

fn arxiv_swapped(world: &World, random: &mut Random) -> Option<Mutant> {
    let leaf = world.leaf(random, |leaf| leaf.form == "arxiv")?;
    let other = world.leaf(random, |leaf| leaf.form == "arxiv")?;
    world.exchange(leaf, &other.text)
}

fn arxiv_slip(world: &World, random: &mut Random) -> Option<Mutant> {
    let leaf = world.leaf(random, |leaf| leaf.form == "arxiv")?;
    world.exchange(leaf, &other_digit(&leaf.text, random)?)
}

/// The text with another digit at a place by chance.
pub(super) fn other_digit(text: &str, random: &mut Random) -> Option<String> {
    let digits: Vec<usize> =
        text.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(at, _)| at).collect();
    let at = *digits.get(random.below(digits.len()))?;
    let digit = u8::try_from(random.below(9)).unwrap() + b'1';
    let mut bytes = text.as_bytes().to_vec();
    bytes[at] = (bytes[at] - b'0' + digit - b'0') % 10 + b'0';
    Some(String::from_utf8(bytes).unwrap())
}

fn paper_of_another(world: &World, random: &mut Random) -> Option<Mutant> {
    let is_claim = |leaf: &Leaf| leaf.form == "introduced_by" && leaf.definition == "PaperRef";
    let of_model = |leaf: &Leaf| is_claim(leaf) && world.files[leaf.file].kind == Kind::Model;
    let leaf = world.leaf(random, of_model)?;
    let other = world.leaf(random, |other| of_model(other) && other.text != leaf.text)?;
    let mut mutant = world.exchange(leaf, &other.text)?;
    mutant.lines.push((world.files[other.file].path.clone(), other.span.start.line));
    Some(mutant)
}

fn code_of_another(world: &World, random: &mut Random) -> Option<Mutant> {
    let is_code = |leaf: &Leaf| leaf.form == "links.code" && world.files[leaf.file].kind == Kind::Model;
    let leaf = world.leaf(random, is_code)?;
    let other = world.leaf(random, |other| is_code(other) && other.text != leaf.text)?;
    let mut mutant = world.exchange(leaf, &other.text)?;
    mutant.lines.push((world.files[other.file].path.clone(), other.span.start.line));
    Some(mutant)
}

fn address_not_canonical(world: &World, random: &mut Random) -> Option<Mutant> {
    let is_known = |leaf: &Leaf| {
        leaf.text.starts_with("https://github.com/") || leaf.text.starts_with("https://huggingface.co/")
    };
    let leaf = world.leaf(random, |leaf| is_known(leaf) && leaf.form.starts_with("links."))?;
    let other = match random.below(4) {
        0 => format!("{}/", leaf.text),
        1 => leaf.text.replacen("https:", "http:", 1),
        2 => leaf.text.replacen("https://", "https://www.", 1),
        _ => format!("{}?tab=readme-ov-file", leaf.text),
    };
    world.exchange(leaf, &other)
}

fn date_impossible(world: &World, random: &mut Random) -> Option<Mutant> {
    let leaf = world.leaf(random, |leaf| is_date(leaf) && leaf.text.len() >= 4)?;
    let year = &leaf.text[..4];
    let days = ["02-30", "04-31", "13-01", "00-10", "11-31", "06-00"];
    world.exchange(leaf, &format!("{year}-{}", days[random.below(days.len())]))
}

/// The date of the entry at the young end of a link, moved two years before that of the old end.
fn date_before_parent(world: &World, random: &mut Random) -> Option<Mutant> {
    let links: Vec<_> = world
        .taxonomy
        .links(View::FULL)
        .filter(|link| link.relation().info().dates == DateRule::NotBefore)
        .filter(|link| link.from().date().is_some() && link.to().date().is_some() && link.from() != link.to())
        .collect();
    let link = links.get(random.below(links.len()))?;
    let (child, parent) = (link.from().entry(), link.to());
    let file = world.files.iter().position(|file| file.kind == child.kind() && file.id == child.id)?;
    let leaf = world.leaves.iter().find(|leaf| leaf.file == file && leaf.form == child.date_field())?;
    let mut mutant = world.exchange(leaf, &format!("{}", parent.date()?.year() - 2))?;
    let parent =
        world.files.iter().position(|file| file.kind == parent.kind() && file.id == parent.entry().id)?;
    let of_parent = world.leaves.iter().filter(|leaf| leaf.file == parent && is_date(leaf));
    mutant.lines.extend(of_parent.map(|leaf| (world.files[parent].path.clone(), leaf.span.start.line)));
    Some(mutant)
}

fn paper_year_off(world: &World, random: &mut Random) -> Option<Mutant> {
    let leaf = world.leaf(random, |leaf| {
        leaf.form == "date"
            && world.files[leaf.file].kind == Kind::Paper
            && world.files[leaf.file].value.get("arxiv").is_some()
    })?;
    let year: u32 = leaf.text[..4].parse().ok()?;
    let other = if random.below(2) == 0 { year - 1 } else { year + 1 };
    world.exchange(leaf, &format!("{other}{}", &leaf.text[4..]))
}

fn read_too_early(world: &World, random: &mut Random) -> Option<Mutant> {
    let is_read = |leaf: &Leaf| leaf.form.starts_with("sources.") && leaf.form.ends_with(".read");
    let leaf = world.leaf(random, |leaf| {
        let source = leaf.path.to_string().replace(".read", "");
        let key = source.trim_start_matches("sources.").to_owned();
        is_read(leaf) && world.files[leaf.file].value["sources"][&key].get("paper").is_some()
    })?;
    world.exchange(leaf, "2010-01-01")
}

/// A link back, from the old end of a link to the young end.
fn circle(world: &World, random: &mut Random) -> Option<Mutant> {
    let lineage =
        [Relation::FinetunedFrom, Relation::SuccessorOf, Relation::Extends, Relation::InitializedFrom];
    let links: Vec<_> = world
        .taxonomy
        .links(View::of(lineage))
        .filter(|link| link.from() != link.to() && link.to().kind() == link.from().kind())
        .collect();
    let link = links.get(random.below(links.len()))?;
    let (child, parent) = (link.from(), link.to());
    let file = world.files.iter().find(|file| file.kind == parent.kind() && file.id == parent.entry().id)?;
    if file.value.get("lineage").is_some() {
        return None;
    }
    let added =
        format!("lineage:\n  - {{ relation: {}, of: {}, at: \"§1\" }}\n", link.relation().name(), child.id());
    let text = format!("{}{added}", file.text);
    let line = u32::try_from(file.text.lines().count()).unwrap() + 2;
    Some(Mutant {
        changes: BTreeMap::from([(file.path.clone(), Some(text))]),
        lines: vec![(file.path.clone(), line)],
        what: format!("{} {} {}", parent.id(), link.relation().name(), child.id()),
    })
}

fn itself(world: &World, random: &mut Random) -> Option<Mutant> {
    let leaf = world.leaf(random, |leaf| leaf.form == "lineage.*.of")?;
    world.exchange(leaf, world.files[leaf.file].id.as_str())
}

fn relation_of_other_kinds(world: &World, random: &mut Random) -> Option<Mutant> {
    let leaf = world.leaf(random, |leaf| leaf.form == "lineage.*.relation")?;
    let of_data = matches!(world.files[leaf.file].kind, Kind::Dataset | Kind::Benchmark);
    let words = if of_data { ["finetuned-from", "merged-from"] } else { ["translated-from", "subset-of"] };
    world.exchange(leaf, words[random.below(2)])
}

/// A printed value, with the column that it stands in.
fn is_value(leaf: &Leaf) -> bool {
    leaf.form == "tables.*.rows.*.values.*" && leaf.text.starts_with(|c: char| c.is_ascii_digit())
}

/// A value whose metric has bounds.
fn bounded<'w>(world: &'w World, random: &mut Random) -> Option<(&'w Leaf, f64, f64)> {
    let leaf = world.leaf(random, is_value)?;
    let score = score_at(world, leaf)?;
    let (_, metric) = score.described()?;
    let (min, max) = (metric.min.as_ref()?.value(), metric.max.as_ref()?.value());
    let scale = score.scale;
    Some((leaf, min * scale, max * scale))
}

fn score_at<'w>(world: &'w World, leaf: &Leaf) -> Option<mmtax::Score<'w>> {
    let file = &world.files[leaf.file];
    let path = leaf.path.to_string();
    let steps: Vec<usize> = path.split(['[', ']']).filter_map(|part| part.parse().ok()).collect();
    let [table, row, column] = steps.as_slice() else { return None };
    let model = file.value["tables"][table]["rows"][row]["model"].as_str()?.split('@').next()?;
    let row = format!("tables[{table}].rows[{row}].model");
    world.taxonomy.entry(model)?.scores().into_iter().find(|score| {
        score.column == *column
            && score.results.id() == file.id.as_str()
            && score.results.entry().path(score.place).to_string() == row
    })
}

fn out_of_range(world: &World, random: &mut Random) -> Option<Mutant> {
    let (leaf, min, max) = bounded(world, random)?;
    let other =
        if random.below(2) == 0 { format!("{:.1}", max * 3.0 + 7.0) } else { format!("{:.1}", min - 5.0) };
    world.exchange(leaf, &other)
}

fn point_lost(world: &World, random: &mut Random) -> Option<Mutant> {
    let (leaf, _, max) = bounded(world, random)?;
    let other = leaf.text.replacen('.', "", 1);
    let other = other.trim_start_matches('0');
    // 0.8 becomes 8, 82.4 becomes 824; what is still in range is not to be seen.
    other.parse::<f64>().is_ok_and(|value| value > max).then_some(())?;
    world.exchange(leaf, other)
}

/// The whole of a row that prints all its parts as well.
fn formula_broken(world: &World, random: &mut Random) -> Option<Mutant> {
    let leaf = world.leaf(random, is_value)?;
    let score = score_at(world, leaf)?;
    let (_, metric) = score.described()?;
    let formula = metric.formula.as_ref()?;
    let of_row: Vec<mmtax::Score<'_>> = score
        .model
        .scores()
        .into_iter()
        .filter(|other| (other.results, other.place) == (score.results, score.place))
        .filter(|other| (other.benchmark, other.split) == (score.benchmark, score.split))
        .collect();
    let is_printed = |part| of_row.iter().any(|other| other.metric == part);
    formula.of.iter().all(is_printed).then_some(())?;
    world.exchange(leaf, &other_digit(&leaf.text, random)?)
}

fn row_short(world: &World, random: &mut Random) -> Option<Mutant> {
    let leaf = world.leaf(random, |leaf| is_value(leaf) && !leaf.path.to_string().ends_with("[0]"))?;
    let text = world.text(leaf.file);
    let comma = text[..leaf.span.start.byte].rfind(',')?;
    let len = leaf.span.end.byte - comma;
    let mut mutant = cut(world, leaf.file, comma, len, "value removed");
    mutant.lines.push((world.files[leaf.file].path.clone(), leaf.span.start.line));
    Some(mutant)
}

fn row_long(world: &World, random: &mut Random) -> Option<Mutant> {
    let leaf = world.leaf(random, is_value)?;
    let old = &world.text(leaf.file)[leaf.span.start.byte..leaf.span.end.byte];
    Some(world.edit(leaf.file, leaf.span, &format!("{old}, {old}"), "value twice"))
}

fn metric_misspelled(world: &World, random: &mut Random) -> Option<Mutant> {
    let leaf = world.leaf(random, |leaf| leaf.form == "tables.*.columns.*")?;
    let metric = leaf.text.rsplit('/').next()?.split('*').next()?;
    let slipped = misspelled(metric, random)?;
    let at = leaf.text.rfind(metric)?;
    world.exchange(leaf, &format!("{}{slipped}{}", &leaf.text[..at], &leaf.text[at + metric.len()..]))
}

fn row_twice(world: &World, random: &mut Random) -> Option<Mutant> {
    let leaf = world.leaf(random, |leaf| is_value(leaf) && leaf.path.to_string().ends_with("values[0]"))?;
    let text = world.text(leaf.file);
    let start = text[..leaf.span.start.byte].rfind('\n')? + 1;
    let end = leaf.span.end.byte + text[leaf.span.end.byte..].find('\n')? + 1;
    let line = &text[start..end];
    // A note or an item of errata sets rows apart.
    if !line.trim_start().starts_with("- {") || line.contains("note:") || line.contains("settings:") {
        return None;
    }
    score_at(world, leaf)?;
    let at = leaf.span.start.byte - start;
    let other =
        format!("{}{}{}", &line[..at], other_digit(&leaf.text, random)?, &line[at + leaf.text.len()..]);
    let mut mutant = replace(world, leaf.file, end, 0, &other, "row twice");
    mutant.lines.push((world.files[leaf.file].path.clone(), leaf.span.start.line));
    Some(mutant)
}

fn sources_removed(world: &World, random: &mut Random) -> Option<Mutant> {
    // A paper is its own source.
    let map = world.map(random, |map| {
        map.path.steps().is_empty()
            && world.files[map.file].kind != Kind::Paper
            && map.fields.iter().any(|(name, ..)| name == "sources")
    })?;
    let at = map.fields.iter().position(|(name, ..)| name == "sources")?;
    let mut mutant = world.without(map, at)?;
    let path = world.files[map.file].path.clone();
    mutant.lines.extend(map.fields.iter().map(|(_, key, _)| (path.clone(), key.start.line)));
    Some(mutant)
}

fn source_key_misspelled(world: &World, random: &mut Random) -> Option<Mutant> {
    let leaf = world.leaf(random, |leaf| {
        leaf.form.ends_with(".source") && world.files[leaf.file].kind != Kind::Results && leaf.key.is_some()
    })?;
    world.exchange(leaf, &misspelled(&leaf.text, random)?)
}

fn place_removed(world: &World, random: &mut Random) -> Option<Mutant> {
    let forms = ["components.*", "lineage.*", "training.*", "methods.*", "tables.*", "items.*"];
    let map = world.map(random, |map| {
        forms.contains(&map.form.as_str()) && map.fields.iter().any(|(name, ..)| name == "at")
    })?;
    let at = map.fields.iter().position(|(name, ..)| name == "at")?;
    world.without(map, at)
}

fn cited_removed(world: &World, random: &mut Random) -> Option<Mutant> {
    let cited = world.map(random, |map| map.form == "cited")?;
    let (name, key, _) = &cited.fields[random.below(cited.fields.len())];
    let map = world.maps.iter().find(|map| map.file == cited.file && map.path.steps().is_empty())?;
    let at = map.fields.iter().position(|(field, ..)| field == name)?;
    let mut mutant = world.without(map, at)?;
    // The citation moves up if the field stood above it.
    let path = world.files[map.file].path.clone();
    let moved = map.fields[at].2.end.line - map.fields[at].1.start.line + 1;
    let line = key.start.line;
    mutant.lines.extend([line, line.saturating_sub(moved)].map(|line| (path.clone(), line)));
    Some(mutant)
}

fn license_respelled(world: &World, random: &mut Random) -> Option<Mutant> {
    let leaf = world.leaf(random, |leaf| {
        leaf.form == "license"
            && matches!(leaf.text.as_str(), "MIT" | "Apache-2.0" | "CC-BY-4.0" | "CC-BY-NC-4.0")
    })?;
    let other = match leaf.text.as_str() {
        "MIT" => ["MIT License", "mit"][random.below(2)],
        "Apache-2.0" => ["Apache 2.0", "apache-2.0"][random.below(2)],
        "CC-BY-4.0" => ["CC BY 4.0", "cc-by-4.0"][random.below(2)],
        _ => ["CC BY-NC 4.0", "cc-by-nc-4.0"][random.below(2)],
    };
    world.exchange(leaf, other)
}

fn paradigm_exchanged(world: &World, random: &mut Random) -> Option<Mutant> {
    let leaf = world.leaf(random, |leaf| leaf.form == "paradigm")?;
    let words = ["diffusion", "autoregressive", "hybrid"];
    world.exchange(leaf, words[random.below(3)])
}
