#pragma once
// TLS: who a server is, and whom a client believes.

#include <s2/base/result.hpp>
#include <s2/base/time.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace s2::transport {

/// The oldest version of TLS that is spoken. S2 Connect asks for 1.3 alone (accepted crypto algorithms; Mozilla Server
/// Side TLS, Modern); 1.2 is for peers that cannot do better.
enum class TlsVersion : std::uint8_t {
  v1_2,  ///< TLS 1.2 with ephemeral keys and authenticated ciphers, or 1.3
  v1_3,  ///< TLS 1.3
};

/// What a server shows to its clients. Text in PEM.
struct TlsIdentity {
  std::string certificates;              ///< its own certificate, then those of the authorities above it; in a LAN
                                         ///< the root is the last of them, so that clients can pin it
  std::string key;                       ///< the private key of its own certificate, not encrypted
  TlsVersion oldest = TlsVersion::v1_3;  ///< what it speaks

  /// Reads both from files. Fails with "S2CPP-TLS" and a sentence that names the file.
  static Result<TlsIdentity> from_files(const std::string& certificates, const std::string& key);
};

/// The server side of TLS, ready for any number of connections. Cheap to copy.
class TlsServer {
 public:
  /// Fails with "S2CPP-TLS" when the texts are no PEM or the key belongs to another certificate.
  static Result<TlsServer> make(const TlsIdentity& identity);

  /// The inside, for the transports.
  struct Parts;
  /// See Parts.
  const std::shared_ptr<Parts>& parts() const { return parts_; }

 private:
  explicit TlsServer(std::shared_ptr<Parts> parts) : parts_(std::move(parts)) {}
  std::shared_ptr<Parts> parts_;
};

/// Whom a client believes to be who they say. Name and dates of the server's certificate are checked in any case.
struct TlsTrust {
  bool system_store = true;              ///< believe the authorities that this machine believes
  std::string authorities = {};          ///< certificates of further authorities, PEM
  std::string pinned_sha256 = {};        ///< believe nobody but who shows the certificate with this fingerprint (64
                                         ///< hexadecimal digits, colons and blanks ignored): the server's own or the
                                         ///< root above it (S2 Connect); empty for no pin
  std::string pinned_der = {};           ///< the pinned certificate itself (DER), when it is known: then the server
                                         ///< need not show it; may be empty
  bool unpinned_lan = false;             ///< believe whatever root of its own the server shows: a server in a LAN
                                         ///< that is not pinned yet (S2 Connect, C-277). Nothing else is believed
  bool wants_facts = false;              ///< note down which certificates the server shows, for HttpClient
  std::string name = {};                 ///< the name to be found in the certificate; empty for the host of the URL
  TlsVersion oldest = TlsVersion::v1_3;  ///< what is spoken

  /// Believes the authorities in a PEM file and nobody else. Fails with "S2CPP-TLS" when it cannot be read.
  static Result<TlsTrust> from_file(const std::string& authorities);
};

/// The client side of TLS, ready for any number of connections. Cheap to copy; making one reads the system's store.
class TlsClient {
 public:
  /// Fails with "S2CPP-TLS" when a text is no PEM or a fingerprint is none.
  static Result<TlsClient> make(const TlsTrust& trust);

  /// The inside, for the transports.
  struct Parts;
  /// See Parts.
  const std::shared_ptr<Parts>& parts() const { return parts_; }

 private:
  explicit TlsClient(std::shared_ptr<Parts> parts) : parts_(std::move(parts)) {}
  std::shared_ptr<Parts> parts_;
};

/// A certificate with its key, PEM.
struct Certificate {
  std::string certificate;  ///< the certificate
  std::string key;          ///< its private key
  std::string sha256;       ///< fingerprint of the certificate, 64 hexadecimal digits
};

/// What a made certificate says.
struct CertificateWish {
  std::vector<std::string> names = {"localhost", "127.0.0.1"};  ///< host names and IP addresses it is for
  std::string common_name = "s2-cpp";                           ///< who it is, for people
  bool is_authority = false;                                    ///< whether it may issue others
  std::int64_t valid_from_s = -3600;                            ///< seconds from now on which it begins to hold
  std::int64_t valid_until_s = 180LL * 24 * 3600;               ///< seconds from now on which it ends
  std::optional<Time> now = {};                                 ///< what they are counted from; the system's time if
                                                                ///< left out
};

/// Makes a certificate (ECDSA P-256, SHA-256) in memory, for tests and for servers in a LAN: issued by `issuer`, or by
/// itself when that is nullptr. Fails with "S2CPP-TLS" when the issuer's texts are no PEM or a name is none.
Result<Certificate> make_certificate(const CertificateWish& wish, const Certificate* issuer = nullptr);

}  // namespace s2::transport
