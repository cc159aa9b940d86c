//! `iamwhy coverage`: what no test touches.

mod gaps;
mod html;
pub(crate) mod json;
mod lcov;
mod text;

use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};

use iamwhy_coverage::{Coverage, Document};

pub(crate) use html::escaped;

use crate::args::coverage::{Coverage as Options, Format};
use crate::colour::Colour;
use crate::plain::{Plain, Speech};
use crate::suite::cores::{cores, each};
use crate::suite::run::count;
use crate::suite::source::Source;
use crate::test::keep;
use crate::{CannotRun, Ended, suite};

/// So few cases are not worth several threads.
const FEW: usize = 200;

/// Coverage, and the texts that it is about.
struct Covered {
    coverage: Coverage,
    /// By file, as spans name it.
    texts: BTreeMap<String, String>,
}

pub(crate) fn run(options: &Options, colour: Colour) -> Result<Ended, CannotRun> {
    let sources = suite::read(&options.paths).map_err(|failed| failed.say(colour))?;
    let covered = Covered::of(&sources);
    for out in &options.out {
        let mut text = Vec::new();
        covered.write(&mut text, out.format, Colour::none())?;
        keep(&out.file, &text)?;
    }
    let mut out = BufWriter::new(io::stdout().lock());
    covered.write(&mut out, options.format, colour)?;
    out.flush()?;
    let decisive = covered.coverage.summary().decisive;
    match options.min_decisive {
        Some(least) if decisive.percent() < least.0 => {
            let share = decisive.words();
            writeln!(
                io::stderr(),
                "{} {share} of the statements are decisive, at least {} % should be",
                colour.bad("below the threshold:"),
                least.0
            )?;
            Ok(Ended::BelowThreshold)
        }
        _ => Ok(Ended::Passed),
    }
}

impl Covered {
    fn of(sources: &[Source]) -> Covered {
        let parts = |source| match count(std::slice::from_ref(source)) {
            0..FEW => 1,
            _ => cores(usize::MAX),
        };
        let of_source = |source| {
            let parts = parts(source);
            (0..parts).map(move |part| (source, part, parts))
        };
        let work: Vec<(&Source, usize, usize)> = sources.iter().flat_map(of_source).collect();
        let each = each(&work, |(source, part, parts)| {
            let mut coverage = Coverage::of_part(&source.loaded, *part, *parts);
            coverage.relocate(&|span| source.place(span));
            coverage
        });
        let mut coverage = Coverage::default();
        each.into_iter().for_each(|own| coverage.merge(own));
        coverage.sort();
        let mut texts = BTreeMap::new();
        for source in sources {
            texts.insert(source.loaded.file_name.clone(), source.text.clone());
            for named in source.named.values() {
                texts.insert(named.path.display().to_string(), named.text.clone());
            }
        }
        Covered { coverage, texts }
    }

    fn write(&self, out: &mut dyn Write, format: Format, colour: Colour) -> io::Result<()> {
        let speech = match format {
            Format::Json => Speech::Json,
            _ => Speech::Text(colour),
        };
        let out = &mut Plain::new(out, speech);
        match format {
            Format::Text => text::write(out, self, colour),
            Format::Json => json::write(out, self),
            Format::Lcov => lcov::write(out, self),
            Format::Html => html::write(out, self),
        }
    }

    /// The documents of each file.
    fn files(&self) -> BTreeMap<&str, Vec<&Document>> {
        let mut files: BTreeMap<&str, Vec<&Document>> = BTreeMap::new();
        for document in &self.coverage.documents {
            files.entry(&document.span.file).or_default().push(document);
        }
        files
    }
}
