//! Would AWS allow this request, and why?
