//! An app as the API shows it.

use billhook_core::clock::Timestamp;
use billhook_core::id::AppId;
use billhook_store::apps::App;
use serde::Serialize;
use utoipa::ToSchema;

/// A product of the tenant.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = App)]
pub(crate) struct AppView {
    #[schema(value_type = String, example = "app_01jd3v9k2mfs8r0h6x3w7y5z4q")]
    id: AppId,
    /// What events and actions name it by.
    #[schema(example = "game")]
    key: String,
    #[schema(example = "The Game")]
    name: String,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    #[schema(value_type = String, format = DateTime)]
    updated_at: Timestamp,
}

impl From<App> for AppView {
    fn from(app: App) -> Self {
        let App { id, key, name, created_at, updated_at } = app;
        Self { id, key, name, created_at, updated_at }
    }
}
