//! `class-contradiction`

use mmtax_graph::{Class, EntryRef};
use mmtax_schema::entry::{Implies, Model};
use mmtax_schema::vocab::ComponentRole;
use mmtax_schema::{Kind, Path};

use super::{Explained, Rule, Run};
use crate::check::{Check, Finding, Findings, Spot};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    about: Explained {
        code: "class-contradiction",
        severity: Severity::Error,
        summary: "A scheme places a model in a class that the model's own facts contradict.",
        docs: "\
## What it does
Checks the conditions that a concept and those above it `imply` against the facts of each member: paradigm, outputs,
objectives, component roles, one encoder or two. What is not known of a model contradicts nothing.

## Why it is bad
The placement or a fact is wrong, or the source stretches its own definition. Each is worth knowing.

## How to fix
Check the model's facts at its paper, and the placement at the scheme's. If both are as printed, say so beside the data:
`disputed: WHY` on the membership.

## Bad
```yaml
# the concept implies `paradigm: [diffusion]`
members:
  - { model: janus, at: \"Table 1\" }
```

## Good
```yaml
members:
  - { model: mmada, at: \"Table 1\" }
```
",
    },
    run: Run::Taxonomy(run),
};

fn run(check: &Check<'_>, findings: &mut Findings) {
    for scheme in check.taxonomy.of_kind(Kind::Scheme) {
        for_each_member(scheme, check, |model, class, path| {
            if class.member.disputed.is_some() {
                return;
            }
            for Contradiction { why, fact, concept } in contradictions(class, model) {
                let message =
                    format!("`{}` is placed under \"{}\", but {why}", model.id(), class.concept.label);
                // Of a whole list the key says more than its first item.
                let is_list = fact == Path::field("components");
                let fact = if is_list { Spot::key(model, fact) } else { Spot::value(model, fact) };
                let condition = Path::field("concepts").index(concept).key("implies");
                findings.push(
                    Finding::new(Spot::value(scheme, path.clone().key("model")), message)
                        .label("placed here")
                        .related(Spot::value(scheme, condition), "the condition")
                        .related(fact, "the fact")
                        .help("check both at their sources; if both are as printed, add `disputed: WHY`"),
                );
            }
        });
    }
}

/// Calls `each` for every member of a scheme that is a sound entry, with its class and its path.
pub(super) fn for_each_member<'t>(
    scheme: EntryRef<'t>,
    check: &Check<'t>,
    mut each: impl FnMut(EntryRef<'t>, Class<'t>, Path),
) {
    let concepts = scheme.as_scheme().map_or(&[][..], |scheme| &scheme.concepts);
    for (c, concept) in concepts.iter().enumerate() {
        for (m, member) in concept.members.iter().enumerate() {
            if let Some(model) = check.taxonomy.entry_of(Kind::Model, member.model.id()) {
                let path = Path::field("concepts").index(c).key("members").index(m);
                each(model, Class { scheme, concept, member }, path);
            }
        }
    }
}

/// A fact of a model that a condition of its class excludes.
pub(super) struct Contradiction {
    /// What is the case, as the end of a sentence.
    why: String,
    /// The path of the fact.
    fact: Path,
    /// The position of the concept that has the condition: the class, or one above it.
    concept: usize,
}

/// What in a model's facts contradicts its class.
pub(super) fn contradictions(class: Class<'_>, model: EntryRef<'_>) -> Vec<Contradiction> {
    let Some(facts) = model.as_model() else { return Vec::new() };
    let all = class.scheme.as_scheme().map_or(&[][..], |scheme| &scheme.concepts);
    let mut found = Vec::new();
    for concept in class.path() {
        let position = all.iter().position(|known| known.id == concept.id).unwrap_or_default();
        let against = against(&concept.implies, facts).into_iter();
        found.extend(against.map(|(why, fact)| Contradiction { why, fact, concept: position }));
    }
    found
}

fn against(implies: &Implies, model: &Model) -> Vec<(String, Path)> {
    let mut found = Vec::new();
    if let Some(paradigm) = model.paradigm.known()
        && !implies.paradigm.is_empty()
        && !implies.paradigm.contains(paradigm)
    {
        found.push((format!("its paradigm is {paradigm}"), Path::field("paradigm")));
    }
    if let Some(output) = model.modalities.output.known() {
        for modality in implies.output.iter().filter(|modality| !output.contains(modality)) {
            found.push((format!("it does not output {modality}"), Path::field("modalities").key("output")));
        }
    }
    for (field, wanted, objectives) in [
        ("text", &implies.text_by, &model.generation.text),
        ("image", &implies.image_by, &model.generation.image),
    ] {
        let Some(objectives) = objectives.known() else { continue };
        if !wanted.is_empty() && !objectives.iter().any(|objective| wanted.contains(objective)) {
            let names: Vec<&str> = objectives.iter().map(|objective| objective.word()).collect();
            let path = Path::field("generation").key(field);
            found.push((format!("it produces {field} by {}", names.join(", ")), path));
        }
    }
    found.extend(against_components(implies, model));
    found
}

fn against_components(implies: &Implies, model: &Model) -> Vec<(String, Path)> {
    let Some(components) = model.components.known() else { return Vec::new() };
    let having = |role: ComponentRole| {
        components.iter().enumerate().find(move |(_, component)| component.roles.contains(&role))
    };
    let mut found = Vec::new();
    for role in implies.has.iter().filter(|role| having(**role).is_none()) {
        found.push((format!("none of its components has the role {role}"), Path::field("components")));
    }
    for role in &implies.lacks {
        if let Some((index, _)) = having(*role) {
            found.push((
                format!("one of its components has the role {role}"),
                Path::field("components").index(index),
            ));
        }
    }
    let both = [ComponentRole::UnderstandingEncoder, ComponentRole::GenerationEncoder];
    // Where an encoder is not known, neither is whether it is shared.
    if let (Some(wanted), true) = (implies.shared_encoder, both.iter().all(|role| having(*role).is_some())) {
        let shared = components.iter().position(|part| both.iter().all(|role| part.roles.contains(role)));
        match (wanted, shared) {
            (true, None) => {
                found.push(("it has separate encoders".to_owned(), Path::field("components")));
            }
            (false, Some(index)) => {
                let path = Path::field("components").index(index);
                found.push(("one component is both encoders".to_owned(), path));
            }
            (true, Some(_)) | (false, None) => {}
        }
    }
    found
}
