//! An endpoint of s2-kit in the LAN with one node, which serves pairing, and sessions as CEM.

use crate::talk::{details, follow, said};
use adapter::script::{self, Script};
use s2_kit::connect::proto::{
    AccessToken, ConnectionDetails, Deployment, EndpointDescription, NodeDescription, NodeId, NodeIdAlias, Role,
};
use s2_kit::connect::server::{
    Endpoint, LocalSubnets, Memory, PairingService, SessionService, lan_router, serve, websocket_router,
};
use s2_kit::connect::tls::{Fingerprint, SelfSignedEndpoint, default_provider};
use s2_kit::io::TextTransport;
use s2_kit::prelude::*;
use s2_kit::tokio::{self, net::TcpListener};
use std::sync::Arc;

/// The first half of its pairing codes.
pub const ALIAS: &str = "kit";

/// What the program was started for.
pub struct Call {
    pub role: Role,
    pub script: Script,
    /// Begins sessions at the URL as it was announced.
    pub plain_url: bool,
    /// Announces its leaf, as the example does.
    pub leaf: bool,
    /// Has an id as in the examples.
    pub short_id: bool,
}

/// Reads the command line and the script.
pub fn call() -> Result<Call, String> {
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

/// Random bytes of the TLS library.
pub fn random<const N: usize>() -> Result<[u8; N], String> {
    let mut bytes = [0; N];
    let provider = default_provider().map_err(said)?;
    provider
        .secure_random
        .fill(&mut bytes)
        .map_err(|error| format!("{error:?}"))?;
    Ok(bytes)
}

/// Holds a session of S2 Connect, which has agreed on the version.
pub async fn talk_as(call: &Call, transport: impl TextTransport) -> Result<(), String> {
    let script = &call.script;
    if call.role == Role::Cem {
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

/// Says how a session went.
pub fn say_session(outcome: Result<(), String>) {
    match outcome {
        Ok(()) => println!("session done"),
        Err(problem) => println!("session failed {}", problem.replace('\n', " ")),
    }
}

/// What it says of itself.
pub fn endpoint() -> EndpointDescription {
    EndpointDescription {
        name: Some("s2-kit".into()),
        logo_url: None,
        deployment: Some(Deployment::Lan),
    }
}

/// What serves, and what others are told of it.
pub struct Serving {
    pub node: NodeDescription,
    pub store: Arc<Memory>,
    /// What it announces as communication server.
    pub details: ConnectionDetails,
}

fn node(call: &Call) -> Result<NodeDescription, String> {
    let id = if call.short_id {
        NodeId::parse("rm-1").map_err(said)?
    } else {
        NodeId::generate()
    };
    Ok(NodeDescription {
        id,
        brand: "s2-kit".into(),
        logo_url: None,
        kind: format!("{:?}", call.role),
        model_name: "interop".into(),
        user_defined_name: None,
        role: call.role,
    })
}

/// Serves from here on.
pub async fn open(call: &Arc<Call>) -> Result<Serving, String> {
    let identity = SelfSignedEndpoint::generate(["localhost".into()]).map_err(said)?;
    let listener = TcpListener::bind("127.0.0.1:0").await.map_err(said)?;
    let port = listener.local_addr().map_err(said)?.port();
    let node = node(call)?;
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
            async move { say_session(talk_as(&call, socket).await) }
        }));
    }
    let config = identity.server_config().map_err(said)?;
    tokio::spawn(serve(listener, config, routes, std::future::pending()));
    println!("listening {}", details.initiate_session_url);
    Ok(Serving { node, store, details })
}
