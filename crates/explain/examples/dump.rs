use iamwhy_scenario::{Loaded, NoFiles, cases};
fn walk(f: &std::path::Path, v: &mut Vec<std::path::PathBuf>) {
    for e in std::fs::read_dir(f).unwrap().flatten() { let p=e.path(); if p.is_dir(){walk(&p,v)} else if p.to_string_lossy().ends_with(".scenario.json"){v.push(p)} }
}
fn main() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures");
    let mut v=vec![]; walk(&root,&mut v); v.sort();
    for p in v {
        let name = p.strip_prefix(&root).unwrap().display().to_string();
        let text = std::fs::read_to_string(&p).unwrap();
        let Ok(l) = Loaded::load(&name,&text,&NoFiles) else { println!("!! {name}"); continue };
        let all = cases::Cases::of(&l.scenario);
        println!("## {name}");
        for case in all.all() {
            for a in &case.authorizations {
                let Some(r) = l.world.request(&l.program,&case,a) else { continue };
                let Some(e) = iamwhy_explain::explain(&l.program,&r) else { println!("NONE"); continue };
                println!("- [{:?}] {}", e.decision, e.sentence);
                println!("    {} | {} | {}", e.rules.join(" "), e.assumptions.iter().map(|a| format!("{}={}{}",a.id,a.word,if a.flips{"!"}else{""})).collect::<Vec<_>>().join(" "), e.warnings.iter().map(|w| format!("{}: {}",w.rule,w.message)).collect::<Vec<_>>().join(" / "));
                if let Some(m)=e.message { println!("    {m}"); }
            }
        }
    }
}
