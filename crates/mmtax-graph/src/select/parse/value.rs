//! What stands behind a key: words, dates, numbers, ids.

use mmtax_schema::suggest::nearest;
use mmtax_schema::vocab::{Start, Training};
use mmtax_schema::{Kind, PartialDate, RefText};

use super::{Meaning, Parser};
use crate::select::error::{Wrong, known_word, no_such};
use crate::select::field::{Field, Values, Wanted};
use crate::select::filter::{Amount, Bound, Compare, ComponentTerm, Filter, ScoreTerm, Term};
use crate::select::lex::Word;

impl Parser<'_> {
    /// The filter of a key, how it is compared, and one value.
    pub(super) fn filter(
        &self,
        meaning: &Meaning,
        component: &ComponentTerm,
        how: Compare,
        value: &Word,
    ) -> Result<Filter, Wrong> {
        let text = value.text.as_str();
        let term = match meaning {
            Meaning::Kind => {
                let kinds = Kind::ALL.map(Kind::name);
                let kind = Kind::ALL.into_iter().find(|kind| kind.name() == text || kind.folder() == text);
                Term::Kind(kind.ok_or_else(|| no_such("kind", text, &value.span, &kinds))?)
            }
            Meaning::Id => Term::Id(self.reference(value, &Kind::REFERABLE)?.0),
            Meaning::Name => Term::Named(text.to_owned()),
            Meaning::Stub => {
                known_word("word", text, &value.span, &["yes", "no"])?;
                Term::Stub(text == "yes")
            }
            Meaning::Released => {
                let date = PartialDate::new(text);
                let help = "write `2025`, `2025-01` or `2025-01-29`".to_owned();
                let wrong = || Wrong::new(format!("`{text}` is no date"), &value.span, help);
                Term::Released(how, date.ok_or_else(wrong)?)
            }
            Meaning::Class => self.class(value)?,
            Meaning::Field(field) => self.field(*field, how, value)?,
            Meaning::Role(_) => {
                let (id, variant) = self.reference(value, &[Kind::Model, Kind::Tokenizer])?;
                Term::Component(ComponentTerm { uses: Some(id), variant, ..component.clone() })
            }
            Meaning::RoleTraining(role) => Term::Component(ComponentTerm {
                role: *role,
                training: Some(training(value)?),
                ..ComponentTerm::default()
            }),
            Meaning::RoleStart(role) => Term::Component(ComponentTerm {
                role: *role,
                start: Some(how_started(value)?),
                ..ComponentTerm::default()
            }),
            Meaning::Links(reach) => {
                let (id, variant) = self.reference(value, reach.named_kinds())?;
                Term::Linked(*reach, id, variant)
            }
            Meaning::Score(score) => {
                let bound = match Amount::new(text) {
                    Some(amount) => Bound::Number(amount),
                    None => {
                        Bound::Of(self.reference(value, &[Kind::Model, Kind::Tokenizer, Kind::Method])?.0)
                    }
                };
                Term::Score(ScoreTerm { value: Some((how, bound)), ..score.clone() })
            }
        };
        Ok(Filter::Is(term))
    }

    fn field(&self, field: Field, how: Compare, value: &Word) -> Result<Term, Wrong> {
        let text = value.text.as_str();
        let special = Wanted::WORDS.iter().find(|(word, _)| !value.is_quoted && *word == text);
        if let (Some((_, wanted)), Compare::Equal) = (special, how) {
            return Ok(Term::Field(field, wanted.clone()));
        }
        match field.0.values {
            Values::Words(words) => {
                let mut known = words();
                known.extend(Wanted::WORDS.iter().map(|(word, _)| *word));
                known_word("value", text, &value.span, &known)?;
            }
            Values::Organization => {
                self.reference(value, &[Kind::Organization])?;
            }
            Values::Text => {}
            Values::Number => {
                let wrong = || {
                    let help = "write `7B`, `595K` or `8192`, or `unknown`".to_owned();
                    Wrong::new(format!("`{text}` is no number"), &value.span, help)
                };
                return Ok(Term::Number(field, how, Amount::new(text).ok_or_else(wrong)?));
            }
        }
        Ok(Term::Field(field, Wanted::Value(text.to_owned())))
    }

    fn class(&self, value: &Word) -> Result<Term, Wrong> {
        let (scheme, concept) = match value.text.split_once('/') {
            Some((scheme, concept)) => (Some(scheme), concept),
            None => (None, value.text.as_str()),
        };
        let schemes = || self.taxonomy.of_kind(Kind::Scheme);
        if let Some(scheme) = scheme {
            known_word(
                "scheme",
                scheme,
                &value.span,
                &schemes().map(|entry| entry.id()).collect::<Vec<_>>(),
            )?;
        }
        let of = schemes().filter(|entry| scheme.is_none_or(|scheme| entry.id() == scheme));
        let concepts = of.filter_map(|entry| entry.as_scheme()).flat_map(|scheme| scheme.concepts.iter());
        let names = concepts.flat_map(|known| [Some(known.id.as_str()), known.code.as_deref()]);
        known_word("class", concept, &value.span, &names.flatten().collect::<Vec<_>>())?;
        Ok(Term::Class(scheme.map(str::to_owned), concept.to_owned()))
    }

    /// An id that exists, with its variant.
    fn reference(&self, value: &Word, kinds: &[Kind]) -> Result<(String, Option<String>), Wrong> {
        let text = value.text.as_str();
        let reference = RefText::new(text);
        let (id, variant) =
            reference.as_ref().map_or((text, None), |reference| (reference.id(), reference.variant()));
        let Some(entry) = self.taxonomy.entry(id) else {
            let folded = mmtax_schema::id::fold_to_id(id);
            let ids = self.taxonomy.entries().filter(|entry| kinds.contains(&entry.kind()));
            let help =
                nearest(&folded, ids.map(|entry| entry.id())).map(|near| format!("did you mean `{near}`?"));
            return Err(Wrong::new(format!("no entry has the id `{id}`"), &value.span, help));
        };
        if !kinds.contains(&entry.kind()) {
            let kinds: Vec<String> = kinds.iter().map(|kind| kind.with_article()).collect();
            let message = format!("`{id}` is {}", entry.kind().with_article());
            return Err(Wrong::new(message, &value.span, format!("expected {}", kinds.join(" or "))));
        }
        if let Some(variant) = variant {
            let variants: Vec<&str> =
                entry.entry().shared().variants.iter().map(|variant| variant.id.as_str()).collect();
            known_word("variant", variant, &value.span, &variants)?;
        }
        Ok((id.to_owned(), variant.map(str::to_owned)))
    }
}

pub(super) fn training(value: &Word) -> Result<Training, Wrong> {
    let words: Vec<&str> = Training::ALL.iter().map(|word| word.word()).collect();
    let found = Training::ALL.iter().find(|word| word.word() == value.text);
    found.copied().ok_or_else(|| no_such("value", &value.text, &value.span, &words))
}

pub(super) fn how_started(value: &Word) -> Result<Start, Wrong> {
    let words: Vec<&str> = Start::ALL.iter().map(|word| word.word()).collect();
    let found = Start::ALL.iter().find(|word| word.word() == value.text);
    found.copied().ok_or_else(|| no_such("value", &value.text, &value.span, &words))
}
