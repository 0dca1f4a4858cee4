//! What is wrong with a row, or with two rows together, whatever its work is.

use std::collections::BTreeMap;

use mmtax_schema::Url;

use super::codes;
use super::columns::Column;
use super::draft::{number, paper};
use super::list::{Link, Row};
use super::{Seen, dates, titles};
use crate::names::fold;
use crate::rules::{canonical, month_of};

/// Adds what is wrong with each row by itself.
pub(super) fn check_each(rows: &[Row], seen: &mut Seen) {
    for row in rows {
        if let Some((found, wanted)) = row.cells {
            let message = format!("this row has {found} cells, its heading {wanted}");
            seen.report(&codes::CELLS, row.range.clone(), message);
        }
        if let Some(date) = row
            .date
            .as_ref()
            .filter(|date| !dates::is_nothing(&date.text) && dates::read(&date.text).is_none())
        {
            seen.report(&codes::DATE_FORM, date.range.clone(), format!("`{}` is no date", date.text));
        }
        for link in &row.links {
            check_link(link, seen);
        }
        two_numbers(row, seen);
        badges(row, seen);
    }
}

fn check_link(link: &Link, seen: &mut Seen) {
    let target = link.target.trim();
    let Some(url) = Url::new(target) else {
        // Within the list or its repository.
        let is_local = target.len() > 1 && !target.contains("://") && !target.contains(char::is_whitespace);
        if !is_local {
            let message = match target {
                "" | "#" => format!("the link `{}` leads nowhere", link.text.trim()),
                _ => format!("the link `{}` leads to `{target}`, which is no address", link.text.trim()),
            };
            seen.report(&codes::LINK_EMPTY, link.range.clone(), message);
        }
        return;
    };
    let is_usual = canonical(&url).is_none_or(|canonical| canonical == url.as_str());
    if !is_usual && link.column != Column::Code {
        let message = format!("`{url}` is usually written `{}`", canonical(&url).unwrap_or_default());
        seen.report_as("address-not-canonical", link.range.clone(), message);
    }
    let Some(wanted) = number(target).filter(|number| month_of(number).is_some()) else { return };
    let texts = std::iter::once(&link.text).chain(&link.badges);
    for named in texts.filter_map(|text| number_in(text)).filter(|named| *named != wanted) {
        let message = format!("the link names `{named}` and leads to `{wanted}`");
        seen.report(&codes::NUMBER_DIFFERS, link.range.clone(), message);
    }
}

/// The first arXiv number in a text.
fn number_in(text: &str) -> Option<&str> {
    let parts = text.split(|c: char| !c.is_ascii_digit() && c != '.');
    parts.map(|part| part.trim_matches('.')).find(|part| part.len() == 10 && month_of(part).is_some())
}

/// A badge of arXiv beside the title leads where the title does.
fn two_numbers(row: &Row, seen: &mut Seen) {
    let Some((first, wanted)) = paper(row) else { return };
    for link in
        row.links.iter().filter(|link| !link.badges.is_empty() || link.text.to_lowercase().contains("arxiv"))
    {
        if let Some(other) = number(&link.target).filter(|other| *other != wanted) {
            let message = format!("the row leads to `{wanted}` and to `{other}`");
            seen.report_with(
                &codes::NUMBER_DIFFERS,
                link.range.clone(),
                message,
                first.range.clone(),
                "and here",
            );
        }
    }
}

/// The stars of a repository are shown beside its link.
fn badges(row: &Row, seen: &mut Seen) {
    let linked: Vec<String> = row.links.iter().filter_map(|link| repository(&link.target)).collect();
    let Some(first) = row.links.iter().find(|link| repository(&link.target).is_some()) else { return };
    let alone = row.images.iter().map(|image| (&image.text, &image.range));
    let within = row.links.iter().flat_map(|link| link.badges.iter().map(|badge| (badge, &link.range)));
    for (badge, range) in alone.chain(within) {
        if let Some(shown) = starred(badge).filter(|shown| !linked.contains(shown)) {
            let message = format!("the badge shows `{shown}`, the link leads to `{}`", linked[0]);
            seen.report_with(
                &codes::BADGE_DIFFERS,
                range.clone(),
                message,
                first.range.clone(),
                "linked here",
            );
        }
    }
}

fn repository(target: &str) -> Option<String> {
    let url = Url::new(target)?;
    let canonical = canonical(&url)?;
    owner_and_name(canonical.strip_prefix("https://github.com/")?)
}

fn starred(badge: &str) -> Option<String> {
    let rest = badge.split_once("img.shields.io/github/stars/")?.1;
    owner_and_name(rest.split(['?', '#']).next()?.trim_end_matches(".svg"))
}

fn owner_and_name(path: &str) -> Option<String> {
    let mut parts = path.split('/');
    Some(format!("{}/{}", parts.next()?, parts.next().filter(|name| !name.is_empty())?).to_lowercase())
}

/// Adds what is wrong with two rows together.
pub(super) fn check_all(rows: &[Row], seen: &mut Seen) {
    let mut works: BTreeMap<(usize, String, String), &Row> = BTreeMap::new();
    let mut papers: BTreeMap<String, &Row> = BTreeMap::new();
    for row in rows {
        let folded = |text: &str| fold(text).collect::<String>();
        if let Some(title) = row.title.as_ref().or(row.name.as_ref()) {
            let name = row.name.as_ref().map_or_else(String::new, |name| folded(&name.text));
            let first = *works.entry((row.section, folded(&title.text), name)).or_insert(row);
            if first.range != row.range {
                let message = format!("`{}` is in this list twice", title.text);
                seen.report_with(
                    &codes::ROW_TWICE,
                    title.range.clone(),
                    message,
                    first.range.clone(),
                    "first here",
                );
            }
        }
        let (Some((link, number)), Some(title)) = (paper(row), &row.title) else { continue };
        let first = *papers.entry(number.clone()).or_insert(row);
        let links = [Some(link), paper(first).map(|(link, _)| link)].into_iter().flatten();
        let links: Vec<&Link> = links.collect();
        let other = first.title.as_ref().filter(|other| !titles::are_alike(&other.text, &title.text));
        if let Some(other) =
            other.filter(|_| !links.iter().any(|link| seen.has_at("paper-reused", &link.range)))
        {
            let message = format!("`{number}` is also the number of `{}`", other.text);
            seen.report_with(
                &codes::TITLE_DIFFERS,
                link.range.clone(),
                message,
                other.range.clone(),
                "with this title",
            );
        }
    }
}
