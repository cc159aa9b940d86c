//! `cargo xtask dist`: what is published.

use crate::failure::Failure;
use crate::ground::{Ground, make_folder};
use crate::provision;
use crate::run::Run;
use crate::site::{self, Site};
use crate::wasm;

/// The page, and the module with the JavaScript that loads it, for other people's pages and for node.
pub(crate) fn run(ground: &Ground, _: &[String]) -> Result<(), Failure> {
    site::build(ground, Site::Release, &ground.root.join("dist").join("site"))?;
    println!("dist/site");
    module(ground)
}

fn module(ground: &Ground) -> Result<(), Failure> {
    let module = wasm::build(ground)?;
    let bindgen = provision::wasm_bindgen(ground)?;
    for target in ["web", "nodejs"] {
        let out = ground.root.join("dist").join(target);
        make_folder(&out)?;
        Run::new(&bindgen)
            .args([module.raw.as_os_str(), "--target".as_ref(), target.as_ref()])
            .args([
                "--out-name".as_ref(),
                "iamwhy".as_ref(),
                "--out-dir".as_ref(),
                out.as_os_str(),
            ])
            .logged(ground, "dist")?;
        if let Some(wasm_opt) = provision::wasm_opt(ground) {
            let file = out.join("iamwhy_bg.wasm");
            wasm_opt
                .args(provision::wasm_opt_options(ground))
                .args(["--all-features"])
                .args([file.as_os_str(), "-o".as_ref(), file.as_os_str()])
                .logged(ground, "dist-wasm-opt")?;
        }
        println!("dist/{target}");
    }
    Ok(())
}
