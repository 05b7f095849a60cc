//! Every column with words in it is known: it holds nothing about people, or it is said who empties it.
//!
//! A new column fails here until it stands in one of the lists. When it can hold a name, an address,
//! a number of a person or free words, it belongs in `PERSONAL`, the erasing must empty it
//! (`crates/store/src/erasure`), the search for a person must look in it (`crates/store/src/person.rs`),
//! and `planted.rs` must put something there that the wall can miss.

use crate::harness::house::on_both;

/// Names of columns that hold ids, codes, digests and text that we write ourselves, in any table.
const CODED: &[&str] = &[
    "id",
    "dossier",
    "draft",
    "message",
    "entity",
    "help",
    "staff",
    "account",
    "actor",
    "by_staff",
    "second_by",
    "seen_by",
    "taken_by",
    "from_staff",
    "placed_by",
    "lifted_by",
    "assignee",
    "merged_into",
    "filed_as",
    "one",
    "other",
    "holder",
    "kind",
    "stage",
    "state",
    "mark",
    "direction",
    "verb",
    "outcome",
    "role",
    "language",
    "channel",
    "sector",
    "subsector",
    "class",
    "category",
    "urgency",
    "duty",
    "regimes",
    "regime",
    "clause",
    "edition",
    "framework",
    "framework_version",
    "significance",
    "gaps",
    "states",
    "reference",
    "subject",
    "part",
    "period",
    "code",
    "digest",
    "hash",
    "prev",
    "salt",
    "hashes",
    "root",
    "note",
    "key",
    "request",
    "answer",
    "receipt",
    "register_number",
    "domains",
    "question",
    "media",
    "sources",
    "proof",
];

/// Columns whose names say too little: what they hold is nothing about people.
const PLAIN: &[(&str, &[&str])] = &[
    ("house", &["name", "value"]),
    ("moment", &["name"]),
    ("lease", &["name"]),
    ("letter", &["name", "body"]),
    ("migration", &["name"]),
    // Names of firms and bodies, limits and codes.
    ("mandate", &["body", "body_kind", "scope", "firm", "given_by", "revoked_by"]),
    ("session", &["mandate"]),
    ("api_token", &["mandate"]),
    ("dossier", &["claimed", "bound_how"]),
    ("binding", &["how", "number", "undone_by"]),
    ("plea", &["ended_by"]),
    ("entity", &["sort", "risk"]),
    ("entity_asset", &["sort", "text", "how", "token"]),
    ("entity_change", &["how"]),
    ("entity_request_field", &["request", "field"]),
    ("entity_link", &["target"]),
    ("entity_import", &["format", "preview", "counts", "confirmed_by"]),
    ("recipient", &["authority", "audience"]),
    ("share", &["body", "ground", "parts", "questions", "revoked_by"]),
    ("request", &["authority"]),
    ("crossing", &["why"]),
    ("forward", &["body"]),
    ("scan", &["scan", "version", "answers", "source"]),
    ("drill", &["scenario", "version", "title", "started_by"]),
    ("inject", &["drill", "hopes", "said"]),
    ("inject_answer", &["drill", "inject"]),
    ("player", &["drill"]),
    ("session", &["way", "assurance", "branch"]),
    ("passkey", &["handle", "credential"]),
    ("ceremony", &["binding"]),
    ("authority", &["name", "email", "webhook", "secret"]),
    ("entity", &["name"]),
    ("erasure", &["name"]),
    // Names of forms, kinds and clocks; what a firm is called.
    ("support_case", &["forms", "intensity", "lead"]),
    ("case_dossier", &["case_id"]),
    ("case_member", &["case_id"]),
    ("case_party", &["case_id", "body", "removed_by"]),
    ("case_clock", &["case_id", "name"]),
    // Codes of sides, techniques and markings; who did it, as the journal names them.
    ("case_line", &["case_id", "zone", "side", "technique", "removed_by"]),
    ("case_indicator", &["case_id", "tlp", "pap", "confidence", "marks", "removed_by"]),
    ("case_affected", &["case_id", "removed_by"]),
    ("case_affected_state", &["affected"]),
    ("case_finding", &["case_id", "technique", "tactic", "confidence", "released_by", "removed_by"]),
    ("case_course", &["case_id", "course", "released_by", "removed_by"]),
    ("case_report", &["case_id", "released_by", "removed_by"]),
    ("case_report_version", &["report", "tlp", "signed"]),
    ("case_task", &["case_id", "run", "step", "party"]),
    ("case_thread", &["case_id"]),
    ("case_thread_party", &["thread", "party"]),
    ("case_message", &["case_id", "thread", "party", "way"]),
    ("case_file", &["case_id", "thread"]),
    ("case_seen", &["thread", "reader", "party"]),
    ("case_draft", &["place", "writer"]),
    ("case_log", &["case_id"]),
    ("case_end", &["case_id", "disposition", "reopened_by"]),
    ("case_opinion", &["case_id", "party"]),
    ("case_need", &["case_id", "task", "needs"]),
    ("case_task_past", &["task"]),
    ("case_run", &["case_id", "playbook", "playbook_version", "title", "source"]),
    // Ids, digests, keys and states of evidence.
    ("evidence_link", &["case_id", "original", "made_by", "party"]),
    ("evidence_upload", &["link", "stated", "plain_stated", "recipient", "wrapped"]),
    ("evidence_part", &["upload"]),
    ("evidence_item", &["case_id", "upload", "original", "stated", "plain_stated", "recipient", "wrapped"]),
    ("evidence_custody", &["item", "step"]),
    ("evidence_hold", &["item"]),
    ("evidence_key", &["case_id", "recipient", "wrapped"]),
    // The choice of a card, a digest and a public key.
    (
        "case_kit",
        &["case_id", "card", "card_version", "system", "language", "tool_hash", "recipient", "party"],
    ),
    // Coded answers of a framework and what follows from them.
    ("assessment", &["answers", "proposal"]),
    // Codes of the place in the queue.
    ("dossier", &["reasons", "decision"]),
];

