// A LAN of the tests.

#include "lan.hpp"

#include <algorithm>
#include <utility>

namespace s2::host {
namespace {

class Publication final : public transport::Published {
 public:
  Publication(Lan& lan, const connect::ServiceRecord& record) : lan_(lan) { update(record); }
  ~Publication() override { lan_.withdraw(instance_); }
  Publication(const Publication&) = delete;
  Publication& operator=(const Publication&) = delete;

  void update(const connect::ServiceRecord& record) override {
    instance_ = record.instance;
    lan_.records[instance_] = record;
    transport::ServiceFound says;
    says.instance = instance_;
    says.host = record.host;
    says.port = record.port;
    says.says = connect::read_txt(record.txt).value();
    const auto has = [&](std::string_view subtype) {
      return std::find(record.subtypes.begin(), record.subtypes.end(), subtype) != record.subtypes.end();
    };
    says.says.has_cem = has(connect::cem_subtype);
    says.says.has_rm = has(connect::rm_subtype);
    lan_.publish(instance_, says);
  }

 private:
  Lan& lan_;
  std::string instance_;
};

class Browser final : public transport::Ongoing {
 public:
  Browser(Lan& lan, transport::BrowseHandler handler) : lan_(lan), handler_(std::move(handler)) {
    lan_.browsers.insert(&handler_);
    lan_.loop.post([this, alive = std::weak_ptr(alive_)] {
      if (alive.expired()) return;
      for (const auto& [instance, says] : lan_.services) handler_.on_found(says);
    });
  }
  ~Browser() override { lan_.browsers.erase(&handler_); }
  Browser(const Browser&) = delete;
  Browser& operator=(const Browser&) = delete;

 private:
  Lan& lan_;
  transport::BrowseHandler handler_;
  std::shared_ptr<int> alive_ = std::make_shared<int>();
};

class Access final : public transport::Dnssd {
 public:
  explicit Access(Lan& lan) : lan_(lan) {}
  std::string backend() const override { return "test"; }
  std::unique_ptr<transport::Published> publish(const connect::ServiceRecord& record,
                                                transport::PublishHandler) override {
    return std::make_unique<Publication>(lan_, record);
  }
  std::unique_ptr<transport::Ongoing> browse(transport::BrowseHandler handler) override {
    return std::make_unique<Browser>(lan_, std::move(handler));
  }
  std::shared_ptr<transport::Resolver> resolver() override { return lan_.resolver; }

 private:
  Lan& lan_;
};

}  // namespace

void HereResolver::look_up(const std::string& host, Done done) {
  asked.push_back(host);
  loop_.post([done = std::move(done)] { done(std::vector<std::string>{"127.0.0.1"}); });
}

std::unique_ptr<transport::Dnssd> Lan::access() { return std::make_unique<Access>(*this); }

void Lan::publish(const std::string& instance, const transport::ServiceFound& says) {
  services[instance] = says;
  for (const auto* browser : browsers) browser->on_found(says);
}

void Lan::withdraw(const std::string& instance) {
  services.erase(instance);
  records.erase(instance);
  for (const auto* browser : browsers) browser->on_gone(instance);
}

}  // namespace s2::host
