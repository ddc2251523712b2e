//! s2-kit: an endpoint of its own in the LAN, which pairs and holds sessions as it is told. Commands and answers are
//! those of interop/ours/pairing_peer.hpp.
//!
//! `PROGRAM rm|cem SCRIPT [plain-url] [leaf] [short-id]`; the last three do as the library or its examples do, where
//! that is known to fail.

mod talk;

use adapter::script::{self, Script};
use s2_kit::connect::client::{Error as ClientError, Pairing, Session};
use s2_kit::connect::proto::{
    AccessToken, ConnectionDetails, Deployment, EndpointDescription, NodeDescription, NodeId, NodeIdAlias, PairingCode,
    PairingToken, Role, TokenKind, TokenStore,
};
use s2_kit::connect::server::{
    Endpoint, LocalSubnets, Memory, PairedNode, PairingService, SessionService, Store, lan_router, serve,
    websocket_router,
};
use s2_kit::connect::tls::{Fingerprint, SelfSignedEndpoint, TlsClient, TlsPolicy, default_provider};
use s2_kit::io::{TextTransport, WebSocket};
use s2_kit::prelude::*;
use s2_kit::rustls::pki_types::ServerName;
use s2_kit::tokio::net::{TcpListener, TcpStream};
use s2_kit::tokio::sync::mpsc;
use std::io::BufRead;
use std::sync::Arc;
use talk::{details, follow, said};
use tokio_rustls::TlsConnector;

const ALIAS: &str = "kit";

/// What the program was started for.
struct Call {
    role: Role,
    script: Script,
    plain_url: bool,
    leaf: bool,
    short_id: bool,
}

fn call() -> Result<Call, String> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [role, path, rest @ ..] = words.as_slice() else {
        return Err("usage: rm|cem SCRIPT [plain-url] [leaf] [short-id]".into());
    };
    let has = |word: &str| rest.iter().any(|one| one == word);
    Ok(Call {
        role: if role == "rm" { Role::Rm } else { Role::Cem },
        script: script::read(&std::fs::read_to_string(path).map_err(said)?),
        plain_url: has("plain-url"),
        leaf: has("leaf"),
        short_id: has("short-id"),
    })
}

fn random<const N: usize>() -> Result<[u8; N], String> {
    let mut bytes = [0; N];
    let provider = default_provider().map_err(said)?;
    provider
        .secure_random
        .fill(&mut bytes)
        .map_err(|error| format!("{error:?}"))?;
    Ok(bytes)
}

/// A session of one of the roles over S2 Connect, which has agreed on the version.
async fn talk_as(role: Role, script: &Script, transport: impl TextTransport) -> Result<(), String> {
    if role == Role::Cem {
        let config = CemConfig::default().pre_negotiated(WireProfile::V1_0_0);
        return follow(CemSession::new(config), transport, &script.steps).await;
    }
    let config = RmConfig::default().pre_negotiated(WireProfile::V1_0_0);
    follow(
        RmSession::new(config, details(&script.details)?),
        transport,
        &script.steps,
    )
    .await
}

fn say_session(outcome: Result<(), String>) {
    match outcome {
        Ok(()) => println!("session done"),
        Err(problem) => println!("session failed {}", problem.replace('\n', " ")),
    }
}

/// The endpoint and its one node.
struct Peer {
    call: Arc<Call>,
    node: NodeDescription,
    store: Arc<Memory>,
    details: ConnectionDetails, // what it announces as communication server
    policy: Option<TlsPolicy>,  // for the other side's server
    client: Option<Session>,    // when it is the communication client
    tokens: Vec<AccessToken>,   // seen by the command
}

fn endpoint() -> EndpointDescription {
    EndpointDescription {
        name: Some("s2-kit".into()),
        logo_url: None,
        deployment: Some(Deployment::Lan),
    }
}

