//! The nearest valid spelling.

use iamwhy_import::nearest;

/// "did you mean …?", if a candidate is near enough.
pub fn did_you_mean<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    suggestion(word, &mut candidates.into_iter())
}

fn suggestion(word: &str, candidates: &mut dyn Iterator<Item = &str>) -> Option<String> {
    nearest(word, candidates).map(|near| format!("did you mean `{}`?", shortened(near)))
}

/// A user's text, cut where it is too long for a message, on one line: what breaks or colours it is to be seen.
pub(crate) fn shortened(text: &str) -> String {
    iamwhy_explain::visible(&iamwhy_policy::spelling::shortened(text, 80)).into_owned()
}
