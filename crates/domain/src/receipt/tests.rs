use super::*;
use crate::{
    log::{leaf_hash, node_hash},
    note::Checkpoint,
};
use alloc::{format, string::ToString, vec};
use proptest::{prelude::*, sample::Index};

fn key(seed: u8) -> SigningKey {
    SigningKey::new("meldkamer.example", [seed; 32]).unwrap()
}

fn keys(seeds: &[u8]) -> Vec<VerifyingKey> {
    seeds.iter().map(|seed| key(*seed).verifying_key()).collect()
}

fn receipt() -> Receipt {
    let received_at = Instant::parse("2026-11-20T15:40:00Z").unwrap();
    Receipt {
        reference: "NL-2026-000042".into(),
        stage: "early warning".into(),
        version: 2,
        kind: "significant incident".into(),
        exercise: false,
        received_at,
        content: [0xab; 32],
        recipients: vec!["csirt".into(), "toezichthouder énergie".into()],
        deadlines: vec![
            ("notification".into(), received_at.plus_hours(72)),
            ("final report".into(), received_at.plus_hours(720)),
        ],
        subject: "dossier:dos_1".into(),
        seq: 3,
        entry: [0x0c; 32],
        edition: "nl-2026.1".into(),
    }
}

/// A log of two leaves, ours at the right, and its signed checkpoint.
fn sealed(file: &str, signer: &SigningKey) -> String {
    let beside = leaf_hash(b"other");
    let root = node_hash(&beside, &leaf_hash(&[0x0c; 32]));
    let checkpoint = Checkpoint { origin: "meldkamer.example".into(), size: 2, root };
    with_inclusion(file, 1, &[beside], &checkpoint.sign(signer)).unwrap()
}

#[test]
fn a_receipt_is_a_list_of_facts_for_people() {
    let file = issue(&receipt(), &key(1));
    let lines: Vec<&str> = file.lines().collect();
    assert_eq!(
        lines[..8],
        [
            "meldkamer receipt 1",
            "reference: NL-2026-000042",
            "stage: early warning",
            "version: 2",
            "kind: significant incident",
            "exercise: no",
            "received: 2026-11-20T15:40:00Z",
            "content: abababababababababababababababababababababababababababababababab",
        ]
    );
    assert_eq!(
        lines[10..12],
        ["due: 2026-11-23T15:40:00Z notification", "due: 2026-12-20T15:40:00Z final report"]
    );
    assert_eq!((lines[13], lines[15], lines[16]), ("seq: 3", "edition: nl-2026.1", ""));
    assert!(lines[17].starts_with("— meldkamer.example ") && lines.len() == 18);
}

#[test]
fn a_receipt_reads_back_with_any_key_of_a_rotation() {
    let bare =
        Receipt { recipients: vec![], deadlines: vec![], exercise: true, kind: "".into(), ..receipt() };
    for receipt in [receipt(), bare] {
        let file = issue(&receipt, &key(1));
        assert_eq!(verify(&file, &keys(&[1])), Ok(receipt.clone()));
        assert_eq!(verify(&file, &keys(&[2, 1])), Ok(receipt));
        assert_eq!(verify(&file, &keys(&[2])), Err(ReceiptFault::UnknownKey));
    }
}

#[test]
fn faults_are_told_apart() {
    let file = issue(&receipt(), &key(1));
    let keys = keys(&[1]);
    let changed = file.replace("2026-11-23T15", "2026-11-24T15");
    assert_eq!(verify(&changed, &keys), Err(ReceiptFault::BadSignature));
    assert_eq!(verify("", &keys), Err(ReceiptFault::NotAReceipt));
    assert_eq!(verify("meldkamer receipt 1\n", &keys), Err(ReceiptFault::NotAReceipt));
    let checkpoint = Checkpoint { origin: "meldkamer.example".into(), size: 2, root: [0; 32] };
    assert_eq!(verify(&checkpoint.sign(&key(1)), &keys), Err(ReceiptFault::NotAReceipt));
    let more = note::sign(&file.split_once("\n\n").unwrap().0.replace("seq: 3", "seq: 3\nseq: 4"), &key(1));
    assert_eq!(verify(&more, &keys), Err(ReceiptFault::NotAReceipt));
}

#[test]
fn what_mail_does_to_lines_is_tolerated() {
    let file = sealed(&issue(&receipt(), &key(1)), &key(1));
    let keys = keys(&[1]);
    for damaged in [file.replace('\n', "\r\n"), file.trim_end().to_string(), format!("{file}\r\n\r\n")] {
        assert_eq!(verify(&damaged, &keys), Ok(receipt()));
        assert_eq!(verify_inclusion(&damaged, &keys).map(|sealed| sealed.index), Ok(1));
    }
}

