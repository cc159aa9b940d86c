//! Buckets of S3 and what is in them: whose entry says what of a request (CKEY-7).

use crate::bind::Bound;
use crate::compile::ResourceIs;
use crate::world::{Resource, Tags};

impl<'a> Bound<'a> {
    /// The entry of the S3 object that is called; its bucket's says nothing of it.
    pub(crate) fn object(&self) -> Option<&'a Resource> {
        let entry = match &self.access_point {
            Some(point) => point.object,
            None => self
                .entry
                .filter(|index| self.program.resources[*index as usize].kind == ResourceIs::Object),
        };
        self.program.env.resources.get(entry? as usize)
    }

    /// The entry of the S3 bucket that is called, or whose object is, also through an access point.
    pub(crate) fn bucket(&self) -> Option<&'a Resource> {
        let entry = match &self.access_point {
            Some(point) => point.bucket.as_ref().map(|(index, _)| *index),
            None => self
                .policy_entry
                .filter(|index| self.program.resources[*index as usize].kind == ResourceIs::Bucket),
        };
        self.program.env.resources.get(entry? as usize)
    }

    /// The tags of the resource: of an object those of its bucket, which S3 goes by, where the bucket is described (CKEY-7).
    pub(crate) fn tags(&self) -> Option<&'a Tags> {
        self.bucket().or_else(|| self.own_entry()).map(|own| &own.tags)
    }
}
