//! The OpenAPI 3.1 document: what the handlers say of themselves, completed by what holds for all of them.

use actix_web::App;
use utoipa::OpenApi as _;
use utoipa::openapi::path::{Operation, Parameter, ParameterBuilder, ParameterIn, PathItem};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::security::{
    ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme,
};
use utoipa::openapi::{Content, HttpMethod, OpenApi, Ref, RefOr, Response, ResponseBuilder};
use utoipa_actix_web::AppExt;

use crate::idempotency;
use crate::problem::{MEDIA_TYPE, ProblemDocument};

/// Names the permission of an operation.
const PERMISSION_EXTENSION: &str = "x-permission";

#[derive(utoipa::OpenApi)]
#[openapi(
    info(
        title = "Billhook",
        description = "Post events; Billhook signs, sends, retries and records them.\n\n\
            Send `Authorization: Bearer bh_…`. Times are RFC 3339 in UTC, ids are opaque text with a prefix. Lists \
            take `limit` and `cursor` and answer `data` and `next_cursor`. Errors are problem documents (RFC 9457) \
            with stable `type` ids. A POST that creates takes an `Idempotency-Key`: sent again within 24 hours, it \
            answers as it did the first time.",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0")
    ),
    components(schemas(ProblemDocument)),
    tags(
        (name = "setup", description = "The first start"),
        (name = "session", description = "Signing in to the console"),
        (name = "hooks", description = "Where events go"),
        (name = "actions", description = "Which events a hook gets"),
        (name = "events", description = "What happened"),
        (name = "deliveries", description = "Events on their way to hooks, with every attempt"),
        (name = "event-types", description = "The catalogue of events"),
        (name = "apps", description = "The tenant's products, and the SKUs sold inside of them"),
        (name = "deadlines", description = "What has to follow an event within a time, and what is emitted if it doesn't"),
        (name = "presets", description = "Ready-made wire forms, policies and catalogues"),
        (name = "members", description = "Who belongs to the tenant"),
        (name = "invitations", description = "How people become members"),
        (name = "audit", description = "Who did what to what"),
        (name = "settings", description = "What the tenant sets for itself"),
        (name = "tokens", description = "What programs use the API with"),
        (name = "tenants", description = "For the operator: the customer organisations of the installation"),
        (name = "streams", description = "What is new, as it happens"),
        (name = "health", description = "For machines")
    )
)]
struct Base;

/// The document. It depends on nothing but the program itself.
pub fn openapi() -> OpenApi {
    let app = App::new().into_utoipa_app().openapi(Base::openapi()).configure(crate::routes::routes);
    let mut document = app.split_for_parts().1;
    let components = document.components.get_or_insert_default();
    for (name, scheme) in security_schemes() {
        components.security_schemes.insert(name.to_owned(), RefOr::T(scheme));
    }
    document.security = Some(vec![requirement("token"), requirement("session")]);
    for (path, item) in &mut document.paths.paths {
        for (method, operation) in operations_mut(item) {
            complete(path, &method, operation);
        }
    }
    document
}

/// The document as text, the way it is kept in the repository: indented, with a newline at the end.
///
/// # Errors
/// If it does not serialise: a fault of the program.
pub fn openapi_json() -> serde_json::Result<String> {
    Ok(openapi().to_pretty_json()? + "\n")
}

fn security_schemes() -> [(&'static str, SecurityScheme); 4] {
    let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format("bh_…");
    let bearer = bearer.description(Some("A token, bound to one tenant."));
    let operator = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format("bho_…");
    let operator = operator
        .description(Some("A token of the operator, made by `billhook admin create-operator-token`."));
    let cookie = |name, description| {
        SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::with_description(name, description)))
    };
    [
        ("token", SecurityScheme::Http(bearer.build())),
        ("operator", SecurityScheme::Http(operator.build())),
        (
            "session",
            cookie(
                "billhook_session",
                "The console's session (`__Host-billhook_session` behind https). Name the tenant by `Billhook-Tenant` \
                 if there are several, and send `Billhook-Console: 1` with everything but GET.",
            ),
        ),
        ("refresh", cookie("billhook_refresh", "The credential that refreshes the console's session.")),
    ]
}

