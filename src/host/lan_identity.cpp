// The certificates of an endpoint in the LAN, made, kept and renewed.

#include <s2/host/lan_identity.hpp>
#include <s2/transport/certificate.hpp>

#include <algorithm>
#include <utility>
#include <vector>

namespace s2::host {
namespace {

using transport::Certificate;
using transport::CertificateFacts;
using transport::CertificateWish;

// What the store keeps them under: a certificate and its key in one value, so that they never part.
constexpr const char* root_value = "lan.root";
constexpr const char* leaf_value = "lan.leaf";

// A clock that stands before this was never set: nothing is made or renewed by it, and roots hold from here on,
// whatever clock they are made by (C-288).
constexpr Time clock_begins{1735689600, 0};  // 2025-01-01

// Clocks of clients may lag behind ours.
constexpr Duration lag = std::chrono::hours(24);

Unexpected<Finding> fault(std::string text) {
  return {
      Finding{.rule = "S2CPP-TLS", .severity = Severity::error, .pointer = "", .value = "", .text = std::move(text)}};
}

// A certificate with its key, and what it says.
struct Kept {
  Certificate pem;
  CertificateFacts says;
};

Result<Kept> kept(Certificate pem) {
  auto read = transport::read_certificates(pem.certificate);
  if (!read) return Unexpected{std::move(read).error()};
  return Kept{std::move(pem), std::move(read->front())};
}

// Certificate and key of a value; empty when it does not look like one.
std::optional<Kept> take_apart(const std::string& value) {
  const auto key = value.find("-----BEGIN PRIVATE KEY-----");
  if (key == value.npos) return std::nullopt;
  auto one = kept({.certificate = value.substr(0, key), .key = value.substr(key), .sha256 = {}});
  if (!one) return std::nullopt;
  // Whoever serves TLS says as well whether the key belongs to it.
  if (!transport::TlsServer::make({.certificates = one->pem.certificate, .key = one->pem.key})) return std::nullopt;
  return std::move(*one);
}

Result<Kept> make(const CertificateWish& wish, const Certificate* issuer) {
  auto made = transport::make_certificate(wish, issuer);
  if (!made) return Unexpected{std::move(made).error()};
  return kept(std::move(*made));
}

// Gives the store what was made. Nothing is shown to anybody before it lasts.
Result<Kept> keep(connect::Store& store, const char* name, Result<Kept> made) {
  if (!made) return made;
  if (auto set = store.set_value(name, made->pem.certificate + made->pem.key); !set) {
    return Unexpected{std::move(set).error()};
  }
  return made;
}

Result<void> check_clock(Time now) {
  if (now >= clock_begins) return {};
  return fault("no certificate can be made: the clock of this machine stands at " + format_time(now) +
               "; set the time first");
}

Result<Kept> make_root(connect::Store& store, const std::string& name, Time now, const LanIdentityOptions& options) {
  if (auto checked = check_clock(now); !checked) return Unexpected{std::move(checked).error()};
  CertificateWish wish{.names = {}, .common_name = name + " S2 Connect CA", .is_authority = true};
  wish.now = now;
  wish.valid_from_s = clock_begins.seconds - now.seconds;
  wish.valid_until_s = options.root_life.count() / 1000;
  return keep(store, root_value, make(wish, nullptr));
}

Result<Kept> make_leaf(connect::Store& store, const Kept& root, const std::string& name, Time now,
                       const LanIdentityOptions& options) {
  if (auto checked = check_clock(now); !checked) return Unexpected{std::move(checked).error()};
  CertificateWish wish{.names = {name}, .common_name = name};
  wish.now = now;
  const Duration early = std::min(lag, options.leaf_life / 4);
  wish.valid_from_s = -early.count() / 1000;
  wish.valid_until_s =
      std::min((options.leaf_life - early).count() / 1000, root.says.valid_until.seconds - now.seconds);
  return keep(store, leaf_value, make(wish, &root.pem));
}

Time renewal(const CertificateFacts& leaf) { return leaf.valid_from + (leaf.valid_until - leaf.valid_from) * 2 / 3; }

// Whether a leaf is to be shown as it is. One from a clock that was ahead would not be believed for long.
bool will_do(const Kept& leaf, const Kept& root, const std::string& name, Time now) {
  return leaf.says.names == std::vector{name} && transport::is_issued_by(leaf.says, root.says) &&
         (now < clock_begins || (leaf.says.valid_from <= now && now < renewal(leaf.says)));
}

LanIdentity identity(const std::string& name, const Kept& root, const Kept& leaf) {
  return {.name = name,
          .tls = {.certificates = leaf.pem.certificate + root.pem.certificate, .key = leaf.pem.key},
          .leaf = {leaf.says.fingerprint},
          .root = {root.says.fingerprint},
          .root_pem = root.pem.certificate,
          .root_until = root.says.valid_until,
          .leaf_until = leaf.says.valid_until,
          .renew_at = renewal(leaf.says)};
}

// The root that is kept; empty when there never was one.
Result<std::optional<Kept>> kept_root(connect::Store& store) {
  auto value = store.value(root_value);
  if (!value) return Unexpected{std::move(value).error()};
  if (!value->has_value()) return std::optional<Kept>();
  auto root = take_apart(**value);
  if (!root || !root->says.is_authority || !transport::is_issued_by(root->says, root->says)) {
    return fault(
        "the certificate of this endpoint in its store cannot be read; replace it (s2 cert replace), after "
        "which everybody has to pair again");
  }
  return root;
}

// The same, or a new one.
Result<Kept> root_of(connect::Store& store, const std::string& name, Time now, const LanIdentityOptions& options) {
  auto kept = kept_root(store);
  if (!kept) return Unexpected{std::move(kept).error()};
  if (!kept->has_value()) return make_root(store, name, now, options);
  auto& root = *kept;
  if (root->says.valid_until < now) {
    return fault("the root certificate of this endpoint ended on " + format_time(root->says.valid_until) +
                 "; replace it (s2 cert replace), after which everybody has to pair again");
  }
  return std::move(*root);
}

// The leaf that is kept. One that cannot be read is worth nothing, and a new one costs nobody anything.
Result<std::optional<Kept>> leaf_of(connect::Store& store) {
  auto value = store.value(leaf_value);
  if (!value) return Unexpected{std::move(value).error()};
  if (!value->has_value()) return std::optional<Kept>();
  return take_apart(**value);
}

Result<LanIdentity> with_new_leaf(connect::Store& store, const Result<Kept>& root, const std::string& name, Time now,
                                  const LanIdentityOptions& options) {
  if (!root) return Unexpected{root.error()};
  auto leaf = make_leaf(store, *root, name, now, options);
  if (!leaf) return Unexpected{std::move(leaf).error()};
  return identity(name, *root, *leaf);
}

}  // namespace

Result<LanIdentity> lan_identity(connect::Store& store, const std::string& name, Time now,
                                 const LanIdentityOptions& options) {
  const auto root = root_of(store, name, now, options);
  if (!root) return Unexpected{root.error()};
  auto leaf = leaf_of(store);
  if (!leaf) return Unexpected{std::move(leaf).error()};
  if (leaf->has_value() && will_do(**leaf, *root, name, now)) return identity(name, *root, **leaf);
  return with_new_leaf(store, root, name, now, options);
}

Result<std::optional<LanIdentity>> kept_identity(connect::Store& store) {
  const auto root = kept_root(store);
  if (!root) return Unexpected{root.error()};
  const auto leaf = leaf_of(store);
  if (!leaf) return Unexpected{leaf.error()};
  if (!root->has_value() || !leaf->has_value() || (*leaf)->says.names.empty()) return std::optional<LanIdentity>();
  return std::optional(identity((*leaf)->says.names.front(), **root, **leaf));
}

Result<LanIdentity> renew_leaf(connect::Store& store, const std::string& name, Time now,
                               const LanIdentityOptions& options) {
  return with_new_leaf(store, root_of(store, name, now, options), name, now, options);
}

Result<LanIdentity> replace_root(connect::Store& store, const std::string& name, Time now,
                                 const LanIdentityOptions& options) {
  // Power that goes between the two leaves a leaf of another root, which lan_identity() notices.
  return with_new_leaf(store, make_root(store, name, now, options), name, now, options);
}

}  // namespace s2::host