impl Peer {
    async fn open(call: Call) -> Result<Self, String> {
        let call = Arc::new(call);
        let identity = SelfSignedEndpoint::generate(["localhost".into()]).map_err(said)?;
        let listener = TcpListener::bind("127.0.0.1:0").await.map_err(said)?;
        let port = listener.local_addr().map_err(said)?.port();
        let node = NodeDescription {
            id: if call.short_id {
                NodeId::parse("rm-1").map_err(said)?
            } else {
                NodeId::generate()
            },
            brand: "s2-kit".into(),
            logo_url: None,
            kind: format!("{:?}", call.role),
            model_name: "interop".into(),
            user_defined_name: None,
            role: call.role,
        };
        let announced = if call.leaf {
            identity.leaf
        } else {
            Fingerprint::of(&identity.ca)
        };
        let details = ConnectionDetails {
            initiate_session_url: format!("https://localhost:{port}/v1/"),
            access_token: AccessToken::from_entropy(&random::<32>()?).map_err(said)?,
            certificate_fingerprint: [("SHA256".into(), announced.to_hex())].into_iter().collect(),
        };
        let store = Memory::new();
        store.add_node(node.clone(), Some(NodeIdAlias::parse(ALIAS).map_err(said)?));
        let pairing = PairingService::lan(store.clone(), endpoint(), identity.leaf);
        let pairing = Arc::new(pairing.with_connection_details(details.clone()));
        let sessions = SessionService::new(store.clone(), format!("wss://localhost:{port}/s2"));
        let endpoint = Endpoint::new(pairing, Arc::new(sessions));
        let mut routes = lan_router(endpoint.clone(), LocalSubnets::detect().map_err(said)?);
        if call.role == Role::Cem {
            let call = call.clone();
            routes = routes.merge(websocket_router(endpoint, "/s2", move |_, socket| {
                let call = call.clone();
                async move { say_session(talk_as(call.role, &call.script, socket).await) }
            }));
        }
        let config = identity.server_config().map_err(said)?;
        s2_kit::tokio::spawn(serve(listener, config, routes, std::future::pending()));
        println!("listening {}", details.initiate_session_url);
        Ok(Self {
            call,
            node,
            store,
            details,
            policy: None,
            client: None,
            tokens: Vec::new(),
        })
    }

    async fn obey(&mut self, command: &str) -> Result<(), String> {
        match *command.split_whitespace().collect::<Vec<_>>().as_slice() {
            ["code"] => self.issue_code(),
            ["pair", url, code] => self.pair(url, code).await,
            ["peers"] => {
                let peers = self.store.paired_with(self.node.id);
                let words = ["peers".to_owned()];
                let words: Vec<String> = words.into_iter().chain(peers.iter().map(NodeId::to_string)).collect();
                println!("{}", words.join(" "));
                Ok(())
            }
            ["token"] => self.look_at_token(),
            ["session"] if self.call.role == Role::Rm => {
                say_session(self.session().await);
                Ok(())
            }
            ["session"] => Ok(()), // it waits for the other side to begin
            ["unpair"] => self.unpair().await,
            _ => Err(format!("there is no command {command}")),
        }
    }

    fn issue_code(&self) -> Result<(), String> {
        let token: String = random::<6>()?.iter().map(|byte| format!("{byte:02X}")).collect();
        let parsed = PairingToken::parse(&token, TokenKind::Dynamic).map_err(said)?;
        self.store.open_for_pairing(self.node.id, parsed);
        println!("code {ALIAS}-{token}");
        Ok(())
    }

    /// Pairs as client. Both sides are in the LAN, so that the CEM is the communication server.
    async fn pair(&mut self, url: &str, code: &str) -> Result<(), String> {
        let code = PairingCode::parse(code, TokenKind::Dynamic).map_err(said)?;
        let pairing = Pairing::lan(url, self.node.clone(), endpoint()).map_err(said)?;
        let mut own = None;
        if self.call.role == Role::Cem {
            let access_token = AccessToken::from_entropy(&random::<32>()?).map_err(said)?;
            own = Some(ConnectionDetails {
                access_token,
                ..self.details.clone()
            });
        }
        let paired = pairing
            .run_with_entropy(code, Timestamp::now(), &random::<32>()?, own)
            .await
            .map_err(said)?;
        self.forget();
        self.policy = Some(paired.policy());
        let agreed = paired.pairing;
        println!("paired {}", agreed.remote.id);
        self.store.pair(PairedNode {
            local: agreed.local,
            remote: agreed.remote,
            tokens: TokenStore::new(agreed.details.access_token.clone()),
            details: Some(agreed.details),
        });
        Ok(())
    }

    fn paired(&self) -> Option<PairedNode> {
        let peers = self.store.paired_with(self.node.id);
        peers.first().and_then(|remote| self.store.paired(*remote))
    }

