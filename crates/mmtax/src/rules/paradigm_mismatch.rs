//! `paradigm-mismatch`

use mmtax_schema::entry::Model;
use mmtax_schema::vocab::{Objective, Paradigm};
use mmtax_schema::{Body, Entry, Path};

use super::{Explained, Rule, Run};
use crate::check::{Finding, Findings, Spot};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    about: Explained {
        code: "paradigm-mismatch",
        severity: Severity::Error,
        summary: "A model's paradigm is not what its objectives make of it.",
        docs: "\
## What it does
Holds `paradigm` against the objectives under `generation`. An autoregressive model has an objective that predicts one
token, scale or position after another; a diffusion model has one that denoises, and none that predicts token after token;
a hybrid model has both. That one is missing is only said when the objectives of all outputs are known.

## Why it is bad
One of the two is wrong, and every grouping by paradigm depends on it.

## How to fix
Correct the one that the source contradicts. A language model whose predictions condition a diffusion decoder is
autoregressive: `image: [next-token, diffusion]`.

## Bad
```yaml
paradigm: hybrid
modalities: { input: [text, image], output: [text, image] }
generation: { text: [next-token], image: [next-token] }
```

## Good
```yaml
paradigm: autoregressive
modalities: { input: [text, image], output: [text, image] }
generation: { text: [next-token], image: [next-token] }
```
",
    },
    run: Run::Entry(run),
};

fn run(entry: &Entry, findings: &mut Findings) {
    let Body::Model(model) = &entry.body else { return };
    let Some(paradigm) = model.paradigm.known() else { return };
    let Some(problem) = contradiction(*paradigm, model) else { return };
    let message = format!("`{}` is said to be {paradigm}, but {problem}", entry.id);
    findings.push(
        Finding::new(Spot::value(entry, Path::field("paradigm")), message)
            .label("does not follow")
            .related(Spot::key(entry, Path::field("generation")), "from these objectives")
            .help("correct the paradigm or the objectives, whichever the source contradicts"),
    );
}

fn contradiction(paradigm: Paradigm, model: &Model) -> Option<&'static str> {
    let objectives: Vec<Objective> =
        model.generation.iter().flat_map(|(_, objectives)| objectives.items()).copied().collect();
    let predicts = objectives.iter().any(|objective| predicts_in_turn(*objective));
    let denoises = objectives.iter().any(|objective| denoises(*objective));
    match paradigm {
        Paradigm::Diffusion if objectives.contains(&Objective::NextToken) => {
            Some("it predicts token after token as well")
        }
        _ if !all_known(model) => None,
        Paradigm::Diffusion if !denoises => Some("nothing that it generates is denoised"),
        Paradigm::Autoregressive | Paradigm::Hybrid if !predicts => {
            Some("nothing that it generates is predicted one after another")
        }
        Paradigm::Hybrid if !denoises => Some("nothing that it generates is denoised"),
        Paradigm::Diffusion | Paradigm::Autoregressive | Paradigm::Hybrid => None,
    }
}

const fn predicts_in_turn(objective: Objective) -> bool {
    use Objective as O;
    match objective {
        O::NextToken | O::NextScale | O::MaskedToken | O::AutoregressiveDiffusion => true,
        O::DiscreteDiffusion | O::Diffusion | O::FlowMatching | O::Regression => false,
    }
}

const fn denoises(objective: Objective) -> bool {
    use Objective as O;
    match objective {
        O::MaskedToken
        | O::AutoregressiveDiffusion
        | O::DiscreteDiffusion
        | O::Diffusion
        | O::FlowMatching => true,
        O::NextToken | O::NextScale | O::Regression => false,
    }
}

/// Whether it is known how each of the known outputs is produced.
fn all_known(model: &Model) -> bool {
    let Some(output) = model.modalities.output.known() else { return false };
    output
        .iter()
        .all(|output| model.generation.of(*output).is_some_and(|objectives| objectives.known().is_some()))
}
