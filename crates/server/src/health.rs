//! Whether the house is well: `/healthz` and `/readyz` for whoever restarts and routes, and numbers
//! for Prometheus on a listener of their own.

use crate::{
    Server,
    route::{Gate, Route},
};
use axum::{Json, Router, extract::State, http::Method, http::StatusCode, routing::get};
use meldkamer_app::{Failed, House, sealer};
use meldkamer_store::{errand, help, house as facts, journal, migrate};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use serde_json::{Value, json};
use std::sync::{Arc, OnceLock};

/// The name under which the depot is tried: no file's digest.
const PROBE: &str = "00-probe";

/// The routes of the public listener.
pub fn routes() -> Vec<Route> {
    vec![
        Route::new(Method::GET, "/healthz", Gate::Public, async || "ok\n"),
        Route::new(Method::GET, "/readyz", Gate::Public, readyz),
    ]
}

async fn readyz(State(server): State<Server>) -> (StatusCode, Json<Value>) {
    let (ready, said) = ready(&server.house).await;
    (if ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE }, Json(said))
}

/// Whether work can be taken on, and what stands in the way.
pub async fn ready(house: &House) -> (bool, Value) {
    let version = migrate::version(&house.database).await;
    let sealer = sealer::is_behind(house, house.clock.now()).await;
    let depot = house.depot.put(PROBE, "probe".into()).await;
    for trouble in [
        version.as_ref().err().map(ToString::to_string),
        sealer.as_ref().err().map(ToString::to_string),
        depot.as_ref().err().map(ToString::to_string),
    ]
    .into_iter()
    .flatten()
    {
        tracing::warn!(%trouble, "not ready");
    }
    let checks = [
        ("database", version.is_ok()),
        ("migrations", version.is_ok_and(|version| version >= migrate::NEWEST)),
        ("sealer", sealer.is_ok_and(|behind| !behind)),
        ("depot", depot.is_ok()),
    ];
    let said = checks.iter().map(|(name, well)| ((*name).to_owned(), json!(well))).collect();
    (checks.iter().all(|(_, well)| *well), Value::Object(said))
}

/// The numbers of this process; the first call begins to count.
fn numbers() -> Option<&'static PrometheusHandle> {
    static NUMBERS: OnceLock<Option<PrometheusHandle>> = OnceLock::new();
    let begin = || {
        PrometheusBuilder::new()
            .set_buckets(&[0.005, 0.025, 0.1, 0.5, 2.0, 10.0])
            .ok()?
            .install_recorder()
            .ok()
    };
    NUMBERS.get_or_init(begin).as_ref()
}

/// The listener for Prometheus.
pub fn metrics(house: Arc<House>) -> Router {
    let _ = numbers();
    let scrape = async |State(house): State<Arc<House>>| {
        if let Err(trouble) = measure(&house).await {
            tracing::warn!(%trouble, "the numbers are not of now");
        }
        let kind = [("content-type", "text/plain; version=0.0.4")];
        (kind, numbers().map_or_else(String::new, PrometheusHandle::render))
    };
    Router::new().route("/metrics", get(scrape)).with_state(house)
}

/// Takes the measure of what is kept in the database.
async fn measure(house: &House) -> Result<(), Failed> {
    let (database, now) = (&house.database, house.clock.now().micros());
    let age = |oldest: Option<i64>| oldest.map_or(0, |at| (now - at).max(0) / 1_000_000);
    let waiting = errand::heap(database, "waiting").await?;
    let unsealed = journal::waiting(database).await?;
    let sealed = journal::checkpoint(database).await?.map_or(0, |last| last.size);
    let all = [
        ("meldkamer_errands_waiting", waiting.count),
        ("meldkamer_errands_stuck", errand::heap(database, "stuck").await?.count),
        ("meldkamer_errands_oldest_seconds", age(waiting.oldest)),
        ("meldkamer_alarms_ringing", help::ringing(database).await?.len() as i64),
        ("meldkamer_entries_unsealed", unsealed.count),
        ("meldkamer_entries_unsealed_oldest_seconds", age(unsealed.oldest)),
        ("meldkamer_entries_sealed", sealed),
        ("meldkamer_dossiers", facts::highest_serial(database).await?),
    ];
    for (name, value) in all {
        metrics::gauge!(name).set(value as f64);
    }
    Ok(())
}
