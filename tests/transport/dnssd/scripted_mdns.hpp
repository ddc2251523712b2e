#pragma once
// ScriptedMdns: a network in which a test says what is heard.

#include <transport/dnssd/mdns.hpp>

#include <map>
#include <string>
#include <utility>

namespace s2::transport::dnssd {

/// Notes down what is asked, and answers when it is told to.
class ScriptedMdns : public Mdns {
 public:
  std::string backend() const override { return "scripted"; }

  std::unique_ptr<Ongoing> listen(const std::string& name, RecordType type, Listener listener) override {
    struct Asked : Ongoing {
      Asked(ScriptedMdns& its_mdns, std::pair<std::string, RecordType> its_key)
          : mdns(its_mdns), key(std::move(its_key)) {}
      ~Asked() override { mdns.asked.erase(key); }
      ScriptedMdns& mdns;
      std::pair<std::string, RecordType> key;
    };
    asked[{name, type}] = std::move(listener);
    return std::make_unique<Asked>(*this, std::pair(name, type));
  }

  std::unique_ptr<Published> publish(const connect::ServiceRecord&, PublishHandler) override { return nullptr; }

  /// A record is heard, or gone.
  void say(const std::string& name, RecordType type, const std::string& data, bool is_there = true, int interface = 1,
           bool by_ipv6 = false) {
    const auto found = asked.find({name, type});
    if (found == asked.end()) return;
    found->second.on_record({.is_there = is_there, .interface = interface, .by_ipv6 = by_ipv6, .data = data});
  }

  std::map<std::pair<std::string, RecordType>, Listener> asked;
};

/// A name as it is written in a record.
inline std::string written(const Name& name) {
  std::string data;
  for (const std::string& label : name) data += static_cast<char>(label.size()) + label;
  return data + '\0';
}

}  // namespace s2::transport::dnssd
