//! `cargo bench` in this directory. The tables at the end are made of the medians of this very run.

use std::hint::black_box;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, Criterion, SamplingMode};
use iamwhy_bench::peers::{Peer, answers, awsim::Awsim, cedar::Cedar, iam_rs::IamRs, iamwhy::Iamwhy};
use iamwhy_bench::table::{Medians, ratio, row, time};
use iamwhy_bench::workload::Workload;
use iamwhy_engine::{Environment, Program};
use iamwhy_explain::explain;
use iamwhy_policy::Policy;

/// How long each benchmark is measured.
const MEASURING: Duration = Duration::from_secs(1);

const PEERS: [&str; 3] = [Awsim::NAME, IamRs::NAME, Cedar::NAME];

fn main() {
    let medians = Medians {
        directory: PathBuf::from(concat!(env!("CARGO_TARGET_TMPDIR"), "/criterion")),
        since: SystemTime::now(),
    };
    let mut criterion = Criterion::default()
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(MEASURING)
        .nresamples(2000)
        .output_directory(&medians.directory)
        .configure_from_args();
    let workloads = [
        Workload::a(),
        Workload::b(),
        Workload::c(10),
        Workload::c(100),
        Workload::c(1000),
        Workload::c(5000),
    ];
    for workload in &workloads {
        decide::<Iamwhy>(&mut criterion, workload);
        decide::<Awsim>(&mut criterion, workload);
        decide::<IamRs>(&mut criterion, workload);
        decide::<Cedar>(&mut criterion, workload);
    }
    own(&mut criterion, &workloads[1]);
    criterion.final_summary();
    beside_peers(&medians, &workloads);
    targets(&medians, &workloads);
}

/// All requests of a workload, one after the other; a peer that disagrees on one of them is not measured.
fn decide<P: Peer>(criterion: &mut Criterion, workload: &Workload) {
    let Some(answers) = answers::<P>(workload) else { return };
    assert!(
        answers.iter().all(|(own, expected)| own == expected),
        "{} disagrees on {}",
        P::NAME,
        workload.name
    );
    let Some(peer) = P::of(workload) else { return };
    let all = || {
        for request in 0..workload.requests.len() {
            black_box(peer.decide(black_box(request)));
        }
    };
    let mut group = criterion.benchmark_group(&workload.name);
    short_samples(&mut group, all);
    group.bench_function(P::NAME, |bencher| bencher.iter(all));
}

/// Many short samples: the median of long ones would be that of whatever else the machine does at the time.
fn short_samples(group: &mut BenchmarkGroup<'_, WallTime>, run: impl Fn()) {
    run();
    let start = Instant::now();
    run();
    let fitting = MEASURING.as_nanos() / start.elapsed().as_nanos().max(1);
    group
        .sampling_mode(SamplingMode::Flat)
        .sample_size(fitting.clamp(10, 1000) as usize);
}

/// What only we are asked: from text to program, a full trace, an explanation.
fn own(criterion: &mut Criterion, workload: &Workload) {
    let mut group = criterion.benchmark_group("own");
    group.sampling_mode(SamplingMode::Flat).sample_size(400);
    let env = workload.program.environment();
    let texts: Vec<&str> = env
        .policies
        .iter()
        .map(|own| own.policy.json.raw(own.policy.root))
        .collect();
    group.bench_function("parse", |bencher| {
        bencher.iter(|| {
            texts
                .iter()
                .map(|text| Policy::parse(*text).policy.statements.len())
                .sum::<usize>()
        });
    });
    group.bench_function("parse and compile", |bencher| {
        bencher.iter(|| {
            let mut env = Environment::clone(env);
            for (attached, text) in env.policies.iter_mut().zip(&texts) {
                attached.policy = Arc::new(Policy::parse(*text).policy);
            }
            Program::compile(Arc::new(env))
        });
    });
    let (program, requests) = (&workload.program, &workload.requests);
    group.bench_function("trace", |bencher| {
        bencher.iter(|| {
            for request in requests {
                black_box(program.trace(black_box(request)));
            }
        });
    });
    group.bench_function("explain", |bencher| {
        bencher.iter(|| {
            for request in requests {
                black_box(explain(program, black_box(request)));
            }
        });
    });
}

fn median(medians: &Medians, workload: &Workload, name: &str) -> Option<f64> {
    Some(medians.get(&workload.name, name)? / workload.requests.len() as f64)
}

fn beside_peers(medians: &Medians, workloads: &[Workload]) {
    println!("\nMedian time of one decision; in brackets how many times ours.\n");
    let titles = ["workload", Iamwhy::NAME, "decisions per second"]
        .into_iter()
        .chain(PEERS);
    println!("{}", row(&titles.map(str::to_owned).collect::<Vec<_>>()));
    println!("|---|---|---|---|---|---|");
    for workload in workloads {
        let Some(own) = median(medians, workload, Iamwhy::NAME) else {
            continue;
        };
        let mut cells = vec![workload.name.clone(), time(own), format!("{:.1} million", 1e3 / own)];
        cells.extend(PEERS.map(|name| match median(medians, workload, name) {
            Some(peer) => format!("{} ({})", time(peer), ratio(peer, own)),
            None => "cannot express it".to_owned(),
        }));
        println!("{}", row(&cells));
    }
}

/// What was promised, and what this run says of it.
fn targets(medians: &Medians, workloads: &[Workload]) {
    let own = |name: &str| median(medians, workloads.iter().find(|own| own.name == name)?, Iamwhy::NAME);
    let awsim = |name: &str| {
        let workload = workloads.iter().find(|own| own.name == name)?;
        Some(median(medians, workload, Awsim::NAME)? / median(medians, workload, Iamwhy::NAME)?)
    };
    let per_request = |total: f64| total / workloads[1].requests.len() as f64;
    let rows: [(&str, &str, Option<String>); 8] = [
        (
            "a beside awsim",
            "at least 4 times",
            awsim("a").map(|times| format!("{times:.1} times")),
        ),
        (
            "b beside awsim",
            "at least 8 times",
            awsim("b").map(|times| format!("{times:.1} times")),
        ),
        (
            "c_1000 beside awsim",
            "at least 100 times",
            awsim("c_1000").map(|times| format!("{times:.0} times")),
        ),
        (
            "c_5000 beside c_10",
            "no slower than twice",
            own("c_5000")
                .zip(own("c_10"))
                .map(|(large, small)| format!("{:.2} times", large / small)),
        ),
        ("parse the policies of b", "", medians.get("own", "parse").map(time)),
        (
            "parse and compile b",
            "at most 100 us",
            medians.get("own", "parse and compile").map(time),
        ),
        (
            "full trace of a request of b",
            "at most 10 us",
            medians.get("own", "trace").map(|total| time(per_request(total))),
        ),
        (
            "full explanation of a request of b",
            "",
            medians.get("own", "explain").map(|total| time(per_request(total))),
        ),
    ];
    println!("\n| what | target | this run |\n|---|---|---|");
    for (what, target, measured) in rows {
        if let Some(measured) = measured {
            println!("{}", row(&[what.to_owned(), target.to_owned(), measured]));
        }
    }
}
