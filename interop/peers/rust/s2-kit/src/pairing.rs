//! s2-kit: an endpoint of its own in the LAN, which pairs and holds sessions as it is told. Commands and answers are
//! those of interop/ours/pairing_peer.hpp.
//!
//! `PROGRAM rm|cem SCRIPT [plain-url] [leaf] [short-id]`; the last three do as the library or its examples do, where
//! that is known to fail.

mod serving;
mod talk;
mod trust;

use adapter::script;
use s2_kit::connect::client::{Error as ClientError, Pairing, Session};
use s2_kit::connect::proto::{
    AccessToken, ConnectionDetails, NodeId, PairingCode, PairingToken, Role, TokenKind, TokenStore,
};
use s2_kit::connect::server::{PairedNode, Store};
use s2_kit::connect::tls::TlsPolicy;
use s2_kit::io::WebSocket;
use s2_kit::prelude::*;
use s2_kit::tokio::{self, sync::mpsc};
use serving::{ALIAS, Call, Serving, endpoint, random, say_session, talk_as};
use std::io::BufRead;
use std::sync::Arc;
use talk::said;
use trust::policy_of;

/// The endpoint and its one node.
struct Peer {
    call: Arc<Call>,
    serving: Serving,
    policy: Option<TlsPolicy>, // for the other side's server
    client: Option<Session>,   // when it is the communication client
    tokens: Vec<AccessToken>,  // seen by the command
}

impl Peer {
    async fn open() -> Result<Self, String> {
        let call = Arc::new(serving::call()?);
        let serving = serving::open(&call).await?;
        Ok(Self {
            call,
            serving,
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
                let peers = self.serving.store.paired_with(self.serving.node.id);
                let words: Vec<String> = peers.iter().map(NodeId::to_string).collect();
                println!("peers {}", words.join(" "));
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
        self.serving.store.open_for_pairing(self.serving.node.id, parsed);
        println!("code {ALIAS}-{token}");
        Ok(())
    }

    /// Pairs as client. Both sides are in the LAN, so that the CEM is the communication server.
    async fn pair(&mut self, url: &str, code: &str) -> Result<(), String> {
        let code = PairingCode::parse(code, TokenKind::Dynamic).map_err(said)?;
        let pairing = Pairing::lan(url, self.serving.node.clone(), endpoint()).map_err(said)?;
        let mut own = None;
        if self.call.role == Role::Cem {
            let access_token = AccessToken::from_entropy(&random::<32>()?).map_err(said)?;
            own = Some(ConnectionDetails {
                access_token,
                ..self.serving.details.clone()
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
        self.serving.store.pair(PairedNode {
            local: agreed.local,
            remote: agreed.remote,
            tokens: TokenStore::new(agreed.details.access_token.clone()),
            details: Some(agreed.details),
        });
        Ok(())
    }

    fn paired(&self) -> Option<PairedNode> {
        let peers = self.serving.store.paired_with(self.serving.node.id);
        peers.first().and_then(|remote| self.serving.store.paired(*remote))
    }

    fn forget(&mut self) {
        self.policy = None;
        self.client = None;
        for remote in self.serving.store.paired_with(self.serving.node.id) {
            self.serving.store.unpair(remote);
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
                let client = Session::new(&base, &policy, self.serving.node.id, paired.remote.id, paired.tokens)
                    .map_err(said)?;
                self.client.insert(client)
            }
        };
        let credentials = match client.initiate(Timestamp::now()).await {
            Ok(credentials) => credentials,
            Err(error) => {
                if matches!(&error, ClientError::Http { detail: Some(detail), .. } if detail.contains("NoLongerPaired"))
                {
                    self.forget();
                }
                return Err(said(error));
            }
        };
        let token = Some(credentials.websocket_token.as_str());
        let socket = WebSocket::connect_with_policy(&credentials.websocket_url, token, &policy)
            .await
            .map_err(said)?;
        talk_as(&self.call, socket).await
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

async fn run() -> Result<(), String> {
    let mut peer = Peer::open().await?;
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
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    script::finish(runtime.block_on(run()))
}
