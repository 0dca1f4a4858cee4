//! Faults that look like facts: what a rule cannot see, and a reviewer has to. They have no goal; they show how far rules
//! reach.

use mmtax::schema::Kind;
use mmtax::schema::id::REF_PATTERN;

use super::Fault;
use super::faults::other_digit;
use super::world::{Leaf, Mutant, Random, World};

pub(super) static FAULTS: &[Fault] = &[
    Fault {
        name: "a score has another digit",
        put: score_digit,
        missed: "Seen where a formula, a range, or another row for the same score contradicts it; two sources that differ are an info, since both may be printed so.",
    },
    Fault {
        name: "a word is another of its vocabulary",
        put: other_word,
        missed: "Seen where a class, an objective, a kind of relation or another fact contradicts it.",
    },
    Fault {
        name: "a reference is another entry of the kind",
        put: other_reference,
        missed: "Seen where dates, kinds, classes or identities contradict it.",
    },
    Fault {
        name: "a date is a month off",
        put: month_off,
        missed: "Seen for papers with an arXiv id, and where a relative's date contradicts it; the rule for arXiv ids allows one month, for papers submitted at its end.",
    },
    Fault {
        name: "a number of parameters has another digit",
        put: parameters,
        missed: "Nothing else in the data says how large a model is.",
    },
    Fault {
        name: "a field that may be missing is removed",
        put: field_removed,
        missed: "Not to know is no fault; the diff shows a reviewer what went.",
    },
];

fn score_digit(world: &World, random: &mut Random) -> Option<Mutant> {
    let leaf = world.leaf(random, |leaf| {
        leaf.form == "tables.*.rows.*.values.*" && leaf.text.starts_with(|c: char| c.is_ascii_digit())
    })?;
    world.exchange(leaf, &other_digit(&leaf.text, random)?)
}

fn other_word(world: &World, random: &mut Random) -> Option<Mutant> {
    let leaf = world.leaf(random, |leaf| leaf.schema["enum"].is_array())?;
    let words = leaf.schema["enum"].as_array()?;
    world.exchange(leaf, words[random.below(words.len())].as_str()?)
}

fn other_reference(world: &World, random: &mut Random) -> Option<Mutant> {
    let is_reference = |leaf: &Leaf| leaf.schema["pattern"] == REF_PATTERN;
    let leaf = world.leaf(random, is_reference)?;
    let kind = world.taxonomy.entry(leaf.text.split('@').next()?)?.kind();
    let other = world.file(random, |file| file.kind == kind)?;
    world.exchange(leaf, other.id.as_str())
}

fn month_off(world: &World, random: &mut Random) -> Option<Mutant> {
    let is_date = |leaf: &Leaf| matches!(leaf.form.as_str(), "released" | "date") && leaf.text.len() >= 7;
    let leaf = world.leaf(random, is_date)?;
    let month: usize = leaf.text[5..7].parse().ok()?;
    let other = if month == 12 { 11 } else { month + 1 };
    world.exchange(leaf, &format!("{}{other:02}{}", &leaf.text[..5], &leaf.text[7..]))
}

fn parameters(world: &World, random: &mut Random) -> Option<Mutant> {
    let leaf = world.leaf(random, |leaf| leaf.form.ends_with("parameters"))?;
    world.exchange(leaf, &other_digit(&leaf.text, random)?)
}

fn field_removed(world: &World, random: &mut Random) -> Option<Mutant> {
    let map = world.map(random, |map| {
        map.path.steps().is_empty()
            && world.files[map.file].kind == Kind::Model
            && map.fields.iter().any(|(name, ..)| !map.required.contains(name))
    })?;
    let optional: Vec<usize> =
        (0..map.fields.len()).filter(|at| !map.required.contains(&map.fields[*at].0)).collect();
    world.without(map, optional[random.below(optional.len())])
}
