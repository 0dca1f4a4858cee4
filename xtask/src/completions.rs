//! `completions`: what a shell needs to complete commands, flags, codes and ids.

use std::path::Path;

use clap::builder::PossibleValuesParser;
use clap::{CommandFactory, ValueEnum};
use clap_complete::aot;
use mmtax::schema::Kind;

use crate::{Cli, Failure, Outcome, print};

#[derive(clap::Args)]
#[command(after_help = USE)]
pub(crate) struct Args {
    /// The shell.
    shell: Shell,
}

const USE: &str = "\
To use them, from the next session on:
  bash  cargo xtask completions bash > ~/.local/share/mmtax.bash; add `source ~/.local/share/mmtax.bash` to ~/.bashrc
  zsh   cargo xtask completions zsh > ~/.local/share/mmtax.zsh; add `source ~/.local/share/mmtax.zsh` to ~/.zshrc, after compinit
  fish  cargo xtask completions fish > ~/.config/fish/conf.d/mmtax.fish

Ids and codes are those of today: write them again when there are new ones.";

#[derive(Clone, Copy, ValueEnum)]
enum Shell {
    Bash,
    Zsh,
    Fish,
}

impl Shell {
    const fn generator(self) -> aot::Shell {
        match self {
            Self::Bash => aot::Shell::Bash,
            Self::Zsh => aot::Shell::Zsh,
            Self::Fish => aot::Shell::Fish,
        }
    }

    /// What makes `cargo xtask` complete as `xtask` does; cargo completes its own commands as before.
    const fn through_cargo(self) -> &'static str {
        match self {
            Self::Bash => BASH,
            Self::Zsh => ZSH,
            Self::Fish => FISH,
        }
    }
}

const BASH: &str = r#"
_cargo_xtask() {
    if [[ ${COMP_WORDS[1]} == xtask && $COMP_CWORD -ge 2 ]]; then
        COMP_WORDS=(xtask "${COMP_WORDS[@]:2}")
        COMP_CWORD=$((COMP_CWORD - 1))
        _xtask xtask "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
    elif declare -F _cargo >/dev/null; then
        _cargo "$@"
    fi
}
complete -F _cargo_xtask -o bashdefault -o default cargo
"#;

/// Cargo's completions look for a function of this name.
const ZSH: &str = r#"
_cargo-xtask() { _xtask "$@"; }
"#;

const FISH: &str = r#"
function __xtask_through_cargo
    set -l words (commandline -opc) (commandline -ct)
    complete -C (string join ' ' -- $words[2..])
end
complete -c cargo -n '__fish_seen_subcommand_from xtask' -f -a '(__xtask_through_cargo)'
"#;

pub(crate) fn run(args: &Args, dir: &Path) -> Result<Outcome, Failure> {
    let taxonomy = mmtax::load(dir)?.taxonomy;
    let ids =
        taxonomy.entries().filter(|entry| entry.kind().is_referable()).map(|entry| entry.id().to_owned());
    let names: Vec<String> = ids.collect();
    let ids = PossibleValuesParser::new(&names);
    let codes: Vec<&str> = mmtax::explained().into_iter().map(|about| about.code).collect();
    let roles = PossibleValuesParser::new(mmtax::scaffold::roles());
    let mut command = Cli::command()
        .mut_subcommand("explain", |explain| {
            explain.mut_arg("code", |code| code.value_parser(PossibleValuesParser::new(&codes)))
        })
        .mut_subcommand("show", |show| show.mut_arg("id", |id| id.value_parser(ids.clone())))
        .mut_subcommand("lineage", |lineage| lineage.mut_arg("id", |id| id.value_parser(ids.clone())))
        .mut_subcommand("why", |why| {
            why.mut_arg("a", |id| id.value_parser(ids.clone()))
                .mut_arg("b", |id| id.value_parser(ids.clone()))
        })
        .mut_subcommand("picture", |picture| picture.mut_arg("ids", |id| id.value_parser(ids.clone())))
        .mut_subcommand("export", |export| export.mut_arg("around", |id| id.value_parser(ids.clone())))
        .mut_subcommand("new", |new| {
            new.mut_arg("from", |from| from.value_parser(ids.clone()))
                .mut_arg("role", |role| role.value_parser(roles))
        });
    let mut script = Vec::new();
    aot::generate(args.shell.generator(), &mut command, "xtask", &mut script);
    print(&String::from_utf8_lossy(&script));
    if matches!(args.shell, Shell::Fish) {
        print(&positional_in_fish("explain", &codes));
        print(&positional_in_fish("new", &Kind::ALL.map(Kind::name)));
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        for command in ["show", "lineage", "why"] {
            print(&positional_in_fish(command, &names));
        }
    }
    print(args.shell.through_cargo());
    Ok(Outcome::Clean)
}

/// The generator leaves out for fish what stands without a flag.
fn positional_in_fish(command: &str, words: &[&str]) -> String {
    format!("complete -c xtask -n '__fish_seen_subcommand_from {command}' -f -a '{}'\n", words.join(" "))
}
