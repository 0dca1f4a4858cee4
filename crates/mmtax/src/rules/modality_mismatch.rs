//! `modality-mismatch`

use mmtax_schema::{Body, Entry, Path, vocab::Modality};

use super::{Explained, Rule, Run};
use crate::check::{Finding, Findings, Spot};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    about: Explained {
        code: "modality-mismatch",
        severity: Severity::Error,
        summary: "A model says how it produces a modality that it does not list as output.",
        docs: "\
## What it does
Holds `generation` against `modalities.output`: what has an objective must be among the outputs (`audio` stands for speech
and music, too). A unified model that is not known to output anything but text is reported as well.

## Why it is bad
One of the two is wrong, and every selection by modality depends on it.

## How to fix
Add the modality to `modalities.output`, or remove the objective.

## Bad
```yaml
modalities: { input: [text, image], output: [text] }
generation: { text: [next-token], image: [diffusion] }
```

## Good
```yaml
modalities: { input: [text, image], output: [text, image] }
generation: { text: [next-token], image: [diffusion] }
```
",
    },
    run: Run::Entry(run),
};

fn run(entry: &Entry, findings: &mut Findings) {
    let Body::Model(model) = &entry.body else { return };
    let Some(output) = model.modalities.output.known() else { return };
    for (modality, objectives) in model.generation.iter() {
        let is_it = |output: &Modality| {
            model.generation.of(*output).is_some_and(|found| std::ptr::eq(found, objectives))
        };
        if objectives.known().is_some() && !output.iter().any(is_it) {
            let message = format!("`{}` produces {modality}, but does not list it as output", entry.id);
            let spot = Spot::key(entry, Path::field("generation").key(modality.word()));
            findings.push(
                Finding::new(spot, message)
                    .label("has an objective")
                    .related(Spot::value(entry, Path::field("modalities").key("output")), "the outputs")
                    .help(format!("add `{modality}` to `modalities.output`, or remove the objective")),
            );
        }
    }
    let only_text = output.iter().all(|modality| *modality == Modality::Text);
    if model.role == mmtax_schema::vocab::Role::Unified && only_text {
        let message = format!("`{}` is unified, but its only output is text", entry.id);
        findings.push(
            Finding::new(Spot::value(entry, Path::field("modalities").key("output")), message)
                .label("text only")
                .help("a unified model generates more than text: correct the role or the outputs"),
        );
    }
}
