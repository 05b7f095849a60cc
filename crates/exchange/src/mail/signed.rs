//! A part of a mail with a signature beside it (RFC 1847, RFC 3156), cut out as it was signed: every byte counts.

use mail_parser::{Message, MessageParser, MimeHeaders};

/// What somebody signed, and the signature. Whether it holds is for whoever knows their key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// The part as it was signed, headers and all: itself a mail without a sender.
    pub part: Vec<u8>,
    /// The signature, in OpenPGP's armour.
    pub signature: String,
}

/// The signed part of a mail that holds nothing else. One that is a part of a larger mail does not count,
/// since what stands around it would look as if it was signed as well.
pub(super) fn part(message: &Message<'_>) -> Option<Signed> {
    let whole = message.parts.first()?;
    let kind = whole.content_type()?;
    let is =
        |given: Option<&str>, wanted: &str| given.is_some_and(|given| given.eq_ignore_ascii_case(wanted));
    let openpgp = is(kind.attribute("protocol"), "application/pgp-signature");
    if !(openpgp && is(Some(kind.ctype()), "multipart") && is(kind.subtype(), "signed")) {
        return None;
    }
    let body = message.raw_message.get(usize::try_from(whole.offset_body).ok()?..)?;
    let [part, beside] = <[&[u8]; 2]>::try_from(between(body, kind.attribute("boundary")?)).ok()?;
    let beside = MessageParser::default().parse(beside)?;
    let signature = String::from_utf8_lossy(beside.parts.first()?.contents()).into_owned();
    Some(Signed { part: with_returns(part), signature })
}

/// What stands between the lines that part a mail; nothing when the last of them is missing.
fn between<'b>(body: &'b [u8], boundary: &str) -> Vec<&'b [u8]> {
    let (mut parts, mut at, mut start) = (Vec::new(), 0, None);
    let opening = format!("--{boundary}");
    let closing = format!("{opening}--");
    for line in body.split_inclusive(|byte| *byte == b'\n') {
        let bare = line.trim_ascii_end();
        let closes = bare == closing.as_bytes();
        if closes || bare == opening.as_bytes() {
            parts.extend(start.map(|start| without_end(body.get(start..at).unwrap_or_default())));
            start = Some(at + line.len());
        }
        if closes {
            return parts;
        }
        at += line.len();
    }
    Vec::new()
}

/// The end of the line before a boundary belongs to the boundary.
fn without_end(part: &[u8]) -> &[u8] {
    let part = part.strip_suffix(b"\n").unwrap_or(part);
    part.strip_suffix(b"\r").unwrap_or(part)
}

/// Lines that end as they do on their way, and as they were when they were signed.
fn with_returns(part: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(part.len());
    for byte in part {
        if *byte == b'\n' && out.last() != Some(&b'\r') {
            out.push(b'\r');
        }
        out.push(*byte);
    }
    out
}

#[cfg(test)]
mod tests {
    use crate::mail::read;

    const HEAD: &str = "From: a@b.example\r\nMIME-Version: 1.0\r\n";
    const KIND: &str = "Content-Type: multipart/signed; micalg=pgp-sha256; protocol=\"application/pgp-signature\"; boundary=x\r\n\r\n";
    const PART: &str = "Content-Type: multipart/mixed; boundary=xy\r\n\r\n--xy\r\n\r\nTekst  \r\n--xy--\r\n";
    const BESIDE: &str = "Content-Type: application/pgp-signature; name=\"s.asc\"\r\n\r\n-----BEGIN PGP SIGNATURE-----\r\n\r\nAA==\r\n-----END PGP SIGNATURE-----";

    fn inside() -> String {
        format!("Een aanhef.\r\n--x\r\n{PART}\r\n--x\r\n{BESIDE}\r\n\r\n--x--\r\nEen slot.\r\n")
    }

    #[test]
    fn what_was_signed_is_cut_out_byte_for_byte() {
        let mail = format!("{HEAD}{KIND}{}", inside());
        let signed = read(mail.as_bytes()).unwrap().signed.unwrap();
        assert_eq!(String::from_utf8(signed.part).unwrap(), PART);
        assert!(signed.signature.starts_with("-----BEGIN PGP SIGNATURE-----"), "{}", signed.signature);
        let bare = mail.replace("\r\n", "\n");
        let signed = read(bare.as_bytes()).unwrap().signed.unwrap();
        assert_eq!(
            String::from_utf8(signed.part).unwrap(),
            PART,
            "as it was before a server took its returns"
        );
    }

    #[test]
    fn what_is_around_or_half_a_signed_part_does_not_count() {
        let mail = format!("{HEAD}{KIND}{}", inside());
        let within = format!(
            "{HEAD}Content-Type: multipart/mixed; boundary=z\r\n\r\n--z\r\n\r\nErbij\r\n--z\r\n{KIND}{}\r\n--z--\r\n",
            inside()
        );
        let third = mail.replace("\r\n--x--\r\n", "\r\n--x\r\n\r\nErbij\r\n--x--\r\n");
        let other = mail.replace("application/pgp-signature\"; b", "application/pkcs7-signature\"; b");
        let open = mail.replace("--x--", "");
        for one in [within, third, other, open] {
            assert_eq!(read(one.as_bytes()).unwrap().signed, None, "{one}");
        }
    }
}
