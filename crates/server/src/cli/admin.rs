//! `meldkamer admin`: accounts for whoever has a shell on the machine, also while the house serves.

use super::{Ending, Place, say, serve};
use crate::config;
use clap::{Args, Subcommand};
use meldkamer_app::{
    Actor, Door, House,
    account::{self, Invited, Newcomer},
    token,
};
use meldkamer_domain::access::Role;
use serde_json::json;

/// Accounts of staff: make, reset, list; API tokens.
#[derive(Debug, Args)]
pub struct Admin {
    #[command(flatten)]
    place: Place,
    /// Answer in JSON.
    #[arg(long, global = true)]
    json: bool,
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Make an account and print its one-time invitation link.
    CreateStaff {
        /// What they type to sign in.
        #[arg(long)]
        login: String,
        /// The name that others see.
        #[arg(long)]
        name: String,
        /// Mail address.
        #[arg(long)]
        email: String,
        /// administrator, duty-officer, analyst or observer.
        #[arg(long)]
        role: String,
        /// nl or en.
        #[arg(long, default_value = "nl")]
        language: String,
    },
    /// Take a second factor away and print a new invitation link.
    ResetFactor {
        /// The login.
        login: String,
    },
    /// Make an API token and print it, this once.
    MakeToken {
        /// The login of the account it acts for.
        login: String,
        /// What it is for.
        #[arg(long)]
        name: String,
        /// How long it lives.
        #[arg(long, default_value_t = 90)]
        days: i64,
    },
    /// List the accounts.
    List,
}

impl Admin {
    /// Does what is asked, as the operator.
    pub async fn run(self) -> Result<(), Ending> {
        let house = serve::open(config::load(&self.place)?).await?;
        let door = Door::now(&house, Actor::operator());
        let done = self.what.run(&house, &door, self.json).await;
        house.database.clone().close().await;
        done
    }
}

impl What {
    async fn run(self, house: &House, door: &Door, as_json: bool) -> Result<(), Ending> {
        match self {
            Self::CreateStaff { login, name, email, role, language } => {
                if Role::staff(&role).is_none() {
                    let all = Role::STAFF.map(Role::name).join(", ");
                    return Err(Ending::Usage(format!("--role is one of {all}")));
                }
                let new = Newcomer { login: login.to_lowercase(), name, email, role, language };
                print_link(&account::invite(house, door, &new).await?, as_json);
            }
            Self::ResetFactor { login } => {
                let row = known(house, &login).await?;
                print_link(&account::reset_factor(house, door, &row).await?, as_json);
            }
            Self::MakeToken { login, name, days } => {
                let row = known(house, &login).await?;
                let made = token::make(house, door, &row, &name, days).await?;
                if as_json {
                    say(json!({"id": made.id, "token": made.secret, "ends_at": instant(made.ends_at)}));
                } else {
                    say(format!(
                        "{}\nIt is shown this once and ends at {}.",
                        made.secret,
                        instant(made.ends_at)
                    ));
                }
            }
            Self::List => list(house, as_json).await?,
        }
        Ok(())
    }
}

async fn known(house: &House, login: &str) -> Result<String, Ending> {
    match account::by_login(house, login).await {
        Ok(row) => Ok(row.id),
        Err(meldkamer_app::Failed::Refused(_)) => Err(Ending::Wrong(format!("there is no login {login}"))),
        Err(failed) => Err(failed.into()),
    }
}

fn print_link(invited: &Invited, as_json: bool) {
    let ends_at = invited.ends_at.rfc3339();
    if as_json {
        say(json!({"account": invited.account, "link": invited.link, "ends_at": ends_at}));
    } else {
        say(format!("{}\nIt works once and ends at {ends_at}.", invited.link));
    }
}

async fn list(house: &House, as_json: bool) -> Result<(), Ending> {
    let with_way_in = account::staff_with_way_in(house).await?;
    for row in account::staff(house).await? {
        let (ready, active) = (with_way_in.contains(&row.id), row.active == 1);
        if as_json {
            say(json!({
                "id": row.id, "login": row.login, "name": row.name, "email": row.email,
                "role": row.role, "language": row.language, "active": active, "ready": ready,
            }));
        } else {
            let state = if !active {
                "blocked"
            } else if ready {
                "ready"
            } else {
                "invited"
            };
            say(format!("{:<20} {:<14} {:<8} {}", row.login, row.role, state, row.name));
        }
    }
    Ok(())
}

fn instant(micros: i64) -> String {
    meldkamer_domain::time::Instant::from_micros(micros).rfc3339()
}
