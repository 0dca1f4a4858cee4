//! The layout of a file never changes what it says, keeps every comment, and is reached in one step: over every real entry
//! and over permutations of each, with comments, blank lines, white space and other line ends strewn in.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::fs;
use std::path::Path;

use mmtax_schema::{EntryId, Kind, Unformatted, format, parse};

const PERMUTATIONS_A_FILE: usize = 3;

#[test]
fn permuted_entries_come_back_with_their_meaning_and_their_comments() {
    let mut random = Random(7);
    let (mut tried, mut moved) = (0, 0);
    for (kind, id, text) in real_entries() {
        for permutation in 0..=PERMUTATIONS_A_FILE {
            let before = if permutation == 0 { text.clone() } else { disturb(&text, &mut random) };
            let after = format(kind, &id, &before).unwrap_or_else(|why| panic!("{id}: {why:?}\n{before}"));
            let entry = |text| parse(kind, id.clone(), text).entry.unwrap();
            assert_eq!(entry(&before), entry(&after), "{before}");
            assert_eq!(comment_lines(&before), comment_lines(&after), "{before}");
            assert_eq!(format(kind, &id, &after).unwrap(), after, "again:\n{before}");
            assert!(after.ends_with('\n') && !after.ends_with("\n\n") && !after.contains('\r'), "{after:?}");
            let keys = top_keys(&after);
            assert_eq!(keys, top_keys(&format(kind, &id, &text).unwrap()), "one order:\n{before}");
            tried += 1;
            moved += usize::from(top_keys(&before) != keys);
        }
    }
    assert!(tried > 3_000, "only {tried} texts");
    assert!(moved * 3 > tried, "{moved} of {tried} were out of order");
}

/// Damaged texts: whatever is cut, doubled or exchanged, what comes out says the same, and no fix or layout ends in a panic.
#[test]
fn damaged_texts_are_laid_out_without_loss_or_left_alone() {
    let mut random = Random(11);
    let (mut laid_out, mut left) = (0, 0);
    for (kind, id, text) in real_entries() {
        for _ in 0..4 {
            let chars: Vec<char> = text.chars().collect();
            let (at, length) = (random.below(chars.len()), random.below(12));
            let end = (at + length).min(chars.len());
            let put = ["", "\n", " ", "#", " # c\n", "  \n\n", "-", "|\n  ", "\"", "\u{a0}", "---\n", "\t"]
                [random.below(12)];
            let damaged: String =
                chars[..at].iter().copied().chain(put.chars()).chain(chars[end..].iter().copied()).collect();
            match format(kind, &id, &damaged) {
                Ok(after) => {
                    laid_out += 1;
                    let entry = |text| parse(kind, id.clone(), text).entry;
                    assert_eq!(entry(&damaged), entry(&after), "{damaged}");
                    assert_eq!(format(kind, &id, &after).as_ref(), Ok(&after), "{damaged}");
                }
                Err(Unformatted::Faulty(faults)) => {
                    left += 1;
                    for fix in faults.iter().filter_map(|fault| fault.fix.as_ref()) {
                        assert!(
                            fix.apply(&damaged).is_some_and(|fixed| fixed != damaged),
                            "{fix:?}\n{damaged}"
                        );
                    }
                }
                Err(Unformatted::Delicate) => left += 1,
            }
        }
    }
    assert!(laid_out > 500 && left > 500, "{laid_out} laid out, {left} left alone");
}

#[test]
fn comments_go_with_what_follows_them() {
    let before = "\n# about the file\n\nrole: unified   # what it is for \nsources: { a: { url: https://a.org } }\n\n\
                  components: # its parts\n\n  - { roles: [backbone], detail: x, at: y }\n\n  # no more parts\n\
                  # the name\n# as printed\n# yaml-language-server: $schema=../../schema/model.schema.json\n\
                  name: Janus\n\n# the end\n\n";
    let after = "# yaml-language-server: $schema=../../schema/model.schema.json\n# about the file\n# the name\n\
                 # as printed\nname: Janus\nrole: unified   # what it is for\n\
                 sources: { a: { url: https://a.org } }\ncomponents: # its parts\n\n\
                 \x20 - { roles: [backbone], detail: x, at: y }\n  # no more parts\n# the end\n";
    assert_eq!(laid_out(before).as_deref(), Ok(after));
}