/// Columns that can hold something about a person, and who empties them.
const PERSONAL: &[(&str, &[&str], &str)] = &[
    ("draft", &["origin"], "erasing::case, erasing::rest"),
    ("draft_answer", &["value", "author"], "erasing::case, erasing::rest"),
    ("dossier", &["organisation", "title", "mark_note"], "erasing::case"),
    ("filing", &["answers", "reason"], "erasing::case"),
    ("moment", &["reason"], "erasing::case"),
    ("deadline", &["why", "late_reason"], "erasing::case"),
    ("message", &["author", "body"], "erasing::case"),
    ("attachment", &["name"], "erasing::case, erasing::forget"),
    ("help", &["answers", "seen_name"], "erasing::case"),
    ("assessment", &["decision", "reasons"], "erasing::case"),
    ("link", &["reason"], "erasing::case"),
    ("trait", &["value"], "erasing::case"),
    ("hold", &["reason", "lift_reason"], "erasing::case"),
    ("errand", &["target", "payload", "error", "proof"], "erasing::case, erasing::rest"),
    ("handover", &["body"], "erasing::rest"),
    ("session", &["agent"], "erasing::rest"),
    ("invitation", &["pending"], "erasing::rest"),
    ("entity", &["contacts"], "nobody: it is left from before the register"),
    ("entity", &["facts", "state_note"], "nobody: facts about an organisation; its contacts stand apart"),
    (
        "entity_contact",
        &["name", "job", "email", "phone", "outside_email", "outside_phone", "bounce", "test"],
        "erasing::contact",
    ),
    ("entity_change", &["reason", "changes"], "erasing::contact"),
    ("entity_request", &["note"], "erasing::contact"),
    ("entity_request_field", &["before", "after", "value", "reason"], "erasing::contact"),
    ("entity_asset", &["note"], "erasing::contact"),
    ("entity_import", &["name", "reason"], "erasing::rest"),
    ("account", &["login", "name", "email", "phone", "password", "totp"], "erasing::rest"),
    ("api_token", &["name"], "erasing::rest"),
    ("saved_view", &["name", "query"], "erasing::rest"),
    ("share", &["tests", "revoked_why"], "erasing::case"),
    ("support_case", &["title", "to_answer", "scope", "limits"], "erasing::case"),
    ("case_log", &["people", "body", "why", "name"], "erasing::case"),
    ("case_end", &["body", "lessons", "reopened_why"], "erasing::case"),
    ("case_opinion", &["body"], "erasing::case"),
    ("case_thread", &["title"], "erasing::case"),
    ("case_message", &["author", "body"], "erasing::case"),
    ("case_file", &["name"], "erasing::case"),
    ("case_seen", &["name"], "erasing::case"),
    ("case_draft", &["title", "body"], "erasing::case"),
    ("case_task", &["title", "body", "result"], "erasing::case"),
    ("case_task_past", &["kept"], "erasing::case"),
    ("case_run", &["steps"], "erasing::case"),
    ("case_party", &["name", "person", "email", "phone", "link", "removed_why", "own_key"], "erasing::case"),
    ("case_line", &["told", "message", "meaning", "source", "host", "fields"], "erasing::case"),
    ("case_line_text", &["body"], "erasing::case"),
    ("case_indicator", &["value", "source"], "erasing::case"),
    ("case_indicator_text", &["body"], "erasing::case"),
    ("case_affected", &["name", "place"], "erasing::case"),
    ("case_affected_state", &["why"], "erasing::case"),
    ("case_finding", &["title", "body", "evidence"], "erasing::case"),
    ("case_report_version", &["title", "body"], "erasing::case"),
    ("request", &["message"], "erasing::case"),
    ("forward", &["lines"], "erasing::case"),
    ("player", &["email", "name"], "erasing::rest"),
    ("inject_answer", &["body", "author"], "erasing::rest"),
    ("scan", &["name"], "erasing::rest"),
    ("drill", &["organisation"], "nobody yet: the name of an organisation"),
    ("pack", &["contents"], "erasing::rest"),
    ("passkey", &["name", "key"], "erasing::rest"),
    ("identity", &["issuer", "subject"], "erasing::rest"),
    ("plea", &["organisation", "name", "email", "phone", "body", "checked", "outcome"], "erasing::rest"),
    ("binding", &["spoken_to", "note", "undone_reason"], "erasing::case"),
    ("binding_link", &["contact"], "erasing::case"),
    ("draft", &["behalf"], "erasing::case"),
    ("dossier", &["behalf"], "erasing::case"),
    ("dossier_text", &["body"], "erasing::case"),
    ("evidence_link", &["person", "purpose"], "erasing::case, once its evidence is gone"),
    ("evidence_upload", &["name"], "erasing::case, once its evidence is gone"),
    ("evidence_item", &["name", "findings", "certificate"], "erasing::case, once it was destroyed"),
    ("evidence_custody", &["person", "purpose", "place"], "erasing::case, once it was destroyed"),
    ("evidence_hold", &["reason", "lift_reason"], "erasing::case, once it was destroyed"),
    ("entity_text", &["body"], "nobody yet: the name and number of an organisation"),
];

