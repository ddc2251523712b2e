//! A server to measure, as bench/transport/load.cpp starts it: an energy manager on s2-kit, or an echo on the same
//! transport. One thread; a task for each connection, as the documentation of s2-kit's io module has it.
//!
//!     served-s2-kit cem|echo CERTIFICATE KEY CONNECTIONS

use std::error::Error;
use std::sync::Arc;

use futures_util::{SinkExt, StreamExt};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use s2_kit::io::{Driver, WebSocket};
use s2_kit::session::{CemConfig, CemEvent, CemSession};
use s2_kit::tokio_tungstenite::tungstenite::Message;
use s2_kit::tokio_tungstenite::{WebSocketStream, accept_async};
use s2_kit::types::Timestamp;
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

type Failure = Box<dyn Error + Send + Sync>;
type Stream = WebSocketStream<TlsStream<TcpStream>>;

async fn manage(stream: Stream) -> Result<(), Failure> {
    let mut cem = CemSession::new(CemConfig::default());
    cem.open(Timestamp::now());
    let mut driver = Driver::new(WebSocket::from_stream(stream));
    while !cem.state().is_closed() {
        driver.step(&mut cem).await?;
        while let Some(event) = cem.poll_event() {
            if let CemEvent::ResourceDescribed(details) = event
                && let Some(first) = details.available_control_types.first()
            {
                cem.select_control_type(*first, Timestamp::now())?;
            }
        }
    }
    Ok(())
}

async fn echo(mut stream: Stream) -> Result<(), Failure> {
    while let Some(message) = stream.next().await {
        match message? {
            text @ Message::Text(_) => stream.send(text).await?,
            Message::Close(_) => break,
            _ => {}
        }
    }
    Ok(())
}

async fn welcome(socket: TcpStream, tls: TlsAcceptor, is_echo: bool) -> Result<(), Failure> {
    socket.set_nodelay(true)?;
    let stream = accept_async(tls.accept(socket).await?).await?;
    if is_echo {
        echo(stream).await
    } else {
        manage(stream).await
    }
}

async fn serve(is_echo: bool, tls: TlsAcceptor) -> Result<(), Failure> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("wss://{}/", listener.local_addr()?);
    loop {
        let (socket, _) = listener.accept().await?;
        let tls = tls.clone();
        tokio::spawn(async move {
            let _ = welcome(socket, tls, is_echo).await; // whoever hangs up is no matter here
        });
    }
}

fn main() -> Result<(), Failure> {
    let words: Vec<String> = std::env::args().collect();
    let [_, what, certificate, key, _] = words.as_slice() else {
        return Err("served-s2-kit cem|echo CERTIFICATE KEY CONNECTIONS".into());
    };
    let certificates = CertificateDer::pem_file_iter(certificate)?.collect::<Result<Vec<_>, _>>()?;
    let config = rustls::ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_protocol_versions(&[&rustls::version::TLS13])?
        .with_no_client_auth()
        .with_single_cert(certificates, PrivateKeyDer::from_pem_file(key)?)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(serve(what == "echo", TlsAcceptor::from(Arc::new(config))))
}
