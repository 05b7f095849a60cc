//! Houses to test in: an own database, an own folder, and a clock that stands until it is set.

use super::{client::Client, memory::Memory, postgres};
use axum::Router;
use meldkamer::{Server, courier::letter::Letters, page::Pages, serve, texts::Texts};
use meldkamer_app::{
    House,
    chance::Clock,
    library::Library,
    settings::{Settings, provider::Provider},
};
use meldkamer_domain::time::Instant;
use meldkamer_store::Dialect;
use std::{
    net::SocketAddr,
    sync::{Arc, LazyLock},
};

/// When the clocks of all tests begin: a Friday afternoon.
pub const BEGIN: &str = "2026-11-20T16:40:00+01:00";

/// Both databases.
pub const BOTH: [Dialect; 2] = [Dialect::Sqlite, Dialect::Postgres];

static PAGES: LazyLock<Pages> = LazyLock::new(|| {
    let zone = jiff::tz::TimeZone::get("Europe/Amsterdam").unwrap();
    Pages::new(Texts::embedded(), zone).unwrap()
});

/// A house with everything that belongs to it.
pub struct TestHouse {
    /// The house itself.
    pub house: Arc<House>,
    /// Its web server, to be called without a network.
    pub app: Router,
    /// Its database, by another door than the house's own.
    pub memory: Memory,
    /// On which database it stands.
    pub dialect: Dialect,
    _folder: tempfile::TempDir,
}

/// A new, empty house with the settings that most tests want.
pub async fn house(dialect: Dialect) -> TestHouse {
    house_with(dialect, |_| {}).await
}

/// A new, empty house whose settings were changed before it was opened.
pub async fn house_with(dialect: Dialect, change: impl FnOnce(&mut Settings)) -> TestHouse {
    if std::env::var_os("MELDKAMER_LOG").is_some() {
        meldkamer::logging::start();
    }
    let folder = tempfile::tempdir().unwrap();
    let database = match dialect {
        Dialect::Sqlite => folder.path().join("meldkamer.db").display().to_string(),
        Dialect::Postgres => postgres::new_database(),
    };
    let mut settings = Settings {
        data: folder.path().to_owned(),
        database,
        address: "https://meldkamer.example".into(),
        metrics: String::new(),
        providers: vec![provider()],
        ..Settings::default()
    };
    change(&mut settings);
    let database = settings.database.clone();
    let (library, mistakes) = Library::open(None).unwrap();
    assert!(mistakes.is_empty(), "the built-in rulebooks have mistakes");
    let clock = Clock::standing(Instant::parse(BEGIN).unwrap());
    let house = Arc::new(House::open(settings, library, clock).await.unwrap());
    let app = serve::app(Server::of(house.clone(), PAGES.clone()).unwrap());
    let memory = Memory::open(dialect, &database).await;
    TestHouse { house, app, memory, dialect, _folder: folder }
}

/// A provider that is not there.
fn provider() -> Provider {
    let text = "id = 'sso'\nname = 'SSO'\nissuer = 'http://127.0.0.1:9'\nclient_id = 'meldkamer'";
    toml::from_str(text).unwrap()
}

/// Runs a test on both databases, at the same time.
pub async fn on_both(test: impl AsyncFn(TestHouse)) {
    let on = async |dialect| test(house(dialect).await).await;
    tokio::join!(on(Dialect::Sqlite), on(Dialect::Postgres));
}

impl TestHouse {
    /// Somebody new at the door: no cookies, no token.
    pub fn client(&self) -> Client {
        Client::new(self.app.clone())
    }

    /// Its letters.
    pub fn letters(&self) -> Letters {
        PAGES.letters()
    }

    /// Sets the clock.
    pub fn set(&self, at: Instant) {
        self.house.clock.set(at);
    }

    /// What time it is here.
    pub fn now(&self) -> Instant {
        self.house.clock.now()
    }

    /// Opens the doors on a free port of this machine, for a real browser; answers the address.
    pub async fn serve(&self) -> String {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        self.serve_on(listener);
        format!("http://{address}")
    }

    /// Opens the doors on a port that was taken before.
    pub fn serve_on(&self, listener: tokio::net::TcpListener) {
        let app = self.app.clone().into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(async move { axum::serve(listener, app).await });
    }
}
