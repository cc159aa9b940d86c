//! Values of context keys.

use iamwhy_engine::{Context, ContextValue as EngineValue};
use iamwhy_policy::Listed;

use crate::model::{ContextValue, Named, Scalar, UnknownValue};

/// The engine's form of a context.
pub(super) fn context(given: &Named<ContextValue>) -> Context {
    let mut context = Context::default();
    for (key, given) in given {
        context.set(key, value(given));
    }
    context
}

/// Numbers and booleans by their text (UND-22).
fn value(given: &ContextValue) -> EngineValue {
    match given {
        ContextValue::Absent => EngineValue::Absent,
        ContextValue::One(one) => EngineValue::One(one.as_str().into()),
        ContextValue::Many(many) => EngineValue::Many(many.iter().map(Scalar::as_str).map(Into::into).listed()),
        ContextValue::Unknown(unknown) => EngineValue::Unknown {
            presence: *unknown == UnknownValue::Presence,
        },
    }
}
