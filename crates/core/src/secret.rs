//! Signing secrets: `whsec_…` and `whsk_…`, and how they are sealed at rest.
