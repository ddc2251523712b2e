#pragma once
// Subject: a server that is measured, and those who talk to it.

#include "child.hpp"
#include "fleet.hpp"

#include <string>

namespace s2::bench {

/// A folder with the certificate and the key of the servers, for as long as it is needed.
class Papers {
 public:
  /// Makes them. Throws std::runtime_error when it cannot.
  Papers();
  ~Papers();
  Papers(const Papers&) = delete;
  Papers& operator=(const Papers&) = delete;

  /// Path of the certificate.
  std::string certificate() const { return folder_ + "/certificate.pem"; }
  /// Path of its key.
  std::string key() const { return folder_ + "/key.pem"; }
  /// What a client has to believe.
  const transport::TlsTrust& trust() const { return trust_; }

 private:
  std::string folder_;
  transport::TlsTrust trust_;
};

/// A server in its process with the fleet of its peers.
class Subject {
 public:
  /// `call` is "echo:PROGRAM" or "cem:PROGRAM". Nobody is connected yet.
  Subject(const std::string& call, std::size_t sessions, const Papers& papers);

  /// What it is, for people.
  const std::string& name() const { return name_; }
  /// Processor time it has used.
  double cpu_s() const { return server_.cpu_s(); }
  /// Memory it had when nobody was connected.
  double empty_kib() const { return empty_kib_; }
  /// Memory it has taken since for each session, that of the kernel not counted.
  double kib_a_session() const { return (server_.resident_kib() - empty_kib_) / sessions_; }
  /// Its peers.
  Fleet& fleet() { return fleet_; }

 private:
  Subject(const std::string& what, const std::string& program, std::size_t sessions, const Papers& papers);

  std::string name_;
  Child server_;
  double empty_kib_;
  double sessions_;
  Fleet fleet_;
};

}  // namespace s2::bench
