//! `meldkamer serve`: opens the house and its doors.

use super::{Ending, Place, say};
use crate::{Server, background, config, page::Pages, serve, texts::Texts};
use axum_server::tls_rustls::RustlsConfig;
use clap::Args;
use meldkamer_app::{
    House, account,
    chance::Clock,
    library::Library,
    settings::{Settings, Tls},
};
use std::{
    io::{self, ErrorKind},
    net::SocketAddr,
    sync::Arc,
    time::Duration,
};
use tokio::signal::unix::{Signal, SignalKind, signal};

/// Start the system: pages, API, mail and timers.
#[derive(Debug, Args)]
pub struct Serve {
    #[command(flatten)]
    place: Place,
    /// Address and port to listen on [default: 127.0.0.1:8080]
    #[arg(long)]
    listen: Option<String>,
}

impl Serve {
    /// Serves until it is told to stop.
    pub async fn run(self) -> Result<(), Ending> {
        let mut settings = config::load(&self.place)?;
        if let Some(listen) = self.listen {
            settings.listen = listen;
        }
        let house = open(settings).await?;
        doors(Arc::new(house)).await
    }
}

/// Opens an installation with its rulebooks; mistakes in them are told and stop it.
pub async fn open(settings: Settings) -> Result<House, Ending> {
    let (library, mistakes) = Library::open(settings.rulebooks.as_deref()).map_err(Ending::trouble)?;
    if let Some(first) = mistakes.first() {
        let more = mistakes.len() - 1;
        let text = format!(
            "{}:{}: {} (and {more} more; see `meldkamer rulebooks check`)",
            first.file, first.line, first.message
        );
        return Err(Ending::Wrong(text));
    }
    Ok(House::open(settings, library, Clock::Machine).await?)
}

/// The server of a house: pages from the operator's folder, the sources or the binary.
pub fn server(house: Arc<House>) -> Result<Server, Ending> {
    let texts = Texts::find(std::env::var_os("MELDKAMER_TEXTS"));
    let pages = Pages::new(texts, house.zone()).map_err(Ending::trouble)?;
    Server::of(house, pages).map_err(|why| Ending::Usage(format!("client_secret_file of a provider: {why}")))
}

/// So many bytes of a line are held at the most before they are asked for: with many uploads at once they add up.
const READ_AHEAD: usize = 64 << 10;

/// Serves a house until it is told to stop.
pub async fn doors(house: Arc<House>) -> Result<(), Ending> {
    let listen: SocketAddr = house.settings.listen.parse().map_err(|_| {
        Ending::Usage(format!(
            "--listen wants an address and a port, such as 127.0.0.1:8080, not {}",
            house.settings.listen
        ))
    })?;
    let server = server(house.clone())?;
    let work = background::start(&server).await.map_err(Ending::trouble)?;
    let app = serve::app(server);
    let handle = axum_server::Handle::new();
    tokio::spawn(stop_on_signal(handle.clone()));
    tokio::spawn(announce(handle.clone(), house.clone()));
    let app = app.into_make_service_with_connect_info::<SocketAddr>();
    match &house.settings.tls {
        None => {
            let mut door = axum_server::bind(listen).handle(handle);
            door.http_builder().http1().max_buf_size(READ_AHEAD);
            door.serve(app).await
        }
        Some(tls) => {
            // Only the first to install a provider does; another one is as good.
            let _ = rustls::crypto::ring::default_provider().install_default();
            let config = RustlsConfig::from_pem_file(&tls.certificate, &tls.key).await.map_err(|why| {
                let (certificate, key) = (tls.certificate.display(), tls.key.display());
                Ending::Usage(format!("tls.certificate {certificate}, tls.key {key}: {why}"))
            })?;
            let hup = signal(SignalKind::hangup()).map_err(Ending::trouble)?;
            tokio::spawn(renew_on_signal(hup, config.clone(), tls.clone()));
            let mut door = axum_server::bind_rustls(listen, config).handle(handle);
            door.http_builder().http1().max_buf_size(READ_AHEAD);
            door.serve(app).await
        }
    }
    .map_err(|why| unheard(listen, why))?;
    work.stop().await;
    Ok(())
}

/// Why nobody can come in at an address, and what to do about it.
fn unheard(listen: SocketAddr, why: io::Error) -> Ending {
    match why.kind() {
        ErrorKind::AddrInUse => Ending::Trouble(format!(
            "another program, or another Meldkamer, listens at {listen}: stop it, or choose another address with --listen"
        )),
        ErrorKind::PermissionDenied | ErrorKind::AddrNotAvailable => Ending::Trouble(format!(
            "this machine does not let us listen at {listen}: choose another address with --listen ({why})"
        )),
        _ => Ending::trouble(why),
    }
}

async fn announce(handle: axum_server::Handle<SocketAddr>, house: Arc<House>) {
    if handle.listening().await.is_some() {
        say(format!("Meldkamer is open at {}", house.settings.public_address()));
        match account::setup_link(&house).await {
            Ok(Some(link)) => say(format!(
                "There is no administrator yet. Open this link once, within {} hours:\n  {link}",
                account::INVITED_HOURS
            )),
            Ok(None) => {}
            Err(trouble) => tracing::error!(%trouble, "the set-up link could not be made"),
        }
    }
}

/// Reads certificate and key anew on SIGHUP, so that a renewed one needs no restart. A broken one is
/// told in the log, and the old one stays.
async fn renew_on_signal(mut hup: Signal, config: RustlsConfig, tls: Tls) {
    while hup.recv().await.is_some() {
        match config.reload_from_pem_file(&tls.certificate, &tls.key).await {
            Ok(()) => tracing::info!("the certificate was read anew"),
            Err(why) => tracing::error!(%why, "the new certificate is not used: the old one stays"),
        }
    }
}

/// Lets running requests finish, ten seconds at most.
async fn stop_on_signal(handle: axum_server::Handle<SocketAddr>) {
    let mut term = match signal(SignalKind::terminate()) {
        Ok(term) => term,
        Err(trouble) => {
            tracing::error!(%trouble, "cannot listen for the signal to stop");
            return;
        }
    };
    tokio::select! {
        _ = term.recv() => {}
        _ = tokio::signal::ctrl_c() => {}
    }
    handle.graceful_shutdown(Some(Duration::from_secs(10)));
}