#[tokio::test(flavor = "multi_thread")]
async fn every_column_is_known() {
    on_both(async |house| {
        let listed = |table: &str, column: &str| {
            let plain = PLAIN.iter().any(|(one, columns)| *one == table && columns.contains(&column));
            plain || PERSONAL.iter().any(|(one, columns, _)| *one == table && columns.contains(&column))
        };
        let all = house.memory.columns().await;
        // The parts of the search indexes are their own affair.
        let index = |table: &str| {
            ["dossier_text_", "entity_text_", "case_line_text_", "case_indicator_text_"]
                .iter()
                .any(|one| table.starts_with(one))
        };
        let ours = all.iter().filter(|one| !index(&one.table) && one.holds_words());
        let unknown: Vec<String> = ours
            .filter(|one| !CODED.contains(&one.name.as_str()) && !listed(&one.table, &one.name))
            .map(|one| format!("{}.{}", one.table, one.name))
            .collect();
        assert_eq!(unknown, Vec::<String>::new(), "see the top of tests/walls/personal/columns.rs");
        let there =
            |table: &str, column: &str| all.iter().any(|one| one.table == table && one.name == column);
        for (table, columns, who) in PERSONAL {
            for column in *columns {
                assert!(there(table, column), "{table}.{column} is gone: take it off the list of {who}");
            }
        }
    })
    .await;
}
