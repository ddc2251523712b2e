//! Whom an endpoint of s2-kit believes that has a fingerprint and nothing else.

use crate::talk::said;
use s2_kit::connect::proto::ConnectionDetails;
use s2_kit::connect::tls::{Fingerprint, TlsClient, TlsPolicy};
use s2_kit::rustls::pki_types::ServerName;
use s2_kit::tokio::net::TcpStream;
use tokio_rustls::TlsConnector;

/// Whom to believe as communication client that was the pairing server, and has nothing of the other side but the
/// fingerprint of its root. The library pins a certificate, not a fingerprint: the root is taken from a handshake.
pub async fn policy_of(details: &ConnectionDetails) -> Result<TlsPolicy, String> {
    let expected = details.certificate_fingerprint.get("SHA256").ok_or("no fingerprint")?;
    let expected = Fingerprint::parse(expected).map_err(said)?;
    let place = details
        .initiate_session_url
        .strip_prefix("https://")
        .ok_or("no https")?;
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
