//! A session of s2-kit that follows a script.

use adapter::script::{self, Heard, Step};
use s2_kit::io::{Driver, TextTransport};
use s2_kit::prelude::*;
use s2_kit::session::{MessageHandle, Session};
use s2_kit::{DecodeOptions, decode_with};
use std::collections::HashSet;

/// What a session has said so far.
#[derive(Default)]
pub struct News {
    heard: Heard,
    acknowledged: HashSet<Id>,
    instruction: Option<Id>, // the one received last
    problem: Option<String>,
}

impl News {
    fn fail(&mut self, problem: String) {
        self.problem.get_or_insert(problem);
    }
}

/// What differs between the sides.
pub trait Side: Session {
    fn hear(event: Self::Event, news: &mut News);
    fn profile_now(&self) -> WireProfile;
    fn say(&mut self, message: Message) -> Result<MessageHandle, String>;
    fn report(&mut self, instruction: Id, status: InstructionStatus) -> Result<MessageHandle, String>;
    fn select(&mut self, control_type: ControlType) -> Result<(), String>;
    fn end(&mut self, request: SessionRequestType) -> Result<(), String>;
}

/// An error in its own words.
pub fn said(error: impl std::fmt::Display) -> String {
    error.to_string()
}

fn word<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_value(value)
        .ok()
        .and_then(|value| value.as_str().map(str::to_owned))
        .unwrap_or_default()
}

fn value<T: serde::de::DeserializeOwned>(word: &str) -> Result<T, String> {
    serde_json::from_value(serde_json::Value::from(word)).map_err(said)
}

impl Side for RmSession {
    fn hear(event: RmEvent, news: &mut News) {
        match event {
            RmEvent::Ready { control_type } => news.heard.push("select", &word(&control_type)),
            RmEvent::Deselected => news.heard.push("select", "NO_SELECTION"),
            RmEvent::Instruction(instructed) => {
                news.instruction = Some(instructed.id);
                news.heard.push("await", instructed.kind.as_str());
            }
            RmEvent::Revoked { .. } => news.heard.push("await", "RevokeObject"),
            RmEvent::SessionRequested { request, .. } => news.heard.push("ended", &word(&request)),
            RmEvent::Acked(handle) => drop(news.acknowledged.insert(handle.id)),
            RmEvent::Nacked { .. }
            | RmEvent::AckTimedOut(_)
            | RmEvent::UnmatchedAck { .. }
            | RmEvent::Refused { .. } => news.fail(format!("{event:?}")),
            other => println!("{other:?}"),
        }
    }
    fn profile_now(&self) -> WireProfile {
        self.profile()
    }
    fn say(&mut self, message: Message) -> Result<MessageHandle, String> {
        self.send(message, Timestamp::now()).map_err(said)
    }
    fn report(&mut self, instruction: Id, status: InstructionStatus) -> Result<MessageHandle, String> {
        self.instruction_status(instruction, status, Timestamp::now())
            .map_err(said)
    }
    fn select(&mut self, _: ControlType) -> Result<(), String> {
        Ok(()) // it waits for the CEM to do so
    }
    fn end(&mut self, request: SessionRequestType) -> Result<(), String> {
        let sent = self.request_session(request, None, Timestamp::now());
        sent.map(drop).map_err(said)
    }
}

