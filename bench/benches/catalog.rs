//! `cargo bench --bench catalog`: what asking the catalogue costs.

use std::hint::black_box;
use std::time::Duration;

use criterion::Criterion;
use iamwhy_catalog::{Action, Catalog};

/// Names as people write them: known and unknown, of small services and of the largest.
const NAMES: [&str; 8] = [
    "s3:GetObject",
    "ec2:DescribeInstances",
    "EC2:RUNINSTANCES",
    "iam:PassRole",
    "sts:AssumeRole",
    "s3:GetObjct",
    "nothing:GetObject",
    "zonal-autoshift:x",
];
const KEYS: [&str; 4] = [
    "aws:SourceIp",
    "aws:ResourceTag/team",
    "s3:ExistingObjectTag/a",
    "kms:Nothing",
];

fn main() {
    let mut criterion = Criterion::default()
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(2))
        .configure_from_args();
    let catalog = Catalog::embedded();
    let all: Vec<Action<'_>> = catalog.actions().collect();
    let ec2: Vec<Action<'_>> = catalog
        .expand("ec2:*")
        .filter(|action| !action.name().starts_with("Create"))
        .collect();
    criterion.bench_function("catalog/read", |bencher| {
        bencher.iter(|| Catalog::read(black_box(Catalog::packed())))
    });
    criterion.bench_function("catalog/lookup_of_8_actions", |bencher| {
        bencher.iter(|| {
            NAMES
                .iter()
                .filter(|name| catalog.action(black_box(name)).is_some())
                .count()
        });
    });
    criterion.bench_function("catalog/lookup_of_4_keys", |bencher| {
        bencher.iter(|| {
            KEYS.iter()
                .filter(|name| catalog.key(black_box(name)).is_some())
                .count()
        });
    });
    criterion.bench_function("catalog/resource_types_and_keys_of_an_action", |bencher| {
        let action = catalog.action("s3:GetObject");
        bencher.iter(|| black_box(action).map(|action| (action.on().count(), action.keys().len())));
    });
    criterion.bench_function("catalog/complete_s3_get", |bencher| {
        bencher.iter(|| catalog.complete(black_box("s3:get")).count());
    });
    criterion.bench_function("catalog/complete_e_with_names", |bencher| {
        bencher.iter(|| {
            catalog
                .complete(black_box("e"))
                .map(|action| action.name().len())
                .sum::<usize>()
        });
    });
    criterion.bench_function("catalog/expand_s3_get_tagging", |bencher| {
        bencher.iter(|| catalog.expand(black_box("s3:Get*Tagging")).count());
    });
    criterion.bench_function("catalog/expand_one_name_in_all_services", |bencher| {
        bencher.iter(|| catalog.expand(black_box("*:*Tag*")).count());
    });
    criterion.bench_function("catalog/shrink_most_of_ec2", |bencher| {
        bencher.iter(|| catalog.shrink(black_box(&ec2)))
    });
    criterion.bench_function("catalog/shrink_everything", |bencher| {
        bencher.iter(|| catalog.shrink(black_box(&all)))
    });
    criterion.bench_function("catalog/nearest_action", |bencher| {
        bencher.iter(|| catalog.nearest_action(black_box("ec2:DescribeInstnces")));
    });
    criterion.final_summary();
}
