//! What people read. Every text here was looked at; a change is to be looked at again.

use iamwhy_explain::{Explanation, explain, lines, markdown};
use iamwhy_scenario::cases::Cases;
use iamwhy_scenario::{Loaded, NoFiles};

/// The explanations of one case of a fixture, one for each authorization.
fn explanations(file: &str, case: &str) -> Vec<Explanation> {
    let path = [env!("CARGO_MANIFEST_DIR"), "/../../fixtures/", file, ".scenario.json"].concat();
    let text = std::fs::read_to_string(&path).unwrap();
    let loaded = Loaded::load(&[file, ".scenario.json"].concat(), &text, &NoFiles).unwrap();
    let cases = Cases::of(&loaded.scenario);
    let case = cases.all().find(|own| own.name == case);
    let case = case.unwrap_or_else(|| panic!("{file} has no such case; it has {:?}", names(&loaded)));
    let requests = case.authorizations.iter();
    requests
        .filter_map(|asked| loaded.world.request(&loaded.program, &case, asked))
        .filter_map(|request| explain(&loaded.program, &request))
        .collect()
}

fn names(loaded: &Loaded) -> Vec<String> {
    Cases::of(&loaded.scenario).all().map(|case| case.name.clone()).collect()
}

fn text(file: &str, case: &str) -> String {
    explanations(file, case).iter().map(lines).collect::<Vec<_>>().join("\n")
}

macro_rules! explained {
    ($($name:ident: $file:literal, $case:literal;)*) => {
        $(
            #[test]
            fn $name() {
                insta::assert_snapshot!(stringify!($name), text($file, $case));
            }
        )*
    };
}

explained! {
}

#[test]
fn all_sentences() {
    fn walk(folder: &std::path::Path, found: &mut Vec<std::path::PathBuf>) {
        for e in std::fs::read_dir(folder).unwrap().flatten() { let p=e.path(); if p.is_dir(){walk(&p,found)} else if p.to_string_lossy().ends_with(".scenario.json"){found.push(p)} }
    }
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures");
    let mut v=vec![]; walk(&root,&mut v); v.sort();
    let mut out=String::new();
    for p in v {
        let name = p.strip_prefix(&root).unwrap().display().to_string();
        let text = std::fs::read_to_string(&p).unwrap();
        let Ok(l) = Loaded::load(&name,&text,&NoFiles) else { continue };
        let all = Cases::of(&l.scenario);
        for case in all.all() {
            for a in &case.authorizations {
                let Some(r) = l.world.request(&l.program,&case,a) else { continue };
                let e = explain(&l.program,&r).unwrap();
                out.push_str(&format!("### {name} :: {}\n", case.name));
                out.push_str(&lines(&e));
                let _ = markdown(&e);
            }
        }
    }
    std::fs::write("/tmp/explain-all.txt", out).unwrap();
}