impl Side for CemSession {
    fn hear(event: CemEvent, news: &mut News) {
        match event {
            CemEvent::ResourceDescribed(_) => news.heard.push("await", "ResourceManagerDetails"),
            CemEvent::Ready { control_type } => news.heard.push("select", &word(&control_type)),
            CemEvent::Deselected => news.heard.push("select", "NO_SELECTION"),
            CemEvent::Description { kind, .. } | CemEvent::Status { kind, .. } => {
                news.heard.push("await", kind.as_str())
            }
            CemEvent::SessionRequested { request, .. } => news.heard.push("ended", &word(&request)),
            CemEvent::Measurement(_) => news.heard.push("await", "PowerMeasurement"),
            CemEvent::Forecast(_) => news.heard.push("await", "PowerForecast"),
            CemEvent::InstructionStatus(update) => news.heard.push("status", &word(&update.status_type)),
            CemEvent::TimerReported { actuator, .. } => {
                // The event has no type; only OMBC has timers without an actuator.
                for family in if actuator.is_some() {
                    &["FRBC", "DDBC"][..]
                } else {
                    &["OMBC"][..]
                } {
                    news.heard.push("await", &format!("{family}.TimerStatus"));
                }
            }
            CemEvent::Acked(handle) => drop(news.acknowledged.insert(handle.id)),
            CemEvent::Nacked { .. }
            | CemEvent::AckTimedOut(_)
            | CemEvent::UnmatchedAck { .. }
            | CemEvent::Refused { .. } => news.fail(format!("{event:?}")),
            other => println!("{other:?}"),
        }
    }
    fn profile_now(&self) -> WireProfile {
        self.profile()
    }
    fn say(&mut self, message: Message) -> Result<MessageHandle, String> {
        let now = Timestamp::now();
        let sent = match message {
            Message::RevokeObject(revoke) => self.revoke(revoke.object_type, revoke.object_id, now),
            instruction => self.instruct(instruction, now),
        };
        sent.map_err(said)
    }
    fn report(&mut self, _: Id, _: InstructionStatus) -> Result<MessageHandle, String> {
        Err("a CEM does not report".into())
    }
    fn select(&mut self, control_type: ControlType) -> Result<(), String> {
        self.select_control_type(control_type, Timestamp::now())
            .map(drop)
            .map_err(said)
    }
    fn end(&mut self, request: SessionRequestType) -> Result<(), String> {
        let sent = self.request_session(request, None, Timestamp::now());
        sent.map(drop).map_err(said)
    }
}

/// Begins a step; the message whose acknowledgement it waits for, if any.
fn begin<S: Side>(session: &mut S, step: &Step, news: &News) -> Result<Option<Id>, String> {
    match step.word.as_str() {
        "send" => {
            let frame = step.argument.replace("@now", &Timestamp::now().to_string());
            let options = DecodeOptions::default().profile(session.profile_now());
            let message = decode_with(&frame, &options).map_err(said)?.message;
            session.say(message).map(|handle| Some(handle.id))
        }
        "report" => {
            let instruction = news.instruction.ok_or("nothing to report on")?;
            session
                .report(instruction, value(&step.argument)?)
                .map(|handle| Some(handle.id))
        }
        "select" => session.select(value(&step.argument)?).map(|()| None),
        "end" => session.end(value(&step.argument)?).map(|()| None),
        _ => Ok(None),
    }
}

/// Holds one connection's part of a script.
pub async fn follow<S: Side>(mut session: S, transport: impl TextTransport, steps: &[Step]) -> Result<(), String> {
    session.open(Timestamp::now());
    let mut driver = Driver::new(transport);
    let mut news = News::default();
    for step in steps {
        let waiting_for = begin(&mut session, step, &news)?;
        loop {
            while let Some(event) = session.poll_event() {
                S::hear(event, &mut news);
            }
            if let Some(problem) = news.problem {
                return Err(problem);
            }
            let done = match waiting_for {
                Some(id) => news.acknowledged.contains(&id),
                None => step.word == "end" || news.heard.take(step),
            };
            if done {
                break;
            }
            if session.state().is_closed() {
                return Err(format!("closed at {step:?}: {:?}", session.state()));
            }
            driver
                .step(&mut session)
                .await
                .map_err(|error| format!("{error} at {step:?}"))?;
        }
        script::say_done(step);
    }
    driver.step(&mut session).await.map_err(said)
}

/// What an RM says about itself, from a script.
pub fn details(frame: &str) -> Result<ResourceManagerDetails, String> {
    match s2_kit::decode(frame).map_err(said)? {
        Message::ResourceManagerDetails(details) => Ok(*details),
        _ => Err("the script has no details".into()),
    }
}