#[test]
fn texts_over_several_lines_keep_their_white_space() {
    let before = "role: unified\r\n# what it is\r\nsummary: |\r\n  # no comment  \r\n\r\n  two\r\n# its name\r\nname: \"a  \r\n  b # c\"";
    let after = "# its name\nname: \"a  \n  b # c\"\nrole: unified\n# what it is\nsummary: |\n  # no comment  \n\n  two\n";
    assert_eq!(laid_out(before).as_deref(), Ok(after));
}

#[test]
fn a_file_in_brackets_keeps_its_order() {
    assert_eq!(
        laid_out("{ role: unified,\n\n name: J }  ").as_deref(),
        Ok("{ role: unified,\n\n name: J }\n")
    );
}

#[test]
fn values_in_brackets_over_several_lines_move_as_a_whole() {
    for value in ["links: {\n  home: https://a.org, # the } home\n}\n", "aliases: [\n  a, # first\n  b,\n]\n"]
    {
        let before = format!("{value}role: unified\nname: G\n");
        let after = laid_out(&before).unwrap();
        assert!(after.starts_with("name: G\n") && after.contains(value), "{after}");
    }
}

#[test]
fn files_with_faults_are_left_alone() {
    for faulty in ["", "name: Janus\n", "role: unified\nname: [\n", "name: J\nname: J\nrole: unified\n"] {
        assert!(
            matches!(laid_out(faulty), Err(Unformatted::Faulty(faults)) if !faults.is_empty()),
            "{faulty}"
        );
    }
}

#[test]
fn a_text_that_keeps_the_lines_after_it_is_left_alone() {
    assert_eq!(laid_out("role: unified\nname: x\nsummary: |+\n  a\n\n\n"), Err(Unformatted::Delicate));
}

fn laid_out(text: &str) -> Result<String, Unformatted> {
    format(Kind::Model, &EntryId::new("janus").unwrap(), text)
}

/// The fields in another order, each with what a hand may leave around it.
fn disturb(text: &str, random: &mut Random) -> String {
    let mut fields: Vec<String> = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        match fields.last_mut() {
            Some(field) if line.starts_with(' ') || line.is_empty() => {
                field.push('\n');
                field.push_str(line);
            }
            Some(_) | None => fields.push(line.to_owned()),
        }
    }
    for index in (1..fields.len()).rev() {
        fields.swap(index, random.below(index + 1));
    }
    let mut out = Vec::new();
    for (index, field) in fields.iter().enumerate() {
        for _ in 0..random.below(3) {
            out.push(match random.below(4) {
                0 => format!("# note {index}  "),
                1 => format!("  # indented note {index}"),
                2 => "# yaml-language-server: $schema=../../schema/model.schema.json".to_owned(),
                _ => "   ".to_owned(),
            });
        }
        out.push(format!("{field}{}", ["", "  ", "   # beside it", "\t"][random.below(4)]));
    }
    out.push("# last".to_owned());
    out.join(["\n", "\n", "\r\n"][random.below(3)])
}

/// What stands alone on a comment's line, sorted; the generated texts have no other `# note`.
fn comment_lines(text: &str) -> Vec<&str> {
    let mut found: Vec<&str> = text
        .lines()
        .filter_map(|line| {
            line.trim_start()
                .starts_with('#')
                .then_some(line)
                .or_else(|| line.rfind(" # beside it").map(|at| &line[at..]))
        })
        .map(str::trim)
        .collect();
    found.sort_unstable();
    found
}

fn top_keys(text: &str) -> Vec<&str> {
    text.lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
        .filter_map(|line| line.split(':').next())
        .collect()
}

fn real_entries() -> Vec<(Kind, EntryId, String)> {
    let taxonomy = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../taxonomy");
    let mut entries = Vec::new();
    for kind in Kind::ALL {
        let mut paths: Vec<_> =
            fs::read_dir(taxonomy.join(kind.folder())).unwrap().map(|item| item.unwrap().path()).collect();
        paths.sort();
        for path in paths {
            let id = EntryId::new(path.file_stem().unwrap().to_str().unwrap()).unwrap();
            entries.push((kind, id, fs::read_to_string(&path).unwrap()));
        }
    }
    entries
}

/// A small generator, so that every run tries the same.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % limit as u64).unwrap()
    }
}
