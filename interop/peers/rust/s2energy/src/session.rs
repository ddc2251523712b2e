//! s2energy: its connection over its WebSocket, following a script. The start of either side is ours: the library has
//! one for an RM, which no CEM that acknowledges its Handshake gets through; `library` asks for that one all the same.

use adapter::script::{self, Call, Heard, Step};
use rustls::pki_types::{CertificateDer, pem::PemObject};
use rustls::{ClientConfig, RootCertStore};
use s2energy::common::{Id, Message, ReceptionStatusValues, ResourceManagerDetails};
use s2energy::connection::S2Connection;
use s2energy::transport::websockets_json::{WebsocketServer, WebsocketTransport, connect_as_client};
use serde_json::{Value, json};
use std::collections::HashSet;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use tokio_tungstenite::{Connector, connect_async_tls_with_config};

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
            "SessionRequest" => self.heard.push("ended", &text(&value, "request")),
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
                self.say(json!({"message_type": "SessionRequest", "message_id": id, "request": step.argument}))
                    .await
            }
            _ => self.wait_for(step).await,
        }
    }

    async fn await_message(&mut self, name: &str) -> Result<(), String> {
        let step = Step {
            word: "await".into(),
            argument: name.into(),
        };
        self.wait_for(&step).await
    }

    async fn say_handshake(&mut self, role: &str, version: &str) -> Result<(), String> {
        let handshake = json!({"message_type": "Handshake", "message_id": Id::generate(), "role": role,
                               "supported_protocol_versions": [version]});
        self.say(handshake).await
    }

    /// The start of a CEM.
    async fn start_as_cem(&mut self, version: &str) -> Result<(), String> {
        self.say_handshake("CEM", version).await?;
        self.await_message("Handshake").await?;
        let response = json!({"message_type": "HandshakeResponse", "message_id": Id::generate(),
                              "selected_protocol_version": version});
        self.say(response).await
    }

    /// The start of an RM.
    async fn start_as_rm(&mut self, version: &str, details: &str) -> Result<(), String> {
        self.say_handshake("RM", version).await?;
        self.await_message("Handshake").await?;
        self.await_message("HandshakeResponse").await?;
        self.say(serde_json::from_str(details).map_err(said)?).await
    }

    /// The start of an RM as the library has it.
    async fn initialize_as_rm(&mut self, details: &str) -> Result<(), String> {
        let mut details: Value = serde_json::from_str(details).map_err(said)?;
        details
            .as_object_mut()
            .and_then(|members| members.remove("message_type"));
        let details: ResourceManagerDetails = serde_json::from_value(details).map_err(said)?;
        let selected = self.connection.initialize_as_rm(details).await.map_err(said)?;
        let selected = serde_json::to_value(selected).map_err(said)?;
        self.heard.push("select", selected.as_str().unwrap_or_default());
        Ok(())
    }
}

/// Connects. By itself the library believes the authorities built into it and no others; its connection takes any
/// WebSocket, though.
async fn connect(call: &Call) -> Result<S2Connection<WebsocketTransport>, String> {
    if !call.encrypted() || call.library {
        return connect_as_client(call.url.as_str()).await.map_err(said);
    }
    let authority = CertificateDer::from_pem_file(call.certificates.join("authority.pem")).map_err(said)?;
    let mut roots = RootCertStore::empty();
    roots.add(authority).map_err(said)?;
    let config = ClientConfig::builder()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let connector = Connector::Rustls(Arc::new(config));
    let (socket, _) = connect_async_tls_with_config(call.url.as_str(), None, false, Some(connector))
        .await
        .map_err(said)?;
    Ok(S2Connection::new(WebsocketTransport::ClientSocket(socket)))
}

async fn converse(call: &Call, connection: S2Connection<WebsocketTransport>, steps: &[Step]) -> Result<(), String> {
    let mut session = Session::new(connection);
    match call.role.as_str() {
        "cem" => session.start_as_cem(&call.profile).await?,
        _ if call.library && !call.encrypted() => session.initialize_as_rm(&call.script.details).await?,
        _ => session.start_as_rm(&call.profile, &call.script.details).await?,
    }
    for step in steps {
        session.follow(step, &call.role).await?;
        script::say_done(step);
    }
    session.connection.disconnect().await;
    Ok(())
}

/// The server does not tell which port it took, so a free one is looked for first.
fn free_address() -> std::io::Result<SocketAddr> {
    TcpListener::bind("127.0.0.1:0")?.local_addr()
}

async fn run() -> Result<(), String> {
    let call = script::call().map_err(said)?;
    if !call.listen {
        for steps in call.script.connections() {
            converse(&call, connect(&call).await?, steps).await?;
        }
        return Ok(());
    }
    let address = free_address().map_err(said)?;
    let server = WebsocketServer::new(address).await.map_err(said)?;
    script::say_listening(&call, address);
    for steps in call.script.connections() {
        converse(&call, server.accept_connection().await.map_err(said)?, steps).await?;
    }
    Ok(())
}

fn main() -> std::io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    script::finish(runtime.block_on(run()))
}
