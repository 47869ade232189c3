//! The application as actix runs it, and the server around it.

use std::net::TcpListener;
use std::time::Duration;

use actix_web::body::MessageBody;
use actix_web::dev::{Server, ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::middleware::{Compress, from_fn};
use actix_web::web::{self, Data};
use actix_web::{App, Error, HttpServer, guard};
use utoipa_actix_web::AppExt;

use crate::console::{console, is_console_path};
use crate::envelope::envelope;
use crate::fallback::{Paths, nowhere};
use crate::handlers::reference::{self, Reference};
use crate::state::ApiState;

/// What every worker of the server shares.
#[derive(Clone)]
pub struct Shared {
    state: Data<ApiState>,
    paths: Data<Paths>,
    reference: Data<Reference>,
}

impl Shared {
    /// Prepares what is made once.
    pub fn new(state: ApiState) -> Self {
        let document = crate::openapi();
        let (paths, reference) = (Paths::of(&document), Reference::new(&document));
        Self { state: Data::new(state), paths: Data::new(paths), reference: Data::new(reference) }
    }

    /// What every request finds.
    pub fn state(&self) -> &ApiState {
        &self.state
    }
}

/// The application: the API, its reference, and the console.
pub fn app(
    shared: &Shared,
) -> App<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<impl MessageBody + use<>>,
        Error = Error,
        InitError = (),
    > + use<>,
> {
    App::new()
        .app_data(shared.state.clone())
        .app_data(shared.paths.clone())
        .app_data(shared.reference.clone())
        .wrap(from_fn(envelope))
        .into_utoipa_app()
        .configure(crate::routes::routes)
        .into_app()
        .configure(reference::routes)
        .service(
            web::resource("/{path:.*}")
                .guard(guard::fn_guard(is_console_path))
                .guard(guard::Get())
                // Static files hold no secrets, so there is nothing to learn from how well they compress.
                .wrap(Compress::default())
                .route(web::get().to(console)),
        )
        .default_service(web::to(nowhere))
}

/// What a process without the API answers.
fn health_app(
    shared: &Shared,
) -> App<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<impl MessageBody + use<>>,
        Error = Error,
        InitError = (),
    > + use<>,
> {
    App::new()
        .app_data(shared.state.clone())
        .app_data(shared.paths.clone())
        .wrap(from_fn(envelope))
        .into_utoipa_app()
        .configure(crate::routes::health)
        .into_app()
        .default_service(web::to(nowhere))
}

/// How the server runs.
#[derive(Clone, Copy, Debug)]
pub struct ServerOptions {
    /// Threads that take requests.
    pub workers: usize,
    /// How long requests in progress may take to end after a stop is asked for.
    pub shutdown: Duration,
    /// True for a process that only sends: it answers for its health and metrics, and nothing else.
    pub only_health: bool,
}

/// A server on this listener. It runs while it is awaited; signals are the caller's business.
pub fn serve(shared: Shared, listener: TcpListener, options: ServerOptions) -> std::io::Result<Server> {
    if options.only_health {
        let server =
            HttpServer::new(move || health_app(&shared)).workers(1).disable_signals().listen(listener)?;
        return Ok(server.run());
    }
    let server = HttpServer::new(move || app(&shared))
        .workers(options.workers.max(1))
        .shutdown_timeout(options.shutdown.as_secs())
        .disable_signals()
        .listen(listener)?;
    Ok(server.run())
}
