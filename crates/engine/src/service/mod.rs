//! Rules of single services, and the dated lists that they rest on.

pub(crate) mod acl;
pub(crate) mod at_home;
pub(crate) mod credentials;
pub(crate) mod grants;
pub(crate) mod public;
pub(crate) mod rcp_services;
pub(crate) mod regions;
pub(crate) mod reserved;
pub(crate) mod vpce_services;
