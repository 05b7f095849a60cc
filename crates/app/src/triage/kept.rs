//! How a weighing and a decision are kept: JSON that later versions of the program still read.

use meldkamer_domain::{
    time::Instant,
    triage::{Answer, Answers, Assessment, Confidence, Context, Decided, Given, Line, Outcome},
};
use meldkamer_store::{Trouble, assessment::AssessmentRow};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// The stable code of a confidence.
pub const fn sure(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Low => "low",
        Confidence::Medium => "medium",
        Confidence::High => "high",
    }
}

/// The confidence behind a code; a guess when there is none.
pub fn confidence(code: &str) -> Confidence {
    match code {
        "high" => Confidence::High,
        "medium" => Confidence::Medium,
        _ => Confidence::Low,
    }
}

fn given(code: &str) -> Given {
    [Given::Reporter, Given::Csirt].into_iter().find(|one| one.code() == code).unwrap_or(Given::Default)
}

fn answer_json(answer: &Answer) -> Value {
    json!({
        "option": answer.option,
        "given": answer.given.code(),
        "confidence": sure(answer.confidence),
        "at": answer.at.micros(),
    })
}

/// The answers of a weighing.
pub fn answers_json(lines: &[Line]) -> Value {
    let all = lines.iter().map(|line| (line.criterion.clone(), answer_json(&line.answer)));
    Value::Object(all.collect::<Map<_, _>>())
}

/// A weighing with what surrounded it.
pub fn proposal_json(made: &Assessment, context: &Context) -> Value {
    let line = |line: &Line| json!({"criterion": line.criterion, "answer": answer_json(&line.answer), "weight": line.weight, "value": line.value});
    let outcome =
        |one: &Outcome| json!({"axis": one.axis, "gives": one.gives, "value": one.value, "fired": one.fired});
    json!({
        "framework": made.framework,
        "version": made.version,
        "at": made.at.micros(),
        "lines": made.lines.iter().map(line).collect::<Vec<_>>(),
        "outcomes": made.outcomes.iter().map(outcome).collect::<Vec<_>>(),
        "context": {
            "test": context.test,
            "duplicate": context.duplicate,
            "in-constituency": context.in_constituency,
            "evidence-vanishing": context.evidence_vanishing,
            "open-cases": context.open_cases,
            "exposed-peers": context.exposed_peers,
            "free-handlers": context.free_handlers,
            "free-analysts": context.free_analysts,
        },
    })
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn texts(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().map(text).collect()
}

fn instant(value: &Value) -> Instant {
    Instant::from_micros(value.as_i64().unwrap_or_default())
}

fn answer(value: &Value) -> Answer {
    Answer {
        option: text(&value["option"]),
        given: given(value["given"].as_str().unwrap_or_default()),
        confidence: confidence(value["confidence"].as_str().unwrap_or_default()),
        at: instant(&value["at"]),
    }
}

fn read(kept: &str) -> Result<Value, Trouble> {
    serde_json::from_str(kept).map_err(|e| Trouble::unreadable("read an assessment", e))
}

/// Kept answers.
pub fn answers(kept: &str) -> Result<Answers, Trouble> {
    let value = read(kept)?;
    let all = value.as_object().into_iter().flatten();
    Ok(all.map(|(criterion, kept)| (criterion.clone(), answer(kept))).collect())
}

/// A kept weighing with what surrounded it.
pub fn proposal(kept: &str) -> Result<(Assessment, Context), Trouble> {
    let value = read(kept)?;
    let line = |kept: &Value| Line {
        criterion: text(&kept["criterion"]),
        answer: answer(&kept["answer"]),
        weight: kept["weight"].as_f64().unwrap_or_default(),
        value: kept["value"].as_f64().unwrap_or_default(),
    };
    let outcome = |kept: &Value| Outcome {
        axis: text(&kept["axis"]),
        gives: texts(&kept["gives"]),
        value: kept["value"].as_f64(),
        fired: texts(&kept["fired"]),
    };
    let made = Assessment {
        framework: text(&value["framework"]),
        version: text(&value["version"]),
        at: instant(&value["at"]),
        lines: value["lines"].as_array().into_iter().flatten().map(line).collect(),
        outcomes: value["outcomes"].as_array().into_iter().flatten().map(outcome).collect(),
    };
    let around = &value["context"];
    let flag = |name: &str| around[name].as_bool().unwrap_or_default();
    let count = |name: &str| u32::try_from(around[name].as_u64().unwrap_or_default()).unwrap_or(u32::MAX);
    let context = Context {
        test: flag("test"),
        duplicate: flag("duplicate"),
        in_constituency: around["in-constituency"].as_bool(),
        evidence_vanishing: flag("evidence-vanishing"),
        open_cases: count("open-cases"),
        exposed_peers: count("exposed-peers"),
        free_handlers: count("free-handlers"),
        free_analysts: count("free-analysts"),
    };
    Ok((made, context))
}

/// Puts a decision in its row; `name` is how others see who decided.
pub fn keep_decision(row: &mut AssessmentRow, decided: &Decided, name: &str) {
    row.decision =
        json!({"chosen": decided.chosen, "plain": decided.plain, "by": decided.by, "name": name}).to_string();
    row.reasons = json!(decided.reasons).to_string();
    row.decided_at = Some(decided.at.micros());
    row.needs_second = i64::from(decided.needs_second);
}

/// A kept decision without the words about it and the name of who decided: what was chosen stays.
pub fn without_words(row: &AssessmentRow) -> String {
    let Ok(Value::Object(mut kept)) = read(&row.decision) else { return row.decision.clone() };
    for words in ["plain", "name"] {
        kept.insert(words.into(), json!(""));
    }
    Value::Object(kept).to_string()
}

/// The name of who decided.
pub fn decider(row: &AssessmentRow) -> String {
    read(&row.decision).map(|kept| text(&kept["name"])).unwrap_or_default()
}

/// The kept decision of a row, if there is one.
pub fn decided(row: &AssessmentRow) -> Result<Option<Decided>, Trouble> {
    let Some(at) = row.decided_at else { return Ok(None) };
    let (value, reasons) = (read(&row.decision)?, read(&row.reasons)?);
    let chosen = value["chosen"].as_object().into_iter().flatten();
    let reasons = reasons.as_object().into_iter().flatten();
    let second = row.second_by.clone().zip(row.second_at.map(Instant::from_micros));
    Ok(Some(Decided {
        assessment: proposal(&row.proposal)?.0,
        chosen: chosen.map(|(axis, levels)| (axis.clone(), texts(levels))).collect(),
        reasons: reasons.map(|(axis, reason)| (axis.clone(), text(reason))).collect::<BTreeMap<_, _>>(),
        plain: text(&value["plain"]),
        by: text(&value["by"]),
        at: Instant::from_micros(at),
        needs_second: row.needs_second == 1,
        second,
    }))
}
