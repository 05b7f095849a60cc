//! The register at two thousand and two hundred thousand entities: taking a sheet in against bare
//! statements that write the same rows, the search, and who owns an address.

use crate::{
    Line,
    house::{Running, client, folder, median},
};
use meldkamer_app::{
    Actor, Door, House,
    chance::Clock,
    entity::import::{self, Offered},
    library::Library,
    settings::Settings,
};
use meldkamer_domain::{
    access::Role,
    entity::{DomainName, Network},
};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement, TransactionTrait, Value};
use std::{
    path::Path,
    time::{Duration, Instant},
};

const SMALL: u32 = 2_000;
const LARGE: u32 = 200_000;
const ROUNDS: usize = 60;

/// What is measured.
pub async fn run() -> Vec<Line> {
    let folder = folder();
    let (small, large) = (folder.path().join("small"), folder.path().join("large"));
    fill(&small, SMALL).await;
    let taken = fill(&large, LARGE).await;
    let bare = bare(&folder.path().join("bare"), LARGE).await;
    let (seconds, least) = (taken.as_secs_f64(), bare.as_secs_f64());
    let mut lines = vec![Line {
        what: "sheet of 200,000 entities, 1,000,000 claims, against bare".into(),
        figure: format!("{seconds:.0} s of {least:.0} s, {:.0}/s", f64::from(LARGE) / seconds),
        ratio: seconds / least,
        limit: Err(3.0),
    }];
    let (small, large) = (Running::start(&small).await, Running::start(&large).await);
    for (what, path) in [
        ("register by name", "/desk/register"),
        ("register search, a word in all", "/desk/register?q=waterbedrijf"),
        ("register search, one hit", "/desk/register?q=10001999"),
        ("who owns this address", "/desk/register/owner?q=16.7.207.9"),
        ("who owns this domain", "/desk/register/owner?q=mx.mail.waterbedrijf1999.nl"),
    ] {
        let (one, many) = both(&small, &large, path).await;
        lines.push(Line {
            what: format!("{what} at 200,000 against 2,000"),
            figure: format!("{one:.2} / {many:.2} ms"),
            ratio: many / one,
            limit: Err(1.5),
        });
    }
    lines
}

/// Both houses in turn, so that what else the machine does falls on both alike.
async fn both(small: &Running, large: &Running, path: &str) -> (f64, f64) {
    let client = client();
    let (mut one, mut many) = (Vec::new(), Vec::new());
    for round in 0..ROUNDS + 5 {
        for (running, times) in [(small, &mut one), (large, &mut many)] {
            let begun = Instant::now();
            let address = format!("{}{path}", running.address);
            let answer =
                client.get(address).header("cookie", "meldkamer-session=bench").send().await.unwrap();
            assert_eq!(answer.status().as_u16(), 200, "{path}");
            assert!(answer.text().await.unwrap().contains("Waterbedrijf 1"), "{path} shows no entity");
            if round >= 5 {
                times.push(begun.elapsed());
            }
        }
    }
    (median(one), median(many))
}

/// Fills a new house from a sheet, and lets one member of staff in; how long the sheet took.
async fn fill(data: &Path, size: u32) -> Duration {
    let sheet = sheet(size);
    let settings = Settings { data: data.to_owned(), ..Settings::default() };
    let (library, _) = Library::open(None).unwrap();
    let house = House::open(settings, library, Clock::Machine).await.unwrap();
    let actor = Actor::staff(Role::Administrator, "bench", "Bench");
    let door = Door::now(&house, actor);
    let begun = Instant::now();
    let Offered::Waits(id) = import::offer(&house, &door, "bench.csv", sheet).await.unwrap() else {
        panic!("the sheet cannot be read")
    };
    import::confirm(&house, &door, &id, "").await.unwrap();
    let count = import::take_in(&house).await.unwrap();
    let taken = begun.elapsed();
    assert_eq!(count, usize::try_from(size).unwrap());
    house.database.clone().close().await;
    crate::queue::let_in(&open(&data.join("meldkamer.db")).await).await;
    taken
}

async fn open(file: &Path) -> DatabaseConnection {
    let mut options = sea_orm::ConnectOptions::new(format!("sqlite://{}?mode=rwc", file.display()));
    options.max_connections(1).sqlx_logging(false);
    sea_orm::Database::connect(options).await.unwrap()
}

