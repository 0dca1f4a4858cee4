//! Where two schemes place the same models, and where what they say of one cannot both hold.

use std::collections::{BTreeMap, BTreeSet};

use mmtax_graph::schema::Kind;
use mmtax_graph::schema::vocab::Paradigm;
use mmtax_graph::{Class, EntryRef};

use super::book::Book;
use super::class::{anchor, label};
use super::page::Page;
use super::words::{count, words};
use crate::artifact::Artifact;
use crate::{escape, paths};

/// Where the page stands.
pub(super) const PATH: &str = "schemes-compared.md";

/// A model with a class of each of two schemes.
type Shared<'t> = (EntryRef<'t>, Class<'t>, Class<'t>);

/// The page that holds every two schemes with common models against each other.
pub(super) fn compared(book: &Book<'_>) -> Artifact {
    let mut page = Page::new(PATH.into(), "Schemes, compared");
    page.paragraph(
        "Every two schemes that place the same models. Two classes *differ* where a model cannot be in both, taken at their word: \
         they imply paradigms of which none is common, or one implies a shared encoder and the other none. They *agree* where both \
         imply something of that kind and it fits, and where they imply nothing that could be held together the page does not say.",
    );
    let pairs = pairs(book);
    if pairs.is_empty() {
        page.paragraph("No two schemes here place the same model.");
    }
    for ((one, other), shared) in &pairs {
        page.section(&format!("{} and {}", page.entry(*one), page.entry(*other)));
        let models: BTreeSet<_> = shared.iter().map(|(model, ..)| *model).collect();
        let verdicts: Vec<Verdict> = shared.iter().map(|(_, a, b)| verdict(a, b)).collect();
        let differing = verdicts.iter().filter(|verdict| matches!(verdict, Verdict::Differ(_))).count();
        let agreeing = verdicts.iter().filter(|verdict| matches!(verdict, Verdict::Agree)).count();
        page.paragraph(&format!(
            "{} in both; of {}, {differing} differ and {agreeing} agree.",
            count(models.len(), "model", "models"),
            count(shared.len(), "pair of classes", "pairs of classes"),
        ));
        differences(&mut page, shared, &verdicts);
        crossed(&mut page, shared, &verdicts);
    }
    let files = book.kind(Kind::Scheme).iter().map(|scheme| page.file(*scheme)).collect();
    page.finish([("Made from", files)])
}

/// The models that cannot be in both of their classes, and what their own facts say where that is known.
fn differences(page: &mut Page, shared: &[Shared<'_>], verdicts: &[Verdict]) {
    let rows: Vec<_> = shared
        .iter()
        .zip(verdicts)
        .filter_map(|((model, a, b), verdict)| {
            let Verdict::Differ(why) = verdict else { return None };
            let disputed: Vec<_> = [a, b]
                .into_iter()
                .filter_map(|class| {
                    let why = class.member.disputed.as_ref()?;
                    Some(format!("not {}: {}", escape::markdown(&class.concept.label), escape::markdown(why)))
                })
                .collect();
            Some([page.entry(*model), placed(page, a), placed(page, b), why.clone(), disputed.join("; ")])
        })
        .collect();
    if !rows.is_empty() {
        let heading =
            ["Model", "Class in the first", "Class in the second", "They differ", "The model's own facts"];
        page.table(heading, &rows);
    }
}

/// Which classes of the one scheme meet which of the other, with the models in both.
fn crossed(page: &mut Page, shared: &[Shared<'_>], verdicts: &[Verdict]) {
    let mut met: BTreeMap<_, (usize, [String; 3], Vec<String>)> = BTreeMap::new();
    for ((model, a, b), verdict) in shared.iter().zip(verdicts) {
        let at = |class: &Class<'_>| {
            let concepts = class.scheme.as_scheme().map_or(&[][..], |scheme| &scheme.concepts);
            concepts.iter().position(|concept| std::ptr::eq(concept, class.concept))
        };
        let classes = || [class(page, a), class(page, b), verdict.word().to_owned()];
        let cell = met.entry((at(a), at(b))).or_insert_with(|| (0, classes(), Vec::new()));
        cell.0 += 1;
        cell.2.push(page.entry(*model));
    }
    let rows: Vec<_> = met
        .into_values()
        .map(|(count, [a, b, verdict], models)| [a, b, verdict, count.to_string(), models.join(", ")])
        .collect();
    let heading = ["Class in the first", "Class in the second", "Taken at their word", "Count", "Models"];
    page.table(heading, &rows);
}

/// The models that two schemes share, with their classes, by the pair of schemes.
fn pairs<'t>(book: &Book<'t>) -> BTreeMap<(EntryRef<'t>, EntryRef<'t>), Vec<Shared<'t>>> {
    let mut pairs: BTreeMap<_, Vec<Shared<'t>>> = BTreeMap::new();
    for &model in book.kind(Kind::Model) {
        let classes = model.classes();
        for (at, one) in classes.iter().enumerate() {
            for other in classes[at + 1..].iter().filter(|other| other.scheme != one.scheme) {
                let in_order = one.scheme < other.scheme;
                let (a, b) = if in_order { (*one, *other) } else { (*other, *one) };
                pairs.entry((a.scheme, b.scheme)).or_default().push((model, a, b));
            }
        }
    }
    pairs
}

/// A model's class, marked where its place there is disputed.
fn placed(page: &Page, class: &Class<'_>) -> String {
    let mark = if class.member.disputed.is_some() { " (disputed)" } else { "" };
    format!("{}{mark}", self::class(page, class))
}

fn class(page: &Page, class: &Class<'_>) -> String {
    let path: Vec<_> = class.path().into_iter().map(label).collect();
    let target = format!("{}#{}", paths::classes(class.scheme), anchor(class.concept));
    page.artifact(&path.join(" › "), &target)
}

/// Whether a model can be in two classes, taken at their word.
enum Verdict {
    Differ(String),
    Agree,
    Open,
}

impl Verdict {
    const fn word(&self) -> &'static str {
        match self {
            Self::Differ(_) => "**differ**",
            Self::Agree => "agree",
            Self::Open => "",
        }
    }
}

fn verdict(a: &Class<'_>, b: &Class<'_>) -> Verdict {
    let (one, other) = (paradigms(a), paradigms(b));
    let held = !one.is_empty() && !other.is_empty();
    if held && !one.iter().any(|paradigm| other.contains(paradigm)) {
        return Verdict::Differ(format!("{} and {}", words(&one), words(&other)));
    }
    match (shared_encoder(a), shared_encoder(b)) {
        (Some(one), Some(other)) if one != other => {
            Verdict::Differ("one wants a shared encoder, the other none".into())
        }
        (Some(_), Some(_)) => Verdict::Agree,
        _ if held => Verdict::Agree,
        _ => Verdict::Open,
    }
}

/// The paradigms that a class allows; what it does not say, those above it do.
fn paradigms(class: &Class<'_>) -> Vec<Paradigm> {
    let mut said = class.path().into_iter().rev().map(|concept| &concept.implies.paradigm);
    said.find(|paradigms| !paradigms.is_empty()).cloned().unwrap_or_default()
}

fn shared_encoder(class: &Class<'_>) -> Option<bool> {
    class.path().into_iter().rev().find_map(|concept| concept.implies.shared_encoder)
}
