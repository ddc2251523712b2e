//! s2-kit: its session engines, driven by its own driver over its own WebSocket, following a script.

mod talk;

use adapter::script::{self, Call, Step};
use s2_kit::connect::tls::TlsPolicy;
use s2_kit::io::{Dialled, TextTransport, WebSocket, WebSocketOptions};
use s2_kit::prelude::*;
use s2_kit::rustls::ServerConfig;
use s2_kit::rustls::pki_types::pem::PemObject;
use s2_kit::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use s2_kit::tokio::{self, net::TcpListener};
use s2_kit::tokio_tungstenite::accept_async;
use std::sync::Arc;
use talk::{details, follow, said};
use tokio_rustls::TlsAcceptor;

async fn side(call: &Call, transport: impl TextTransport, steps: &[Step]) -> Result<(), String> {
    let version = || ProtocolVersion::new(&call.profile);
    if call.role == "cem" {
        let config = CemConfig::default().supporting([version()]);
        return follow(CemSession::new(config), transport, steps).await;
    }
    let config = RmConfig::default().offering([version()]);
    follow(RmSession::new(config, details(&call.script.details)?), transport, steps).await
}

/// Connects; at wss it believes the authority of the run.
async fn connect(call: &Call) -> Result<Dialled, String> {
    let mut options = WebSocketOptions::default();
    let policy;
    if call.encrypted() {
        let authority = CertificateDer::from_pem_file(call.certificates.join("authority.pem")).map_err(said)?;
        policy = TlsPolicy::PinnedCa(authority);
        options = options.policy(&policy);
    }
    WebSocket::open(&call.url, &options).await.map_err(said)
}

/// What accepts TLS. The library does so behind its pairing server only, so below its WebSocket this is ours.
fn acceptor(call: &Call) -> Result<TlsAcceptor, String> {
    let certificates = CertificateDer::pem_file_iter(call.certificates.join("server.pem"))
        .and_then(|certificates| certificates.collect())
        .map_err(said)?;
    let key = PrivateKeyDer::from_pem_file(call.certificates.join("server.key")).map_err(said)?;
    let config = ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(certificates, key)
        .map_err(said)?;
    Ok(TlsAcceptor::from(Arc::new(config)))
}

async fn serve(call: &Call) -> Result<(), String> {
    let listener = TcpListener::bind("127.0.0.1:0").await.map_err(said)?;
    script::say_listening(call, listener.local_addr().map_err(said)?);
    for steps in call.script.connections() {
        let (stream, _) = listener.accept().await.map_err(said)?;
        if call.encrypted() {
            let stream = acceptor(call)?.accept(stream).await.map_err(said)?;
            let socket = accept_async(stream).await.map_err(said)?;
            side(call, WebSocket::from_stream(socket), steps).await?;
        } else {
            let socket = accept_async(stream).await.map_err(said)?;
            side(call, WebSocket::from_stream(socket), steps).await?;
        }
    }
    Ok(())
}

async fn run() -> Result<(), String> {
    let call = script::call().map_err(said)?;
    if call.listen {
        return serve(&call).await;
    }
    for steps in call.script.connections() {
        side(&call, connect(&call).await?, steps).await?;
    }
    Ok(())
}

fn main() -> std::io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    script::finish(runtime.block_on(run()))
}
