//! s2energy: its connection over its WebSocket, following a script. It brings the start of an RM along; what a CEM has
//! to do is ours.

use adapter::script::{self, Call, Heard, Step};
use s2energy::common::{Id, Message, ReceptionStatusValues, ResourceManagerDetails};
use s2energy::connection::S2Connection;
use s2energy::transport::websockets_json::{WebsocketServer, WebsocketTransport, connect_as_client};
use serde_json::{Value, json};
use std::collections::HashSet;
use std::net::TcpListener;

/// One side of a conversation.
struct Session {
    connection: S2Connection<WebsocketTransport>,
    heard: Heard,
    acknowledged: HashSet<Id>,
    instruction: Option<Value>, // the id of the one received last
}

fn said(error: impl std::fmt::Display) -> String {
    error.to_string()
}

fn text(value: &Value, member: &str) -> String {
    value[member].as_str().unwrap_or_default().to_owned()
}

impl Session {
    fn new(connection: S2Connection<WebsocketTransport>) -> Self {
        Self {
            connection,
            heard: Heard::default(),
            acknowledged: HashSet::new(),
            instruction: None,
        }
    }

    /// Waits for the next message and acknowledges it.
    async fn hear(&mut self) -> Result<(), String> {
        let message = self.connection.receive_and_confirm().await.map_err(said)?;
        if let Message::ReceptionStatus(answer) = &message {
            if answer.status != ReceptionStatusValues::Ok {
                return Err(format!("{answer:?}"));
            }
            self.acknowledged.insert(answer.subject_message_id.clone());
            return Ok(());
        }
        let value = serde_json::to_value(&message).map_err(said)?;
        let name = text(&value, "message_type");
        match name.as_str() {
            "SelectControlType" => self.heard.push("select", &text(&value, "control_type")),
            "InstructionStatusUpdate" => self.heard.push("status", &text(&value, "status_type")),
            "SessionRequest" => self.heard.push("ended", ""),
            _ => self.heard.push("await", &name),
        }
        if name.ends_with("Instruction") {
            self.instruction = Some(value["id"].clone());
        }
        Ok(())
    }

    /// Sends a message of the library's own types and waits for its acknowledgement.
    async fn say(&mut self, frame: Value) -> Result<(), String> {
        let message: Message = serde_json::from_value(frame).map_err(said)?;
        let id = message.id();
        self.connection.send_message(message).await.map_err(said)?;
        while id.as_ref().is_some_and(|id| !self.acknowledged.contains(id)) {
            self.hear().await?;
        }
        Ok(())
    }

    async fn wait_for(&mut self, step: &Step) -> Result<(), String> {
        while !self.heard.take(step) {
            self.hear().await.map_err(|problem| format!("{problem} at {step:?}"))?;
        }
        Ok(())
    }

    async fn follow(&mut self, step: &Step, role: &str) -> Result<(), String> {
        let now = chrono::Utc::now().to_rfc3339_opts(chrono::SecondsFormat::Millis, true);
        let id = Id::generate();
        match (step.word.as_str(), role) {
            ("send", _) => {
                self.say(serde_json::from_str(&step.argument.replace("@now", &now)).map_err(said)?)
                    .await
            }
            ("report", _) => {
                let update = json!({"message_type": "InstructionStatusUpdate", "message_id": id, "timestamp": now,
                                    "instruction_id": self.instruction, "status_type": step.argument});
                self.say(update).await
            }
            ("select", "cem") => {
                let select = json!({"message_type": "SelectControlType", "message_id": id,
                                    "control_type": step.argument});
                self.say(select).await
            }
            ("end", _) => {
                self.say(json!({"message_type": "SessionRequest", "message_id": id, "request": "TERMINATE"}))
                    .await
            }
            _ => self.wait_for(step).await,
        }
    }

    /// The start of a CEM.
    async fn greet(&mut self, version: &str) -> Result<(), String> {
        self.say(
            json!({"message_type": "Handshake", "message_id": Id::generate(), "role": "CEM",
                        "supported_protocol_versions": [version]}),
        )
        .await?;
        self.wait_for(&Step {
            word: "await".into(),
            argument: "Handshake".into(),
        })
        .await?;
        self.say(
            json!({"message_type": "HandshakeResponse", "message_id": Id::generate(),
                        "selected_protocol_version": version}),
        )
        .await
    }
}

async fn open(call: &Call) -> Result<S2Connection<WebsocketTransport>, String> {
    if !call.listen {
        return connect_as_client(call.url.as_str()).await.map_err(said);
    }
    // The server does not tell which port it took, so a free one is looked for first.
    let address = TcpListener::bind("127.0.0.1:0")
        .and_then(|listener| listener.local_addr())
        .map_err(said)?;
    let server = WebsocketServer::new(address).await.map_err(said)?;
    script::say_listening(address);
    server.accept_connection().await.map_err(said)
}

async fn run() -> Result<(), String> {
    let call = script::call().map_err(said)?;
    let mut session = Session::new(open(&call).await?);
    if call.role == "rm" {
        let mut details: Value = serde_json::from_str(&call.script.details).map_err(said)?;
        details
            .as_object_mut()
            .and_then(|members| members.remove("message_type"));
        let details: ResourceManagerDetails = serde_json::from_value(details).map_err(said)?;
        let selected = session.connection.initialize_as_rm(details).await.map_err(said)?;
        session.heard.push(
            "select",
            serde_json::to_value(selected)
                .map_err(said)?
                .as_str()
                .unwrap_or_default(),
        );
    } else {
        session.greet(&call.profile).await?;
    }
    for step in &call.script.steps {
        session.follow(step, &call.role).await?;
        script::say_done(step);
    }
    session.connection.disconnect().await;
    Ok(())
}

fn main() -> std::io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    script::finish(runtime.block_on(run()))
}
