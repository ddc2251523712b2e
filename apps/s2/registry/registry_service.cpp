#include "registry_service.hpp"

#include <functional>
#include <utility>

namespace s2::app {

Result<std::unique_ptr<RegistryService>> RegistryService::open(transport::Loop& loop, connect::RegistryServer records,
                                                               const house::Address& address,
                                                               const transport::TlsIdentity& identity) {
  auto tls = transport::TlsServer::make(identity);
  if (!tls) return Unexpected{std::move(tls).error()};
  std::unique_ptr<RegistryService> it(new RegistryService(std::move(records)));
  std::vector<transport::HttpMount> mounts;
  mounts.push_back({.path = "/registry/",
                    .on_request =
                        [service = it.get()](connect::RequestId id, const connect::Request& request) {
                          service->http_->answer(id, service->records_.answer(request));
                        },
                    .on_gone = nullptr});
  it->http_ = std::make_shared<transport::HttpService>(std::move(mounts));
  transport::WebsocketService service;
  service.tls = std::move(*tls);
  service.http = it->http_;
  auto server = transport::WebsocketServer::listen(
      loop, address.host, address.port, [](std::unique_ptr<transport::Connection>) {}, {}, std::move(service));
  if (!server) return Unexpected{std::move(server).error()};
  it->server_ = std::move(*server);
  return it;
}

Result<connect::RegistryRecords> search_registry(transport::Loop& loop, connect::BaseUrl base,
                                                 const connect::RegistryQuery& query,
                                                 const transport::HttpClientOptions& options) {
  connect::RegistryClient client(std::move(base));
  transport::HttpClient http(loop, options);
  std::optional<connect::RegistryOutcome> outcome;
  const std::function<void()> go_on = [&] {
    while (auto call = client.next_call()) {
      http.call(*call, [&, id = call->id](Result<transport::Answered, connect::CallError> answered) {
        if (answered)
          client.answered(id, answered->response);
        else
          client.failed(id, answered.error());
        go_on();
      });
    }
    if (auto ended = client.next_outcome()) {
      outcome = std::move(ended);
      loop.stop();
    }
  };
  client.search(query);
  go_on();
  loop.on_interrupt([&] { loop.stop(); });
  loop.run();
  if (!outcome) return Unexpected{connect::finding_of(connect::Problem::cancelled)};
  if (auto* failure = std::get_if<connect::RegistryFailure>(&*outcome)) return Unexpected{std::move(failure->finding)};
  return std::move(std::get<connect::RegistryRecords>(*outcome));
}

}  // namespace s2::app
