// The servers that the HTTP tester asks (README.md): pairing and sessions in the LAN, the same seen from another
// subnet, in the WAN, and a registry. Says in a line of JSON where they are, and ends when its input does.

#include <connect/registry_records.hpp>
#include <transport/http/hub.hpp>

#include <poll.h>
#include <unistd.h>

#include <iostream>
#include <sstream>

namespace s2::openapi {
namespace {

using namespace connect;

// Each worker of the driver has a CEM and an RM of its own: attempts of one node come one after the other.
constexpr std::uint8_t nodes_of_a_role = 48;
constexpr unsigned records = 250;

// What protects a server against many requests of one address would hide what it makes of them.
ServerOptions open_to_all() {
  ServerOptions options;
  options.offers_polling = true;
  options.strangers.burst = 1'000'000'000;
  options.polling.hold = Duration{200};
  options.polling.memory = Duration{2'000};
  return options;
}

std::vector<NodeDescription> many_nodes() {
  std::vector<NodeDescription> nodes;
  for (std::uint8_t i = 0; i < nodes_of_a_role; ++i) nodes.push_back(tests::node(i, connect::Role::cem));
  for (std::uint8_t i = 0; i < nodes_of_a_role; ++i) {
    nodes.push_back(tests::node(static_cast<std::uint8_t>(nodes_of_a_role + i), connect::Role::rm));
  }
  return nodes;
}

class Endpoint {
 public:
  Endpoint(transport::Loop& loop, Deployment deployment, bool same_subnet)
      : hub_(loop, {.deployment = deployment, .nodes = many_nodes(), .server = open_to_all()}) {
    hub_.same_subnet = same_subnet;
    for (const auto& node : hub_.nodes) hub_.endpoint.set_static(node.id, Secret(transport::hub_code));
  }
  std::string base() const { return hub_.base(); }

 private:
  transport::Hub hub_;
};

class Registry {
 public:
  explicit Registry(transport::Loop& loop) {
    for (unsigned i = 0; i < records; ++i) {
      auto record = tests::record(i, {i % 3 == 0 ? "NL" : "BE", "LU"});
      record.status = i % 5 == 0 ? EndpointStatus::testing : EndpointStatus::public_;
      record.cem = i % 2 == 0;
      record.rm = i % 7 == 0;
      static_cast<void>(registry_.put(std::move(record)));
    }
    std::vector<transport::HttpMount> mounts;
    mounts.push_back(
        {.path = "/s2/",
         .on_request = [this](RequestId id, const Request& request) { http_->answer(id, registry_.answer(request)); },
         .on_gone = nullptr});
    http_ = std::make_shared<transport::HttpService>(std::move(mounts));
    transport::WebsocketService service;
    service.tls = transport::tls_server();
    service.http = http_;
    listening_ = transport::WebsocketServer::listen(
                     loop, "127.0.0.1", 0, [](auto) {}, {}, std::move(service))
                     .value();
  }
  std::string base() const { return transport::base_of(listening_->port()); }

 private:
  RegistryServer registry_;
  std::shared_ptr<transport::HttpService> http_;
  std::unique_ptr<transport::WebsocketServer> listening_;
};

std::string quoted_lines(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) out += c == '\n' ? std::string("\\n") : std::string(1, c);
  return out + '"';
}

void serve() {
  transport::Loop loop;
  const Endpoint lan(loop, Deployment::lan, true);
  const Endpoint outside(loop, Deployment::lan, false);
  const Endpoint wan(loop, Deployment::wan, true);
  const Registry registry(loop);
  std::cout << R"({"lan":")" << lan.base() << R"(","outside":")" << outside.base() << R"(","wan":")" << wan.base()
            << R"(","registry":")" << registry.base() << R"(","code":")" << transport::hub_code << R"(","nodes":)"
            << int{nodes_of_a_role} << R"(,"authority":)" << quoted_lines(transport::papers().authority.certificate)
            << "}" << std::endl;
  pollfd input{.fd = STDIN_FILENO, .events = POLLIN, .revents = 0};
  std::function<void()> look = [&] {
    if (::poll(&input, 1, 0) > 0) return loop.stop();
    loop.after(Duration{50}, look);
  };
  look();
  loop.run();
}

}  // namespace
}  // namespace s2::openapi

int main() {
  s2::openapi::serve();
  return 0;
}
