//! Who the operator is, as the API shows it.

use billhook_core::id::OperatorTokenId;
use serde::Serialize;
use utoipa::ToSchema;

use crate::operator::Operator;

/// The operator, by one of their tokens.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = OperatorSession)]
pub(crate) struct OperatorSessionView {
    #[schema(value_type = String, example = "opt_01jd3v9k2mfs8r0h6x3w7y5z4q")]
    token_id: OperatorTokenId,
    /// What the token is for.
    #[schema(example = "backend")]
    name: String,
}

impl From<&Operator> for OperatorSessionView {
    fn from(operator: &Operator) -> Self {
        Self { token_id: operator.token_id, name: operator.name.to_string() }
    }
}
