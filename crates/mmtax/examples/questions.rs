//! The questions of docs/questions.md as calls of the library: the page quotes this file, so that what it quotes compiles.
#![expect(clippy::print_stdout, reason = "an example may print")]

use std::error::Error;

use mmtax::render::{Comparison, Outcome};
use mmtax::{Taxonomy, View};

fn main() -> Result<(), Box<dyn Error>> {
    let dir = concat!(env!("CARGO_MANIFEST_DIR"), "/../../taxonomy");

    // question 1
    let taxonomy = Taxonomy::load(dir)?;
    let models = taxonomy.query(
        "role:unified weights:open query-interface[] backbone.training:frozen \
         generation.image:diffusion|flow-matching",
    )?;
    for model in &models {
        println!("{}", model.name());
    }
    // end

    // question 2
    let siglip = taxonomy.entry("siglip").ok_or("no SigLIP")?;
    for reached in siglip.descendants(View::descent()) {
        let chains = reached.entry.chains_up(siglip, View::descent(), 1);
        for link in chains.chains.iter().flatten().flat_map(|step| &step.links) {
            println!("{link:?}, read at {:?}", link.cited());
        }
    }
    // end

    // question 3
    let above =
        taxonomy.query("paradigm:autoregressive geneval/overall[prompt-rewriting:none|unknown]>sdxl")?;
    let scores = taxonomy.parse_column("geneval/overall[prompt-rewriting:none|unknown]")?;
    for model in &above {
        for score in scores.values(model) {
            println!("{} {} {:?}", model.name(), score.text, score.source);
        }
    }
    // end

    // question 4
    let loaded = mmtax::load(dir.as_ref())?;
    let codes = ["score-conflict", "score-differs"];
    for found in loaded.report.diagnostics().iter().filter(|found| codes.contains(&found.code)) {
        println!("{}: {}", found.file, found.message);
    }
    // end

    // question 5
    for (benchmark, model, exposure) in taxonomy.exposures() {
        for trace in &exposure.traces {
            let (data, phrase) = (trace.trained.to(), trace.overlap.phrase());
            println!("{}, scored on {}: {} {phrase}", model.name(), benchmark.name(), data.name());
        }
    }
    // end

    // question 6
    let codes = ["class-contradiction", "paradigm-mismatch"];
    for found in loaded.report.diagnostics().iter().filter(|found| codes.contains(&found.code)) {
        println!("{}: {}", found.file, found.message);
    }
    for model in &taxonomy.query("kind:model class:unified-mm-survey/autoregressive")? {
        for class in model.classes() {
            println!("{} is in {} of {}", model.name(), class.concept.label, class.scheme.name());
        }
    }
    // end

    // question 7
    let comparison = Comparison::of(&taxonomy);
    println!("{}", comparison.summary());
    for cell in comparison.cells.iter().filter(|cell| cell.outcome == Outcome::Explained) {
        println!("{}, {}, {}: {}", cell.table, cell.row, cell.column, cell.why);
    }
    // end
    Ok(())
}
