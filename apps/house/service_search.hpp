#pragma once
// ServiceSearch: waits until an endpoint is heard of by service discovery.

#include <s2/connect.hpp>
#include <s2/transport.hpp>
#include <s2/transport/dnssd.hpp>

#include <memory>
#include <optional>
#include <string>

namespace s2::house {

/// Listens for an instance from its beginning to its end. What it hears is not proven: pairing proves it (C-055).
class ServiceSearch {
 public:
  /// Looks for this instance. The discovery outlives it.
  ServiceSearch(transport::Dnssd& discovery, std::string instance);

  /// Its pairing URL, once it was heard of.
  const std::optional<connect::BaseUrl>& url() const { return url_; }
  /// Why discovery does not work, once it said so.
  const std::optional<Finding>& trouble() const { return trouble_; }

 private:
  std::string instance_;
  std::optional<connect::BaseUrl> url_;
  std::optional<Finding> trouble_;
  std::unique_ptr<transport::Ongoing> browser_;
};

}  // namespace s2::house
