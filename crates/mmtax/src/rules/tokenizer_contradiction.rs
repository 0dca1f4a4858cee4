//! `tokenizer-contradiction`

use mmtax_schema::entry::Tokenizer;
use mmtax_schema::vocab::TokenForm;
use mmtax_schema::{Body, Entry, Fact, Nothing, Path};

use super::{Explained, Rule, Run};
use crate::check::{Finding, Findings, Spot};
use crate::diagnostic::Severity;

pub(super) static RULE: Rule = Rule {
    about: Explained {
        code: "tokenizer-contradiction",
        severity: Severity::Error,
        summary: "A continuous tokenizer has a codebook, or a discrete one has none.",
        docs: "\
## What it does
Holds a tokenizer's `form` against its quantizer, codebook and latent channels.

## Why it is bad
Whether its code is discrete decides what a model over it predicts. One of the facts belongs to another tokenizer, or the
entry mixes two.

## How to fix
Correct the one that the source contradicts. A tokenizer with two codes, one of each form, is two entries.

## Bad
```yaml
name: SD-VAE
form: continuous
codebook_size: 16384
```

## Good
```yaml
name: SD-VAE
form: continuous
latent_channels: 4
```
",
    },
    run: Run::Entry(run),
};

fn run(entry: &Entry, findings: &mut Findings) {
    let Body::Tokenizer(tokenizer) = &entry.body else { return };
    let Some(form) = tokenizer.form.known() else { return };
    for field in contradicting(*form, tokenizer) {
        let message = format!("`{}` is {form}, which its `{field}` contradicts", entry.id);
        findings.push(
            Finding::new(Spot::value(entry, Path::field(field)), message)
                .label("contradicts the form")
                .related(Spot::value(entry, Path::field("form")), "the form")
                .help("correct the form, or this field, whichever the source contradicts"),
        );
    }
}

fn contradicting(form: TokenForm, tokenizer: &Tokenizer) -> Vec<&'static str> {
    let Tokenizer { quantizer, codebook_size, codebook_dimension, latent_channels, .. } = tokenizer;
    let wrong = match form {
        TokenForm::Continuous => vec![
            ("quantizer", quantizer.known().is_some()),
            ("codebook_size", codebook_size.known().is_some()),
            ("codebook_dimension", codebook_dimension.known().is_some()),
            ("latent_channels", cannot_be(latent_channels)),
        ],
        TokenForm::Discrete => {
            vec![("quantizer", cannot_be(quantizer)), ("latent_channels", latent_channels.known().is_some())]
        }
    };
    wrong.into_iter().filter(|(_, is_wrong)| *is_wrong).map(|(field, _)| field).collect()
}

fn cannot_be<T>(fact: &Fact<T>) -> bool {
    matches!(fact, Fact::Nothing(Nothing::NotApplicable))
}
