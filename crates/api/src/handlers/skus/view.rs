//! A SKU as the API shows it.

use billhook_core::clock::Timestamp;
use billhook_core::id::{AppId, SkuId};
use billhook_store::apps::Sku;
use serde::Serialize;
use utoipa::ToSchema;

/// An item sold inside of an app.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Sku)]
pub(crate) struct SkuView {
    #[schema(value_type = String, example = "sku_01jd3v9k2mfs8r0h6x3w7y5z4q")]
    id: SkuId,
    /// The app that it is sold in.
    #[schema(value_type = String, example = "app_01jd3v9k2mfs8r0h6x3w7y5z4q")]
    app_id: AppId,
    /// What events and actions name it by.
    #[schema(example = "coins-100")]
    key: String,
    #[schema(example = "100 coins")]
    name: String,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    #[schema(value_type = String, format = DateTime)]
    updated_at: Timestamp,
}

impl From<Sku> for SkuView {
    fn from(sku: Sku) -> Self {
        let Sku { id, app_id, key, name, created_at, updated_at } = sku;
        Self { id, app_id, key, name, created_at, updated_at }
    }
}
