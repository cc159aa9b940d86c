//! What the environment asks of us.

/// The variables, for `cargo xtask help`.
pub(crate) const HELP: &str = "\
environment
  RUSTUP_AUTO_INSTALL=0  never install toolchains or targets through rustup; use Debian's compiler instead
  IAMWHY_DENY=1          install cargo-deny for the step `deny` (some minutes, once)
  CHROMIUM               the browser of the browser tests, instead of the first Chromium or Chrome in PATH
  CARGO_TARGET_DIR       as for cargo; what xtask provides lives in its folder `xtask`";

/// Whether rustup may install.
pub(crate) fn rustup_may_install() -> bool {
    std::env::var("RUSTUP_AUTO_INSTALL").map_or(true, |word| word != "0")
}

/// Whether cargo-deny may be installed.
pub(crate) fn deny_may_be_installed() -> bool {
    std::env::var("IAMWHY_DENY").is_ok_and(|word| word == "1")
}

/// Whether we are root and may ask apt for packages.
pub(crate) fn is_root() -> bool {
    crate::run::Run::new("id")
        .args(["-u"])
        .answer()
        .is_some_and(|id| id == "0")
}
