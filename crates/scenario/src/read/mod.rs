//! Reading a scenario: text, spanned JSON, types, checks; every error with its place.
//!
//! Other formats of the house are read in the same way: [`read_as`] with types that [`record!`](record::record) describes.

mod duplicates;
mod error;
mod failure;
mod node;
pub mod record;
mod sections;
mod shape;
mod spelling;

use std::sync::Arc;

use iamwhy_policy::Json;

pub(crate) use duplicates::duplicates;
pub(crate) use error::Errors;
pub use error::ReadError;
pub use failure::Failure;
pub(crate) use failure::one_of;
#[cfg(feature = "schema")]
pub(crate) use node::NULLABLE;
pub use node::NodeReader;
pub use record::Read;
pub use spelling::did_you_mean;
pub(crate) use spelling::shortened;

use crate::{check, model::Scenario};

/// Reads a scenario, strictly. The JSON tree is handed out too: inline policies are nodes of it.
///
/// # Errors
/// Everything that is wrong with the file, as far as it can be found at once, in the order of the text.
pub fn read(file_name: &str, text: &str) -> Result<(Scenario, Arc<Json>), Vec<ReadError>> {
    let json = match Json::read(text) {
        Ok(json) => Arc::new(json),
        Err(error) => return Err(vec![ReadError::syntax(file_name, text, &error)]),
    };
    let mut errors = Errors::new(file_name, &json);
    duplicates(&json, json.root(), &mut errors);
    let scenario = match Scenario::read(NodeReader::new(&json, json.root())) {
        Ok(scenario) => scenario,
        Err(first) => {
            errors.add(first);
            sections::look(&json, &mut errors);
            return Err(errors.finish());
        }
    };
    check::check(&scenario, &json, &mut errors);
    if errors.is_empty() {
        Ok((scenario, json))
    } else {
        Err(errors.finish())
    }
}

/// Reads a text of another format that is as strict: no unknown and no repeated fields.
///
/// # Errors
/// Everything that is wrong with the text, as far as it can be found at once, in the order of the text.
pub fn read_as<T: Read>(file_name: &str, text: &str) -> Result<(T, Arc<Json>), Vec<ReadError>> {
    let json = match Json::read(text) {
        Ok(json) => Arc::new(json),
        Err(error) => return Err(vec![ReadError::syntax(file_name, text, &error)]),
    };
    let mut errors = Errors::new(file_name, &json);
    duplicates(&json, json.root(), &mut errors);
    match T::read(NodeReader::new(&json, json.root())) {
        Ok(read) if errors.is_empty() => Ok((read, json)),
        Ok(_) => Err(errors.finish()),
        Err(first) => {
            errors.add(first);
            Err(errors.finish())
        }
    }
}
