//! `cargo xtask play`: the page, built again with every save.

use crate::failure::Failure;
use crate::ground::{Ground, make_folder};
use crate::site::{self, Site};

/// What was asked for.
struct Wish {
    site: Site,
    once: bool,
    port: u16,
}

/// Builds the page, serves it and watches; with `--once`, only builds it.
pub(crate) fn run(ground: &Ground, arguments: &[String]) -> Result<(), Failure> {
    let wish = Wish::read(arguments)?;
    if wish.once {
        let dist = ground.own.join("page");
        site::build(ground, wish.site, &dist)?;
        println!("{}", dist.display());
        return Ok(());
    }
    // A folder for each port, so that two can run side by side.
    let dist = ground.own.join(format!("page-{}", wish.port));
    make_folder(&dist)?;
    let trunk = site::trunk(ground, "serve", wish.site)?;
    let port = wish.port.to_string();
    println!(
        "building the page; then it is at http://127.0.0.1:{port}/ and follows every save; ends with Ctrl-C\n\
         (the first build takes some minutes, later ones seconds)"
    );
    trunk.args(["--port", &port, "--dist"]).args([&dist]).shown()
}

impl Wish {
    fn read(arguments: &[String]) -> Result<Self, Failure> {
        let mut wish = Self {
            site: Site::Draft,
            once: false,
            port: 8080,
        };
        let mut words = arguments.iter();
        while let Some(word) = words.next() {
            match word.as_str() {
                "--release" => wish.site = Site::Release,
                "--once" => wish.once = true,
                "--port" => {
                    let given = words.next().map_or("", String::as_str);
                    wish.port = given.parse().map_err(|_| {
                        Failure::new(format!("`--port {given}` is no port; it is a number from 1 to 65535"))
                    })?;
                }
                _ => {
                    return Err(Failure::new(format!(
                        "`play` does not know `{word}`; it takes `--release`, `--port PORT` and `--once`"
                    )));
                }
            }
        }
        Ok(wish)
    }
}

#[cfg(test)]
mod tests {
    use super::{Site, Wish};

    fn read(line: &str) -> Result<Wish, String> {
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        Wish::read(&words).map_err(|failure| failure.to_string())
    }

    #[test]
    fn reads_its_arguments() {
        let wish = read("--port 9000 --release").unwrap_or_else(|failure| panic!("{failure}"));
        assert!(wish.site == Site::Release && wish.port == 9000 && !wish.once);
        assert!(read("").is_ok_and(|wish| wish.site == Site::Draft && wish.port == 8080));
    }

    #[test]
    fn says_what_it_does_not_know() {
        assert!(read("--prot 9000").is_err_and(|failure| failure.contains("`--prot`")));
        assert!(read("--port").is_err_and(|failure| failure.contains("number")));
        assert!(read("--port 70000").is_err_and(|failure| failure.contains("`--port 70000`")));
    }
}
