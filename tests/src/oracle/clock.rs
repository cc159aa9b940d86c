//! The two clocks: `aws:CurrentTime` and `aws:EpochTime` follow each other.

use chrono::{DateTime, SecondsFormat};
use serde_json::Value;

use super::compare::instant;
use super::context::{Attribute, Context};
use super::scene::Scene;

/// The two clocks follow each other.
pub(super) fn clock(context: &mut Context, scene: &Scene, has_time: bool, has_epoch: bool) {
    let (time, epoch) = ("aws:currenttime", "aws:epochtime");
    let leader = if has_epoch && !has_time { epoch } else { time };
    for key in [time, epoch]
        .into_iter()
        .filter(|key| !(*key == time && has_time || *key == epoch && has_epoch))
    {
        let value = match (has_time || has_epoch).then(|| context.keys.get(leader)).flatten() {
            Some(Attribute::One(text)) => Attribute::One(clock_text(scene, text, key == epoch)),
            Some(Attribute::Unknown { place, .. }) => unknown_clock(scene, place, key),
            Some(_) => Attribute::Unknown {
                place: key.to_owned(),
                presence: false,
            },
            None => unknown_clock(scene, leader, key),
        };
        context.keys.insert(key.to_owned(), value);
    }
}

/// A clock that nobody gave: what was filled in for the other one, in its own words.
fn unknown_clock(scene: &Scene, place: &str, key: &str) -> Attribute {
    match scene.filled.get(place).and_then(Value::as_str) {
        Some(text) if place == key => Attribute::One(text.to_owned()),
        Some(text) => Attribute::One(clock_text(scene, text, key == "aws:epochtime")),
        None if scene.filled.contains_key(place) => Attribute::Unknown {
            place: key.to_owned(),
            presence: false,
        },
        None => Attribute::Unknown {
            place: place.to_owned(),
            presence: false,
        },
    }
}

fn clock_text(scene: &Scene, text: &str, as_epoch: bool) -> String {
    let Some(instant) = instant(text, scene.assumes("UND-7", "year")) else {
        return text.to_owned();
    };
    let seconds = instant.div_euclid(1_000_000_000);
    let moment = i64::try_from(seconds).ok().and_then(|s| DateTime::from_timestamp(s, 0));
    match moment {
        Some(moment) if !as_epoch => moment.to_rfc3339_opts(SecondsFormat::Secs, true),
        _ => seconds.to_string(),
    }
}