    fn forget(&mut self) {
        self.policy = None;
        self.client = None;
        for remote in self.store.paired_with(self.node.id) {
            self.store.unpair(remote);
        }
    }

    fn look_at_token(&mut self) -> Result<(), String> {
        let held = self.client.as_ref().and_then(|client| client.access_token().cloned());
        let stored = || self.paired().and_then(|paired| paired.tokens.current().cloned());
        let token = held.or_else(stored).ok_or("there is none")?;
        let known = self.tokens.iter().any(|one| one.verify(&token));
        println!("token {}", if known { "old" } else { "new" });
        self.tokens.push(token);
        Ok(())
    }

    /// Begins a session and holds it.
    async fn session(&mut self) -> Result<(), String> {
        let paired = self.paired().ok_or("nobody is paired with")?;
        let details = paired.details.ok_or("there are no connection details")?;
        if self.policy.is_none() {
            self.policy = Some(policy_of(&details).await?);
        }
        let policy = self.policy.clone().ok_or("there is no policy")?;
        let client = match &mut self.client {
            Some(client) => client,
            None => {
                let base = if self.call.plain_url {
                    details.initiate_session_url
                } else {
                    format!("{}v1/", details.initiate_session_url) // it asks no index, and posts to what it is given
                };
                let client =
                    Session::new(&base, &policy, self.node.id, paired.remote.id, paired.tokens).map_err(said)?;
                self.client.insert(client)
            }
        };
        let credentials = match client.initiate(Timestamp::now()).await {
            Ok(credentials) => credentials,
            Err(error) => {
                if matches!(&error, ClientError::Http { detail: Some(detail), .. } if detail.contains("NoLongerPaired")) {
                    self.forget();
                }
                return Err(said(error));
            }
        };
        let token = Some(credentials.websocket_token.as_str());
        let socket = WebSocket::connect_with_policy(&credentials.websocket_url, token, &policy)
            .await
            .map_err(said)?;
        talk_as(self.call.role, &self.call.script, socket).await
    }

    /// The communication client tells the server; the server just forgets.
    async fn unpair(&mut self) -> Result<(), String> {
        if let Some(client) = &mut self.client {
            client.unpair().await.map_err(said)?;
        }
        self.forget();
        println!("unpaired");
        Ok(())
    }
}

/// Whom to believe as communication client that was the pairing server, and has nothing of the other side but the
/// fingerprint of its root. The library pins a certificate, not a fingerprint: the root is taken from a handshake.
async fn policy_of(details: &ConnectionDetails) -> Result<TlsPolicy, String> {
    let expected = details.certificate_fingerprint.get("SHA256").ok_or("no fingerprint")?;
    let expected = Fingerprint::parse(expected).map_err(said)?;
    let place = details.initiate_session_url.strip_prefix("https://").ok_or("no https")?;
    let authority = place.split('/').next().unwrap_or_default();
    let host = authority.split(':').next().unwrap_or_default().to_owned();
    let looking = TlsClient::new(&TlsPolicy::LanPairingOnly).map_err(said)?;
    let stream = TcpStream::connect(authority).await.map_err(said)?;
    TlsConnector::from(looking.config())
        .connect(ServerName::try_from(host).map_err(said)?, stream)
        .await
        .map_err(said)?;
    let seen = looking.captured().ok_or("no certificate was shown")?;
    if !Fingerprint::of(&seen.root).matches(&expected) {
        return Err("the root is not the one that was announced".into());
    }
    Ok(TlsPolicy::PinnedCa(seen.root))
}

async fn run() -> Result<(), String> {
    let mut peer = Peer::open(call()?).await?;
    let (sender, mut commands) = mpsc::unbounded_channel();
    std::thread::spawn(move || {
        for line in std::io::stdin().lock().lines().map_while(Result::ok) {
            if line == "quit" || sender.send(line).is_err() {
                return;
            }
        }
    });
    while let Some(command) = commands.recv().await {
        if let Err(problem) = peer.obey(&command).await {
            println!("failed {}", problem.replace('\n', " "));
        }
    }
    Ok(())
}

fn main() -> std::io::Result<()> {
    let runtime = s2_kit::tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    script::finish(runtime.block_on(run()))
}
