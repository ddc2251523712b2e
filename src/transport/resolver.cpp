// The system's resolver: getaddrinfo on a thread of Asio's.

#include <s2/transport/resolver.hpp>

#include "loop.hpp"

#include <boost/asio/ip/tcp.hpp>

#include <utility>

namespace s2::transport {
namespace {

using boost::asio::ip::tcp;
using Found = Result<std::vector<std::string>>;

Found not_found(const std::string& host, const std::string& why) {
  return Unexpected{Finding{.rule = "S2CPP-RESOLVE",
                            .severity = Severity::error,
                            .pointer = "",
                            .value = host,
                            .text = "no host named '" + host + "' is known (" + why + ")"}};
}

// The system names a host once per kind of socket; TCP alone is asked for.
Found addresses_of(const std::string& host, const tcp::resolver::results_type& results) {
  std::vector<std::string> addresses;
  for (const auto& one : results) addresses.push_back(one.endpoint().address().to_string());
  if (addresses.empty()) return not_found(host, "it has no address");
  return addresses;
}

class SystemResolver : public Resolver {
 public:
  explicit SystemResolver(Loop& loop) : resolver_(loop.parts().context) {}

  void look_up(const std::string& host, Done done) override {
    resolver_.async_resolve(host, "",
                            [alive = std::weak_ptr(alive_), host, done = std::move(done)](
                                const auto& error, const tcp::resolver::results_type& results) {
                              if (alive.expired()) return;
                              done(error ? not_found(host, error.message()) : addresses_of(host, results));
                            });
  }

 private:
  tcp::resolver resolver_;
  std::shared_ptr<int> alive_ = std::make_shared<int>();
};

}  // namespace

std::shared_ptr<Resolver> system_resolver(Loop& loop) { return std::make_shared<SystemResolver>(loop); }

}  // namespace s2::transport
