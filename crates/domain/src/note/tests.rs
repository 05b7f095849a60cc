use super::*;
use alloc::vec;
use proptest::prelude::*;

fn key(name: &str, seed: u8) -> SigningKey {
    SigningKey::new(name, [seed; 32]).unwrap()
}

/// The key of the reference implementation's tests, so that ours are read elsewhere.
#[test]
fn a_published_key_comes_out_of_its_seed() {
    let bytes = STANDARD.decode("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz").unwrap();
    let key = SigningKey::new("PeterNeumann", bytes[1..].try_into().unwrap()).unwrap();
    assert_eq!(key.vkey(), "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
}

#[test]
fn a_key_reads_back_and_no_other_text_does() {
    let signing = key("meldkamer.example/log", 7);
    let vkey = signing.vkey();
    assert_eq!(VerifyingKey::parse(&vkey), Ok(signing.verifying_key()));
    assert_eq!(VerifyingKey::parse(&vkey).unwrap().to_string(), vkey);
    for at in 0..vkey.len() {
        let mut wrong = vkey.clone().into_bytes();
        wrong[at] = if wrong[at] == b'x' { b'y' } else { b'x' };
        assert!(VerifyingKey::parse(&String::from_utf8(wrong).unwrap()).is_err(), "byte {at}");
    }
    for name in ["", "a b", "a+b", "a\nb", "a\u{a0}b"] {
        assert!(SigningKey::new(name, [1; 32]).is_err(), "{name:?}");
    }
}

#[test]
fn a_weak_point_is_no_key() {
    let mut identity = [0; 32];
    identity[0] = 1;
    let weak = VerifyingKey::of("k", ed25519_dalek::VerifyingKey::from_bytes(&identity).unwrap());
    assert_eq!(VerifyingKey::parse(&weak.to_string()), Err(NotAKey));
}

#[test]
fn the_seed_is_never_shown() {
    let shown = format!("{:?}", key("k", 0xab));
    assert_eq!(shown, "SigningKey { name: \"k\", .. }");
}

#[test]
fn a_note_opens_before_and_after_a_rotation() {
    let (old, new) = (key("csirt", 1), key("csirt", 2));
    let keys = [old.verifying_key(), new.verifying_key()];
    for signer in [&old, &new] {
        assert_eq!(open(&sign("one\n\ntwo", signer), &keys), Ok(("one\n\ntwo\n".into(), "csirt".into())));
    }
    let note = sign("text", &new);
    assert_eq!(open(&note, &keys[..1]), Err(NoteFault::UnknownKey));
    assert_eq!(open(&note, &[]), Err(NoteFault::UnknownKey));
}

#[test]
fn other_signatures_are_ignored_but_a_wrong_one_condemns() {
    let (ours, theirs) = (key("ours", 1), key("theirs", 2));
    let line = |note: &str| note.rsplit_once("\n\n").unwrap().1.to_string();
    let both = format!("{}{}", sign("text", &theirs), line(&sign("text", &ours)));
    assert_eq!(open(&both, &[ours.verifying_key()]).unwrap().1, "ours");
    let wrong = format!("{}{}", sign("text", &ours), line(&sign("other", &theirs)));
    assert_eq!(open(&wrong, &[ours.verifying_key()]).unwrap().1, "ours");
    let keys = [ours.verifying_key(), theirs.verifying_key()];
    assert_eq!(open(&wrong, &keys), Err(NoteFault::BadSignature));
}

#[test]
fn what_is_not_a_note_is_said_so() {
    let key = key("k", 1);
    let note = sign("text", &key);
    let wrongs = vec![
        String::new(),
        "text".into(),
        "text\n\n".into(),
        note.trim_end().into(),
        note.replace("\n— ", "\n- "),
        note.replace('\n', "\r\n"),
        format!("{note}more\n"),
        format!("{note}\n"),
        format!("{}{}", sign("t", &key), "— k AAAA\n".repeat(MOST_SIGNATURES)),
    ];
    for wrong in wrongs {
        assert_eq!(open(&wrong, &[key.verifying_key()]), Err(NoteFault::NotANote), "{wrong:?}");
    }
}

#[test]
fn a_checkpoint_reads_back_strictly() {
    let key = key("meldkamer.example/log", 1);
    let point = Checkpoint { origin: "meldkamer.example/log".into(), size: 700, root: [9; 32] };
    let text = point.text();
    assert_eq!(Checkpoint::parse(&text), Some(point.clone()));
    assert_eq!(Checkpoint::parse(&format!("{text}extension\n")), Some(point.clone()));
    assert_eq!(Checkpoint::open(&point.sign(&key), &[key.verifying_key()]), Ok(point));
    let wrongs = [
        text.replace("700", "0700"),
        text.replace("700", "+700"),
        text.replace("700", "-1"),
        text.replacen("meldkamer.example/log", "", 1),
        format!("{text}\n"),
        text.trim_end().into(),
        text.replace("CQkJ", ""),
    ];
    for wrong in wrongs {
        assert_eq!(Checkpoint::parse(&wrong), None, "{wrong:?}");
    }
    let not_a_point = sign("meldkamer receipt 1\n", &key);
    assert_eq!(Checkpoint::open(&not_a_point, &[key.verifying_key()]), Err(NoteFault::NotANote));
}

proptest! {
    #[test]
    fn any_text_can_be_signed_and_opens(text in "\\PC*|[\\x00-\\x7f]*") {
        let key = key("k", 3);
        let (opened, name) = open(&sign(&text, &key), &[key.verifying_key()]).unwrap();
        prop_assert_eq!(name, "k");
        let length = |text: &str| text.trim_end_matches('\n').chars().count();
        prop_assert_eq!(length(&opened), length(&text));
    }

    #[test]
    fn any_changed_byte_is_noticed(at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let key = key("k", 3);
        let mut bytes = sign("one\ntwo ë\n\nthree", &key).into_bytes();
        let at = at.index(bytes.len());
        prop_assume!(bytes[at] != byte);
        bytes[at] = byte;
        let opened = String::from_utf8(bytes).is_ok_and(|note| open(&note, &[key.verifying_key()]).is_ok());
        prop_assert!(!opened);
    }
}
