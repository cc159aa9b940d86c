//! `--out FORMAT=FILE`: one more report.

use std::str::FromStr;

use clap::ValueEnum;

/// A format of reports, with an example of how it is asked for.
pub(crate) trait Written: ValueEnum {
    /// Such as `junit=report.xml`.
    const EXAMPLE: &'static str;
}

/// `FORMAT=FILE`.
#[derive(Clone, Debug)]
pub(crate) struct Out<F> {
    pub(crate) format: F,
    pub(crate) file: String,
}

impl<F: Written> FromStr for Out<F> {
    type Err = String;

    fn from_str(text: &str) -> Result<Out<F>, String> {
        let parts = text.split_once('=').filter(|(_, file)| !file.is_empty());
        let (word, file) = parts.ok_or_else(|| format!("write FORMAT=FILE, such as {}", F::EXAMPLE))?;
        let format = F::from_str(word, false).map_err(|_| {
            let words: Vec<String> = F::value_variants()
                .iter()
                .filter_map(ValueEnum::to_possible_value)
                .map(|value| value.get_name().to_owned())
                .collect();
            format!("there is no format `{word}`; the formats are {}", words.join(", "))
        })?;
        Ok(Out {
            format,
            file: file.to_owned(),
        })
    }
}
