//! The depot on a store that speaks S3: a server of others, with its signatures and its errors.

use crate::harness::programs::Buckets;
use meldkamer_store::depot::Depot;

fn depot(buckets: &Buckets, address: &str, key: &str) -> Depot {
    let all = [
        ("AWS_ENDPOINT", buckets.address.as_str()),
        ("AWS_ALLOW_HTTP", "true"),
        ("AWS_REGION", "eu-west-1"),
        ("AWS_ACCESS_KEY_ID", key),
        ("AWS_SECRET_ACCESS_KEY", "S3RVER"),
        ("HOME", "/nowhere"),
    ];
    Depot::s3_with(address, all.map(|(name, value)| (name.to_owned(), value.to_owned()))).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn files_can_be_kept_in_a_bucket() {
    let buckets = Buckets::open("meldkamer").await;
    let kept = depot(&buckets, "s3://meldkamer", "S3RVER");
    let large = vec![7_u8; 3 << 20];
    for bytes in [b"inert".to_vec(), Vec::new(), large] {
        let digest = format!("{:064x}", bytes.len());
        kept.put(&digest, bytes.clone().into()).await.unwrap();
        kept.put(&digest, bytes.clone().into()).await.unwrap();
        // Another node, or this one after a restart.
        let again = depot(&buckets, "s3://meldkamer", "S3RVER");
        assert_eq!(again.get(&digest).await.unwrap().as_ref(), bytes);
    }
    assert!(kept.get("ab13").await.is_err(), "what was never kept");
    let elsewhere = depot(&buckets, "s3://no-such-bucket", "S3RVER");
    assert!(elsewhere.put("ab12", "x".into()).await.is_err(), "a bucket that does not exist");
    let stranger = depot(&buckets, "s3://meldkamer", "NOBODY");
    assert!(stranger.put("ab12", "x".into()).await.is_err(), "a key that nobody gave");
}