fn requirement(scheme: &str) -> SecurityRequirement {
    SecurityRequirement::new(scheme, std::iter::empty::<String>())
}

/// The operations of a path.
pub(crate) fn operations_mut(item: &mut PathItem) -> impl Iterator<Item = (HttpMethod, &mut Operation)> {
    [
        (HttpMethod::Get, &mut item.get),
        (HttpMethod::Put, &mut item.put),
        (HttpMethod::Post, &mut item.post),
        (HttpMethod::Patch, &mut item.patch),
        (HttpMethod::Delete, &mut item.delete),
    ]
    .into_iter()
    .filter_map(|(method, operation)| operation.as_mut().map(|operation| (method, operation)))
}

/// Adds to an operation what follows from its kind: the permission in words, and the problems it can answer with.
fn complete(path: &str, method: &HttpMethod, operation: &mut Operation) {
    let permission = permission_of(operation);
    if let Some(permission) = &permission {
        let needs = format!("Needs the permission `{permission}`.");
        let described = operation.description.take().filter(|text| !text.is_empty());
        operation.description = Some(described.map_or(needs.clone(), |text| format!("{text}\n\n{needs}")));
    }
    let is_public = operation
        .security
        .as_ref()
        .is_some_and(|security| security.contains(&SecurityRequirement::default()));
    let mut problems = vec![("default", "Any other problem")];
    if !is_public {
        problems.push(("401", "Credentials are missing or not valid"));
        problems.push(("429", "Too many requests"));
    }
    if permission.is_some() {
        problems.push(("403", "A permission or a grant is missing"));
    }
    if path.contains('{') {
        problems.push(("404", "Not found"));
    }
    if operation.request_body.is_some() || *method == HttpMethod::Post {
        problems.push(("422", "The content is wrong"));
    }
    for (status, description) in problems {
        let response = RefOr::T(problem_response(description));
        operation.responses.responses.entry(status.to_owned()).or_insert(response);
    }
    let creates = operation.responses.responses.contains_key("201") && !is_public;
    if creates && !takes(operation, idempotency::HEADER) {
        operation.parameters.get_or_insert_default().push(RefOr::T(idempotency_key()));
    }
    fill_problems(operation);
}

fn takes(operation: &Operation, parameter: &str) -> bool {
    let mut known = operation.parameters.iter().flatten();
    known.any(|known| matches!(known, RefOr::T(known) if known.name == parameter))
}

fn idempotency_key() -> Parameter {
    let text = ObjectBuilder::new().schema_type(Type::String).max_length(Some(idempotency::MAX_KEY_LEN));
    let description =
        "Makes the request safe to send again: within 24 hours, it is answered as it was the first time.";
    ParameterBuilder::new()
        .name(idempotency::HEADER)
        .parameter_in(ParameterIn::Header)
        .description(Some(description))
        .schema(Some(text))
        .build()
}

/// Every answer that is not a success is a problem document, also where a handler names its status only.
fn fill_problems(operation: &mut Operation) {
    for (status, response) in &mut operation.responses.responses {
        if let (true, RefOr::T(response)) = (status.starts_with(['4', '5']), response)
            && response.content.is_empty()
        {
            *response = problem_response(&response.description);
        }
    }
}

fn permission_of(operation: &Operation) -> Option<String> {
    let extensions = operation.extensions.as_ref()?;
    extensions.get(PERMISSION_EXTENSION)?.as_str().map(str::to_owned)
}

fn problem_response(description: &str) -> Response {
    let content = Content::new(Some(Ref::from_schema_name("Problem")));
    ResponseBuilder::new().description(description).content(MEDIA_TYPE, content).build()
}
