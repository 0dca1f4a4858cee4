//! Where a list and the taxonomy say different things of one work.

use std::collections::BTreeMap;

use mmtax_graph::schema::{Kind, Paper, PartialDate, Path, Url};
use mmtax_graph::{EntryRef, Taxonomy};

use super::columns::Column;
use super::draft::paper;
use super::list::{Link, Row};
use super::{Differs, codes, titles};
use crate::check::Spot;
use crate::names::fold;
use crate::rules::canonical;

/// The taxonomy by what a list can name.
struct Known<'t> {
    by_number: BTreeMap<&'t str, EntryRef<'t>>,
    by_title: BTreeMap<String, EntryRef<'t>>,
    by_name: BTreeMap<(Kind, String), EntryRef<'t>>,
    by_paper: BTreeMap<&'t str, Vec<EntryRef<'t>>>,
}

impl<'t> Known<'t> {
    fn new(taxonomy: &'t Taxonomy) -> Self {
        let mut known = Self {
            by_number: BTreeMap::new(),
            by_title: BTreeMap::new(),
            by_name: BTreeMap::new(),
            by_paper: BTreeMap::new(),
        };
        for entry in taxonomy.entries() {
            let shared = entry.entry().shared();
            for name in shared.name.into_iter().chain(shared.aliases) {
                known.by_name.entry((entry.kind(), fold(name).collect())).or_insert(entry);
            }
            if let Some(paper) = entry.as_paper() {
                known.by_title.entry(fold(&paper.title).collect()).or_insert(entry);
                known.by_number.extend(paper.arxiv.known().map(|number| (&**number, entry)));
            }
            if let Some(paper) = entry.entry().introduced_by() {
                known.by_paper.entry(paper.id()).or_default().push(entry);
            }
        }
        known
    }

    /// The paper of the title, or of what has the name of the row and a paper with a title like it.
    fn paper_of(&self, taxonomy: &'t Taxonomy, row: &Row) -> Option<EntryRef<'t>> {
        let title = row.title.as_ref()?;
        let of_title = self.by_title.get(&fold(&title.text).collect::<String>()).copied();
        of_title.or_else(|| {
            let name = fold(titles::short(&row.called()?.text)).collect::<String>();
            let entry = self.by_name.get(&(row.kind, name))?;
            let paper = taxonomy.entry(entry.entry().introduced_by()?.id())?;
            titles::are_alike(&paper.as_paper()?.title, &title.text).then_some(paper)
        })
    }
}

/// Every difference, with its place in the taxonomy.
pub(super) fn differences(rows: &[Row], taxonomy: &Taxonomy) -> Vec<Differs> {
    let known = Known::new(taxonomy);
    let mut found = Vec::new();
    for row in rows {
        let listed = paper(row);
        let by_number = listed.as_ref().and_then(|(_, number)| known.by_number.get(number.as_str()).copied());
        let by_title = known.paper_of(taxonomy, row);
        if let Some((link, number)) = &listed
            && let Some(differs) = of_number(row, link, number, by_number, by_title)
        {
            found.push(differs);
            continue;
        }
        let Some(entry) = by_number.or(by_title) else { continue };
        let Some(paper) = entry.as_paper() else { continue };
        found.extend(of_date(row, entry, paper));
        let works = known.by_paper.get(entry.id()).map_or(&[][..], Vec::as_slice);
        found.extend(of_code(row, works));
    }
    found
}

fn of_number(
    row: &Row,
    link: &Link,
    number: &str,
    by_number: Option<EntryRef<'_>>,
    by_title: Option<EntryRef<'_>>,
) -> Option<Differs> {
    let title = row.title.as_ref()?;
    if let Some(entry) = by_title
        && let Some(known) = entry.as_paper()?.arxiv.known().filter(|known| known.as_str() != number)
    {
        return Some(Differs {
            rule: &codes::PAPER_DIFFERS,
            at: link.range.clone(),
            message: format!("the list gives `{number}` for `{}`, the taxonomy `{known}`", title.text),
            spot: Spot::value(entry, Path::field("arxiv")),
        });
    }
    let entry = by_number.filter(|entry| {
        entry.as_paper().is_some_and(|paper| !titles::are_alike(&paper.title, &title.text))
    })?;
    let message =
        format!("the list gives `{number}` for `{}`; in the taxonomy it is `{}`", title.text, entry.name());
    Some(Differs {
        rule: &codes::PAPER_DIFFERS,
        at: link.range.clone(),
        message,
        spot: Spot::value(entry, Path::field("title")),
    })
}

fn of_date(row: &Row, entry: EntryRef<'_>, paper: &Paper) -> Option<Differs> {
    let (said, listed, known) = (row.date.as_ref()?, row.date()?, *paper.date.known()?);
    if matches!(row.kind, Kind::Dataset | Kind::Benchmark) && listed.is_certainly_before(known) {
        return None;
    }
    let apart = match (listed.month().zip(known.month()), listed.day().zip(known.day())) {
        (Some(_), Some(_)) => days(listed).abs_diff(days(known)),
        (Some(_), None) => listed.months().abs_diff(known.months()) * 31,
        (None, _) => {
            let first = listed.months();
            known.months().abs_diff(known.months().clamp(first, first + 11)) * 31
        }
    };
    let rule = match apart {
        0 => return None,
        1..=31 => &codes::DATE_NEAR,
        _ => &codes::DATE_DIFFERS,
    };
    let message = format!("the list dates `{}` {listed}, the taxonomy {known}", entry.name());
    Some(Differs { rule, at: said.range.clone(), message, spot: Spot::value(entry, Path::field("date")) })
}

fn days(date: PartialDate) -> i32 {
    date.months() * 31 + i32::from(date.day().unwrap_or(1))
}

/// Where code is kept: a link to any other host, in a column of code, is to a home page.
const HOSTS: [&str; 6] =
    ["github.com", "www.github.com", "gitlab.com", "gitee.com", "huggingface.co", "bitbucket.org"];

fn of_code(row: &Row, works: &[EntryRef<'_>]) -> Option<Differs> {
    let holds_code = |target: &str| HOSTS.iter().any(|host| target.contains(&format!("://{host}/")));
    let link = row.links.iter().find(|link| link.column == Column::Code && holds_code(&link.target))?;
    let name: String = fold(titles::short(&row.called()?.text)).collect();
    let of_kind: Vec<EntryRef<'_>> = works.iter().copied().filter(|work| work.kind() == row.kind).collect();
    let is_called = |work: &&EntryRef<'_>| fold(work.name()).eq(name.chars());
    let entry = of_kind.iter().find(is_called).or(of_kind.first().filter(|_| of_kind.len() == 1))?;
    let known = entry.entry().shared().links.code.as_ref()?;
    let page = |url: &Url| canonical(url).unwrap_or_else(|| url.to_string()).to_lowercase();
    let (listed, wanted) = (page(&Url::new(&link.target)?), page(known));
    // A folder of the repository is in the repository.
    let is_within =
        |a: &str, b: &str| a.strip_prefix(b).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    if is_within(&listed, &wanted) || is_within(&wanted, &listed) {
        return None;
    }
    let message =
        format!("the list links `{}` to `{}`, the taxonomy to `{known}`", entry.name(), link.target);
    let spot = Spot::value(*entry, Path::field("links").key("code"));
    Some(Differs { rule: &codes::CODE_DIFFERS, at: link.range.clone(), message, spot })
}
