// PTR records name instances; SRV, TXT and addresses say what they are.

#include "browser.hpp"

#include "heard_addresses.hpp"

#include <s2/transport/interfaces.hpp>

#include <codec/utf8.hpp>

#include <algorithm>
#include <utility>

namespace s2::transport::dnssd {
namespace {

const Name service_name = {"_s2connect", "_tcp", "local"};

std::string lower(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return text;
}

void add_once(std::vector<std::string>& list, std::string text) {
  if (std::find(list.begin(), list.end(), text) == list.end()) list.push_back(std::move(text));
}

// The instance that a PTR record names; empty when it is of something else.
std::optional<std::string> instance_of(const std::string& data) {
  auto name = read_name(data);
  if (!name || name->size() != service_name.size() + 1) return std::nullopt;
  if (lower(escaped({name->begin() + 1, name->end()})) != escaped(service_name)) return std::nullopt;
  return std::move(name->front());
}

}  // namespace

struct Browser::Instance {
  std::string label;  // its name as it stands in the records
  HeardSet roles[3];  // PTR records, by Role
  HeardSet services;
  HeardSet texts;
  HeardSet v4;
  HeardSet v6;
  std::unique_ptr<Ongoing> asks_service;
  std::unique_ptr<Ongoing> asks_text;
  Name host;  // whose addresses are asked for
  std::unique_ptr<Ongoing> asks_v4;
  std::unique_ptr<Ongoing> asks_v6;
  std::optional<ServiceFound> told;
  std::optional<std::string> unusable;  // the TXT record that was told to be so

  std::string name() const { return codec::mended_utf8(label); }
  bool is_gone() const { return roles[any].empty() && roles[cem].empty() && roles[rm].empty(); }
};

Browser::Browser(Loop& loop, Mdns& mdns, BrowseHandler handler)
    : loop_(loop), mdns_(mdns), handler_(std::move(handler)) {
  const std::pair<Role, Name> asked[] = {{any, {}}, {cem, {"_cem", "_sub"}}, {rm, {"_rm", "_sub"}}};
  for (auto [role, name] : asked) {
    name.insert(name.end(), service_name.begin(), service_name.end());
    Listener listener;
    listener.on_record = [this, role = role](const Heard& heard) { heard_of(role, heard); };
    if (role == any) listener.on_trouble = handler_.on_trouble;
    questions_.push_back(mdns_.listen(escaped(name), RecordType::ptr, std::move(listener)));
  }
}

Browser::~Browser() { loop_.cancel(timer_); }

void Browser::heard_of(Role role, const Heard& heard) {
  const auto label = instance_of(heard.data);
  if (!label) return;
  const std::string key = lower(*label);
  auto found = instances_.find(key);
  if (found == instances_.end()) {
    if (!heard.is_there) return;
    if (instances_.size() >= instances_max) {
      if (!std::exchange(are_too_many_, true)) change();
      return;
    }
    found = instances_.emplace(key, std::make_unique<Instance>()).first;
    found->second->label = *label;
    ask_about(*found->second);
  }
  note(found->second->roles[role], heard);
}

void Browser::ask_about(Instance& instance) {
  Name name = {instance.label};
  name.insert(name.end(), service_name.begin(), service_name.end());
  instance.asks_service = mdns_.listen(
      escaped(name), RecordType::srv,
      {.on_record = [this, &instance](const Heard& heard) { note(instance.services, heard); }, .on_trouble = {}});
  instance.asks_text = mdns_.listen(
      escaped(name), RecordType::txt,
      {.on_record = [this, &instance](const Heard& heard) { note(instance.texts, heard); }, .on_trouble = {}});
}

// Of the host that its SRV record names now.
void Browser::ask_for_addresses(Instance& instance) {
  const auto service = instance.services.empty() ? std::nullopt : read_service(instance.services.latest().data);
  if (!service || service->host == instance.host) return;
  instance.host = service->host;
  instance.v4 = instance.v6 = {};
  instance.asks_v4 = mdns_.listen(
      escaped(instance.host), RecordType::a,
      {.on_record = [this, &instance](const Heard& heard) { note(instance.v4, heard); }, .on_trouble = {}});
  instance.asks_v6 = mdns_.listen(
      escaped(instance.host), RecordType::aaaa,
      {.on_record = [this, &instance](const Heard& heard) { note(instance.v6, heard); }, .on_trouble = {}});
}

void Browser::note(HeardSet& set, const Heard& heard) {
  if (set.take(heard)) change();
}

// What is told is told from the loop: whoever is called may end everything.
void Browser::change() {
  if (timer_ != 0) return;
  timer_ = loop_.after(settling, [this] {
    timer_ = 0;
    settle();
  });
}

void Browser::settle() {
  const std::weak_ptr<int> alive = alive_;
  if (are_too_many_ && !std::exchange(told_of_too_many_, true) && handler_.on_trouble) {
    handler_.on_trouble(trouble("there are more than " + std::to_string(instances_max) +
                                " endpoints in this network; the others are not listed. Pair with them by their URL"));
    if (alive.expired()) return;
  }
  std::vector<std::string> names;
  for (const auto& [name, instance] : instances_) names.push_back(name);
  for (const std::string& name : names) {
    Instance& instance = *instances_.at(name);
    if (!instance.is_gone()) {
      if (!look_at(instance)) return;
      continue;
    }
    const auto gone = std::move(instances_.extract(name).mapped());
    if (gone->told && handler_.on_gone) handler_.on_gone(gone->told->instance);
    if (alive.expired()) return;
  }
}

// Tells what is new of an instance; false when that was the end of this browser.
bool Browser::look_at(Instance& instance) {
  const std::weak_ptr<int> alive = alive_;
  ask_for_addresses(instance);
  if (instance.texts.empty()) return true;  // not yet, or it is about to go
  const std::string& text = instance.texts.latest().data;
  const auto says = connect::read_txt(read_strings(text));
  if (!says) {
    const auto was_told = std::exchange(instance.told, std::nullopt);
    if (instance.unusable == text) return true;
    instance.unusable = text;
    const std::string name = instance.name();
    if (was_told && handler_.on_gone) handler_.on_gone(name);
    if (!alive.expired() && handler_.on_unusable) handler_.on_unusable(name, says.error());
    return !alive.expired();
  }
  instance.unusable.reset();
  ServiceFound found = found_of(instance);
  found.says = *says;
  found.says.has_cem = !instance.roles[cem].empty();
  found.says.has_rm = !instance.roles[rm].empty();
  if (instance.told == found) return true;
  instance.told = found;
  if (handler_.on_found) handler_.on_found(found);
  return !alive.expired();
}

ServiceFound Browser::found_of(const Instance& instance) const {
  ServiceFound found;
  found.instance = instance.name();
  const auto service = instance.services.empty() ? std::nullopt : read_service(instance.services.latest().data);
  if (service) {
    found.host = escaped(service->host);
    found.port = service->port;
  }
  found.addresses = addresses_in(instance.v4, instance.v6);
  for (const HeardSet& role : instance.roles) {
    for (const Heard& heard : role.all()) add_once(found.interfaces, interface_name(heard.interface));
  }
  return found;
}

}  // namespace s2::transport::dnssd
