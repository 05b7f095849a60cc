//! The list of routes: each with its gate, so that one test can walk them all as every role.
//!
//! A handler is reached only through its gate. For accounts the gate asks the policy before a byte
//! of the body is read; for holders of a code the act itself asks it, once it knows the dossier.

use axum::{
    Router,
    extract::Request,
    handler::Handler,
    http::Method,
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::{MethodFilter, MethodRouter, on},
};
use meldkamer_domain::access::Verb;

use crate::{Server, door, problem::Problem, step_up};

/// Who is let through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gate {
    /// Anybody.
    Public,
    /// Who holds the code of a draft or dossier; the act checks which.
    Code,
    /// Who takes part in a case from outside; the act checks whether they do.
    Party,
    /// Whoever is signed in, in a role that may do this.
    SignedIn(Verb),
}

/// One route.
#[derive(Debug)]
pub struct Route {
    /// GET, POST, …
    pub method: Method,
    /// The path, with its parameters in braces.
    pub path: &'static str,
    /// Who is let through.
    pub gate: Gate,
    handler: MethodRouter<Server>,
}

impl Route {
    /// A route with its gate.
    pub fn new<H, T>(method: Method, path: &'static str, gate: Gate, handler: H) -> Self
    where
        H: Handler<T, Server>,
        T: 'static,
    {
        let filter = MethodFilter::try_from(method.clone()).unwrap_or(MethodFilter::GET);
        Self { method, path, gate, handler: on(filter, handler) }
    }

    /// A page to look at.
    pub fn get<H, T>(path: &'static str, gate: Gate, handler: H) -> Self
    where
        H: Handler<T, Server>,
        T: 'static,
    {
        Self::new(Method::GET, path, gate, handler)
    }

    /// Something to do.
    pub fn post<H, T>(path: &'static str, gate: Gate, handler: H) -> Self
    where
        H: Handler<T, Server>,
        T: 'static,
    {
        Self::new(Method::POST, path, gate, handler)
    }
}

/// Builds the router from the list, each route behind its gate.
pub fn router(routes: Vec<Route>, server: &Server) -> Router<Server> {
    routes.into_iter().fold(Router::new(), |router, route| {
        let handler = match route.gate {
            Gate::Public | Gate::Code | Gate::Party => route.handler,
            Gate::SignedIn(verb) => {
                let (server, path) = (server.clone(), route.path);
                let guard = move |request: Request, next: Next| {
                    let server = server.clone();
                    async move { signed_in_only(server, path, verb, request, next).await }
                };
                route.handler.layer(middleware::from_fn(guard))
            }
        };
        router.route(route.path, handler)
    })
}

async fn signed_in_only(
    server: Server,
    path: &str,
    verb: Verb,
    mut request: Request,
    next: Next,
) -> Response {
    match door::signed_in(&server, request.headers(), path, verb).await {
        Ok(one) => {
            request = match step_up::guard(&server, &one, verb, request).await {
                Ok(request) => request,
                Err(answer) => return answer,
            };
            request.extensions_mut().insert(one);
            next.run(request).await
        }
        // After signing in one goes on where one was going, if that was a page to look at.
        Err(problem) if problem.go.is_some() && request.method() == Method::GET => {
            let path = request.uri().path_and_query().map(|path| path.as_str().to_owned());
            Problem { go: path.or(problem.go), ..problem }.into_response()
        }
        Err(problem) => problem.into_response(),
    }
}