/// Five claims of an entity: two networks and three names.
fn claims(n: u32) -> [String; 5] {
    let four = std::net::Ipv4Addr::from(0x1000_0000 + n * 256);
    [
        format!("{four}/24"),
        format!("2a00:{:x}:{:x}::/48", n >> 16, n & 0xffff),
        format!("waterbedrijf{n}.nl"),
        format!("mail.waterbedrijf{n}.nl"),
        format!("w{n}.example"),
    ]
}

fn sheet(size: u32) -> Vec<u8> {
    let mut text = String::from(
        "name;number;class;sectors;city;networks;domains;contact1.role;contact1.name;contact1.email;contact1.phone\n",
    );
    for n in 0..size {
        let [four, six, one, two, three] = claims(n);
        text.push_str(&format!(
            "Waterbedrijf {n};{};essential;drinking-water/mains;Hoorn;{four} {six};{one} {two} {three};always;SOC;soc@{one};+31 6 12345678\n",
            10_000_000 + n
        ));
    }
    text.into_bytes()
}

/// The same rows by bare statements, a hundred entities to a durable commit.
async fn bare(data: &Path, size: u32) -> Duration {
    std::fs::create_dir_all(data).unwrap();
    let file = data.join("meldkamer.db");
    let database = meldkamer_store::Database::sqlite(&file).await.unwrap();
    meldkamer_store::migrate::run(&database).await.unwrap();
    database.close().await;
    let connection = open(&file).await;
    connection.execute_unprepared("PRAGMA synchronous = FULL").await.unwrap();
    let begun = Instant::now();
    for from in (0..size).step_by(100) {
        let tx = connection.begin().await.unwrap();
        for n in from..size.min(from + 100) {
            for (sql, values) in rows(n) {
                tx.execute_raw(Statement::from_sql_and_values(DbBackend::Sqlite, sql, values)).await.unwrap();
            }
        }
        tx.commit().await.unwrap();
    }
    begun.elapsed()
}

fn rows(n: u32) -> Vec<(String, Vec<Value>)> {
    let (id, name) = (format!("org_{n:032}"), format!("Waterbedrijf {n}"));
    let facts = format!("{{\"name\":\"{name}\",\"city\":\"Hoorn\",\"sectors\":[\"drinking-water/mains\"]}}");
    let entity = "INSERT INTO entity (id, serial, name, sort, register_number, sector, subsector, class, state, facts, created_at, changed_at) \
                  VALUES ($1, $2, $3, $4, $5, 'drinking-water', 'mains', 'essential', 'registered', $6, 1, 1)";
    let contact = "INSERT INTO entity_contact (id, entity, place, role, name, email, phone, ask_at) VALUES ($1, $2, 0, 'always', 'SOC', $3, '+31 6 12345678', 1)";
    let texts = claims(n);
    let mut values: Vec<Value> = Vec::new();
    for (at, text) in texts.iter().enumerate() {
        let (sort, key) = if at < 2 {
            ("network", Network::parse(text).unwrap()[0].key())
        } else {
            ("domain", DomainName::parse(text).unwrap().key())
        };
        values.extend([sort.into(), key.into(), id.clone().into(), text.clone().into()]);
    }
    let place = |at: usize| {
        format!("(${}, ${}, ${}, ${}, 'claimed', 1)", at * 4 + 1, at * 4 + 2, at * 4 + 3, at * 4 + 4)
    };
    let places: Vec<String> = (0..5).map(place).collect();
    let assets = format!(
        "INSERT INTO entity_asset (sort, key, entity, text, state, claimed_at) VALUES {}",
        places.join(", ")
    );
    let words = format!("{name} {} Hoorn {} {} {}", 10_000_000 + n, texts[2], texts[3], texts[4]);
    vec![
        (
            entity.into(),
            vec![
                id.clone().into(),
                i64::from(n + 1).into(),
                name.clone().into(),
                name.to_lowercase().into(),
                (10_000_000 + n).to_string().into(),
                facts.into(),
            ],
        ),
        (contact.into(), vec![format!("con_{n:032}").into(), id.clone().into(), format!("soc@{}", texts[2]).into()]),
        (assets, values),
        ("INSERT INTO entity_text (rowid, body) VALUES ($1, $2)".into(), vec![i64::from(n + 1).into(), words.into()]),
        (
            "INSERT INTO entity_change (entity, version, at, actor, how, changes) VALUES ($1, 1, 1, 'bench', 'import', '[]')".into(),
            vec![id.into()],
        ),
    ]
}
