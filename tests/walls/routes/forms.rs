//! The forms of a page, filled in as a person would: what stands there stays, what is asked is
//! answered with something sensible.

use crate::harness::client::form;

/// A form with what will be sent.
#[derive(Clone, Debug, Default)]
pub struct Form {
    /// Where it goes.
    pub action: String,
    /// Names and values.
    pub fields: Vec<(String, String)>,
    /// Names of fields that take a file.
    pub files: Vec<String>,
    /// What stands in the files; a line of text when empty.
    pub file: String,
    /// What is sent instead, by a machine.
    pub json: Option<serde_json::Value>,
}

impl Form {
    /// The body and its type, with a small file in each field that takes one.
    pub fn body(&self) -> (&'static str, Vec<u8>) {
        if let Some(json) = &self.json {
            return ("application/json", json.to_string().into_bytes());
        }
        let pairs: Vec<(&str, &str)> = self.fields.iter().map(|(name, value)| (&**name, &**value)).collect();
        if self.files.is_empty() {
            return ("application/x-www-form-urlencoded", form(&pairs).into_bytes());
        }
        let part = |head: String, body: &str| {
            format!("--grens\r\nContent-Disposition: form-data; {head}\r\n\r\n{body}\r\n")
        };
        let fields = pairs.iter().map(|(name, value)| part(format!("name=\"{name}\""), value));
        let file = "; filename=\"log.txt\"\r\nContent-Type: text/plain";
        let within = if self.file.is_empty() { "een regel" } else { &self.file };
        let files = self.files.iter().map(|name| part(format!("name=\"{name}\"{file}"), within));
        let body: String = fields.chain(files).collect();
        ("multipart/form-data; boundary=grens", format!("{body}--grens--\r\n").into_bytes())
    }
}

/// The forms of a page that change something.
pub fn forms(html: &str, page: &str) -> Vec<Form> {
    let mut all = Vec::new();
    for part in html.split("<form").skip(1) {
        let (head, rest) = part.split_once('>').unwrap_or_default();
        let body = rest.split("</form>").next().unwrap_or_default();
        if attribute(head, "method").is_some_and(|method| method.eq_ignore_ascii_case("post")) {
            let action = attribute(head, "action").filter(|action| !action.is_empty());
            let action = action.unwrap_or_else(|| page.to_owned());
            let action = action.split(['?', '#']).next().unwrap_or_default().to_owned();
            let files = body.split("<input").filter_map(|tag| tag.split('>').next());
            let files = files.filter(|tag| tag.contains(" type=\"file\""));
            let files = files.filter_map(|tag| attribute(tag, "name")).collect();
            all.push(Form { action, fields: fields(body), files, ..Form::default() });
        }
    }
    all
}

fn fields(body: &str) -> Vec<(String, String)> {
    let mut fields: Vec<(String, String)> = Vec::new();
    let mut select: Option<(String, Vec<(String, bool)>)> = None;
    for part in body.split('<').skip(1) {
        let (tag, after) = part.split_once('>').unwrap_or((part, ""));
        let (name, value) = (attribute(tag, "name").unwrap_or_default(), attribute(tag, "value"));
        match tag.split([' ', '\n', '/']).next().unwrap_or_default() {
            "input" if !name.is_empty() => {
                let kind = attribute(tag, "type").unwrap_or_else(|| "text".into());
                put(&mut fields, &name, &kind, value, tag.contains(" checked"));
            }
            "textarea" if !name.is_empty() => {
                put(&mut fields, &name, "text", Some(unescaped(after.trim())), false);
            }
            "button"
                if !name.is_empty() && value.is_some() && !fields.iter().any(|(known, _)| *known == name) =>
            {
                fields.push((name, value.unwrap_or_default()));
            }
            "select" => select = Some((name, Vec::new())),
            "option" => {
                if let Some((_, options)) = &mut select {
                    options.push((value.unwrap_or_else(|| after.trim().into()), tag.contains(" selected")));
                }
            }
            "" if tag == "/select" => {
                if let Some((name, options)) = select.take() {
                    let chosen = options.iter().find(|(value, chosen)| *chosen && !value.is_empty());
                    let chosen = chosen.or_else(|| options.iter().find(|(value, _)| !value.is_empty()));
                    fields.extend(chosen.map(|(value, _)| (name, value.clone())));
                }
            }
            _ => {}
        }
    }
    fields
}

fn put(fields: &mut Vec<(String, String)>, name: &str, kind: &str, value: Option<String>, checked: bool) {
    let given = value.clone().filter(|value| !value.is_empty());
    let known = fields.iter().position(|(known, _)| known == name);
    let value = match kind {
        "radio" | "checkbox" => {
            let value = value.unwrap_or_else(|| "on".into());
            match known {
                Some(at) if checked && kind == "radio" => fields[at].1 = value,
                None if checked || kind == "radio" => fields.push((name.to_owned(), value)),
                _ => {}
            }
            return;
        }
        "submit" | "file" | "search" | "image" | "reset" => return,
        "hidden" => value.unwrap_or_default(),
        _ => given.unwrap_or_else(|| sensible(name, kind).to_owned()),
    };
    fields.push((name.to_owned(), value));
}

fn sensible(name: &str, kind: &str) -> &'static str {
    match kind {
        "email" => "ans@waterbedrijf.example",
        "tel" => "+31 6 12345678",
        "number" => "1",
        "date" => "2026-11-20",
        "time" => "16:00",
        "datetime-local" => "2026-11-20T16:00",
        "url" => "https://waterbedrijf.example/bericht",
        "password" => "paard batterij nietje correct 7",
        _ if name.contains("email") => "ans@waterbedrijf.example",
        _ => "Een zin van een mens",
    }
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let mark = format!("{name}=\"");
    let at = tag.match_indices(&mark).find(|(at, _)| tag[..*at].ends_with([' ', '\n']))?.0 + mark.len();
    Some(unescaped(tag[at..].split('"').next()?))
}

fn unescaped(text: &str) -> String {
    let pairs =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&#x2f;", "/"), ("&amp;", "&")];
    pairs.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

#[test]
fn a_form_is_filled_in_as_it_stands() {
    let html = "<form method=\"post\" action=\"/x?y\"><input type=\"hidden\" name=\"v\" value=\"3\">\
        <input type=\"radio\" name=\"r\" value=\"a\"><input type=\"radio\" name=\"r\" value=\"b\" checked>\
        <input type=\"checkbox\" name=\"c\" value=\"1\"><textarea name=\"t\">oud &amp; nieuw</textarea>\
        <select name=\"s\"><option value=\"\">-</option><option value=\"q\">Q</option></select></form>";
    let form = &forms(html, "/page")[0];
    assert_eq!(form.action, "/x");
    let told: Vec<String> = form.fields.iter().map(|(name, value)| format!("{name}={value}")).collect();
    assert_eq!(told, ["v=3", "r=b", "t=oud & nieuw", "s=q"]);
}
