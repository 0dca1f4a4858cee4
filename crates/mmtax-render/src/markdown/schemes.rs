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
use crate::paths;

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
        let mut rows: Vec<_> = shared.iter().zip(&verdicts).collect();
        rows.sort_by_key(|((model, ..), verdict)| (verdict.rank(), *model));
        let rows: Vec<_> = rows
            .into_iter()
            .map(|((model, a, b), verdict)| {
                let says = match verdict {
                    Verdict::Differ(why) => format!("**differ**: {why}"),
                    Verdict::Agree => "agree".into(),
                    Verdict::Open => String::new(),
                };
                [page.entry(*model), class(&page, a), class(&page, b), says]
            })
            .collect();
        page.table(["Model", "Class in the first", "Class in the second", "Taken at their word"], &rows);
    }
    let files = book.kind(Kind::Scheme).iter().map(|scheme| page.file(*scheme)).collect();
    page.finish([("Made from", files)])
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

fn class(page: &Page, class: &Class<'_>) -> String {
    let path: Vec<_> = class.path().into_iter().map(label).collect();
    let target = format!("{}#{}", paths::classes(class.scheme), anchor(class.concept));
    let mark = if class.member.disputed.is_some() { " (disputed)" } else { "" };
    format!("{}{mark}", page.artifact(&path.join(" › "), &target))
}

/// Whether a model can be in two classes, taken at their word.
enum Verdict {
    Differ(String),
    Agree,
    Open,
}

impl Verdict {
    /// What a reader looks for comes first.
    const fn rank(&self) -> u8 {
        match self {
            Self::Differ(_) => 0,
            Self::Open => 1,
            Self::Agree => 2,
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
