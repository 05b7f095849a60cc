//! The very first start, ended at a random moment: keys, migrations, first entries. The next start
//! must open all the same.

use super::{rand_below, verifies};
use crate::{
    Line,
    filing::early_warning,
    house::{Running, client, folder},
};
use std::time::Duration;
use tokio::time::sleep;

/// So many houses that were killed while they were being made.
pub async fn run(houses: usize) -> Vec<Line> {
    let folder = folder();
    let (mut shut, mut broken) = (0, 0);
    for number in 0..houses {
        let data = folder.path().join(number.to_string());
        std::fs::create_dir_all(&data).unwrap();
        for _ in 0..3 {
            let running = Running::spawn(&data, &[]);
            sleep(Duration::from_millis(rand_below(90))).await;
            running.kill();
        }
        let running = Running::start(&data).await;
        let filed = client()
            .post(format!("{}/api/v1/notifications", running.address))
            .json(&early_warning(number))
            .send()
            .await
            .unwrap();
        shut += usize::from(filed.status().as_u16() != 201);
        running.kill();
        broken += usize::from(!verifies(&data, &[]));
    }
    vec![Line {
        what: format!("{} kills in the first start of {houses} houses: shut, unsound", 3 * houses),
        figure: format!("{shut}, {broken}"),
        ratio: (shut + broken) as f64,
        limit: Err(0.0),
    }]
}
