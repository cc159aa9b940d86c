//! `cargo bench --bench lint`: what all checks cost, over the policies of workload b; and, where `IAMWHY_POLICIES` names a folder
//! of policies as JSON, over all of these (such as AWS's managed policies, which are not kept here).

use std::hint::black_box;
use std::path::PathBuf;
use std::time::Duration;

use criterion::Criterion;
use iamwhy_catalog::Catalog;
use iamwhy_lint::{Options, World, documents, lint};
use iamwhy_policy::{Policy, PolicyType};
use iamwhy_scenario::{Loaded, NoFiles};

/// Workload b, as everywhere else.
const B: &str = include_str!("../workloads/b.scenario.json");

fn main() {
    let mut criterion = Criterion::default()
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(3))
        .configure_from_args();
    let catalog = Some(Catalog::embedded());
    if let Ok(loaded) = Loaded::load("b.scenario.json", B, &NoFiles) {
        let policies: Vec<_> = documents(&loaded)
            .into_iter()
            .map(|document| (document.policy.parse(), document))
            .collect();
        criterion.bench_function("lint/b", |bencher| {
            bencher.iter(|| {
                let reports = policies.iter().map(|(parsed, document)| {
                    let options = Options {
                        kind: document.kind.clone(),
                        world: Some(World {
                            loaded: &loaded,
                            place: &document.place,
                        }),
                        catalog,
                    };
                    lint(black_box(parsed), &options).findings.len()
                });
                reports.sum::<usize>()
            });
        });
    }
    let texts = folder();
    if texts.is_empty() {
        println!("lint/folder: set IAMWHY_POLICIES to a folder of managed policies to measure them");
        return;
    }
    println!("lint/folder: {} policies, read and checked on one core", texts.len());
    criterion.bench_function("lint/folder", |bencher| {
        bencher.iter(|| {
            let options = Options {
                catalog,
                ..Options::of(PolicyType::Managed)
            };
            let found = texts
                .iter()
                .map(|text| lint(&Policy::parse(text.as_str()), &options).findings.len());
            found.sum::<usize>()
        });
    });
}

/// The files of the folder, in the order of their names.
fn folder() -> Vec<String> {
    let Some(folder) = std::env::var_os("IAMWHY_POLICIES") else {
        return Vec::new();
    };
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths
        .into_iter()
        .filter_map(|path| std::fs::read_to_string(path).ok())
        .collect()
}
