//! `explain`: what a code means.

use mmtax::schema::suggest::nearest;

use crate::{Failure, Outcome, print};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// A code, such as `lineage-cycle`. Without one, all codes are listed.
    code: Option<String>,
}

pub(crate) fn run(args: &Args) -> Result<Outcome, Failure> {
    let Some(code) = &args.code else {
        for about in mmtax::explained() {
            print(&format!("{:24} {:8} {}\n", about.code, about.severity.word(), about.summary));
        }
        return Ok(Outcome::Clean);
    };
    let Some(page) = mmtax::explain(code) else {
        let known = mmtax::explained();
        let near = nearest(code, known.iter().map(|about| about.code));
        let help = near.map_or_else(
            || "`cargo xtask explain` lists all codes".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        return Err(Failure::Usage(format!("there is no code `{code}`\nhelp: {help}")));
    };
    print(&page);
    Ok(Outcome::Clean)
}