#[test]
fn a_value_cannot_pass_for_another_line() {
    let evil = "x\nexercise: yes\r\n\n-- inclusion --\n\u{2028}seq: 9\u{202e}\u{85}y ";
    let lying = Receipt {
        reference: evil.into(),
        recipients: vec![evil.into()],
        deadlines: vec![(evil.into(), receipt().received_at)],
        ..receipt()
    };
    let read = verify(&issue(&lying, &key(1)), &keys(&[1])).unwrap();
    let tamed = "x exercise: yes   -- inclusion --  seq: 9  y";
    assert_eq!(read.reference, tamed);
    assert_eq!((read.recipients, read.deadlines[0].0.as_str()), (vec![tamed.into()], tamed));
    assert_eq!((read.exercise, read.seq), (false, 3));
}

#[test]
fn a_sealed_receipt_is_found_in_the_log() {
    let file = issue(&receipt(), &key(1));
    let keys = keys(&[1, 2]);
    assert_eq!((inclusion(&file), verify_inclusion(&file, &keys)), (None, Err(InclusionFault::Missing)));

    let with = sealed(&file, &key(2));
    assert!(with.starts_with(&format!("{file}\n-- inclusion --\nindex: 1\nsize: 2\nproof: ")));
    assert_eq!(verify(&with, &keys), Ok(receipt()));
    let found = verify_inclusion(&with, &keys).unwrap();
    assert_eq!((found.receipt, found.index, found.checkpoint.size), (receipt(), 1, 2));
    assert_eq!(sealed(&with, &key(2)), with, "a second block takes the place of the first");
    assert_eq!(with_inclusion(&file, 1, &[], "no checkpoint"), Err(NoteFault::NotANote));
}

#[test]
fn a_seal_that_does_not_fit_is_refused() {
    let keys = keys(&[1]);
    let file = issue(&receipt(), &key(1));
    let with = sealed(&file, &key(1));
    let not_in_log = Err(InclusionFault::NotInLog);
    assert_eq!(verify_inclusion(&with.replace("index: 1", "index: 0"), &keys), not_in_log);
    assert_eq!(verify_inclusion(&with.replace("size: 2", "size: 3"), &keys), not_in_log);
    assert_eq!(
        verify_inclusion(&with.replace("index: 1", "index: one"), &keys),
        Err(InclusionFault::Missing)
    );
    let other = issue(&Receipt { entry: [0x0d; 32], ..receipt() }, &key(1));
    assert_eq!(verify_inclusion(&sealed(&other, &key(1)), &keys), not_in_log);
    let unknown = Err(InclusionFault::Checkpoint(NoteFault::UnknownKey));
    assert_eq!(verify_inclusion(&sealed(&file, &key(2)), &keys), unknown);
    let foreign = sealed(&issue(&receipt(), &key(2)), &key(1));
    assert_eq!(verify_inclusion(&foreign, &keys), Err(InclusionFault::Receipt(ReceiptFault::UnknownKey)));
}

proptest! {
    #[test]
    fn any_changed_byte_is_noticed(at in any::<Index>(), byte in any::<u8>(), seal in any::<bool>()) {
        let file = issue(&receipt(), &key(1));
        let signed = file.len();
        let mut bytes = if seal { sealed(&file, &key(1)) } else { file }.into_bytes();
        let at = at.index(signed);
        prop_assume!(bytes[at] != byte);
        bytes[at] = byte;
        let read = String::from_utf8(bytes).map(|file| verify(&file, &keys(&[1])));
        prop_assert!(!matches!(read, Ok(Ok(_))));
    }

    #[test]
    fn any_values_read_back_in_shape(
        reference in any::<String>(),
        recipients in prop::collection::vec(any::<String>(), 0..4),
        seq in any::<u64>(),
        version in any::<u32>(),
    ) {
        let wild = Receipt { reference, seq, version, recipients: recipients.clone(), ..receipt() };
        let read = verify(&issue(&wild, &key(1)), &keys(&[1])).unwrap();
        prop_assert_eq!((read.seq, read.version, read.recipients.len()), (seq, version, recipients.len()));
        let again = verify(&issue(&read, &key(1)), &keys(&[1]));
        prop_assert_eq!(again, Ok(read));
    }
}
