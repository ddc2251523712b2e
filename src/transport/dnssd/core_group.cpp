#include "core_group.hpp"

#include "avahi.hpp"

#include <avahi-common/address.h>
#include <avahi-common/error.h>

#include <utility>

namespace s2::transport::dnssd {

CoreGroup::CoreGroup(AvahiServer* server, const Entries& entries, GroupTold told)
    : server_(server), told_(std::move(told)), instance_(entries.record.instance) {
  group_ = avahi_s_entry_group_new(server_, &group_is, this);
  int error = group_ == nullptr ? avahi_server_errno(server_) : add_host(entries);
  if (error == 0) error = add_service(entries);
  if (error == 0) error = avahi_s_entry_group_commit(group_);
  if (error != 0) {
    told_(GroupState::refused, std::string("the endpoint's records were not taken: ") + avahi_strerror(error));
  }
}

// Says goodbye.
CoreGroup::~CoreGroup() {
  if (auto* group = std::exchange(group_, nullptr)) avahi_s_entry_group_free(group);
}

int CoreGroup::add_host(const Entries& entries) {
  for (const auto& [interface, text] : entries.places) {
    AvahiAddress address;
    if (avahi_address_parse(text.c_str(), AVAHI_PROTO_UNSPEC, &address) == nullptr) continue;
    // Without the way back from address to name: that has room for one name.
    const int error = avahi_server_add_address(server_, group_, interface, AVAHI_PROTO_UNSPEC, AVAHI_PUBLISH_NO_REVERSE,
                                               entries.record.host.c_str(), &address);
    if (error != 0) return error;
  }
  return 0;
}

int CoreGroup::add_service(const Entries& entries) {
  const connect::ServiceRecord& record = entries.record;
  const std::string type(connect::service_type);
  const Strings text = strings_of(record.txt);
  int error =
      avahi_server_add_service_strlst(server_, group_, AVAHI_IF_UNSPEC, AVAHI_PROTO_UNSPEC, {}, record.instance.c_str(),
                                      type.c_str(), nullptr, record.host.c_str(), record.port, text.get());
  for (const std::string& subtype : record.subtypes) {
    if (error != 0) break;
    error = avahi_server_add_service_subtype(server_, group_, AVAHI_IF_UNSPEC, AVAHI_PROTO_UNSPEC, {},
                                             record.instance.c_str(), type.c_str(), nullptr, subtype.c_str());
  }
  return error;
}

bool CoreGroup::change_text(const std::vector<std::string>& txt) {
  const std::string type(connect::service_type);
  return group_ != nullptr &&
         avahi_server_update_service_txt_strlst(server_, group_, AVAHI_IF_UNSPEC, AVAHI_PROTO_UNSPEC, {},
                                                instance_.c_str(), type.c_str(), nullptr, strings_of(txt).get()) == 0;
}

void CoreGroup::group_is(AvahiServer*, AvahiSEntryGroup* group, AvahiEntryGroupState state, void* user) {
  auto& self = *static_cast<CoreGroup*>(user);
  if (group != self.group_) return;  // one that goes
  if (state == AVAHI_ENTRY_GROUP_ESTABLISHED) self.told_(GroupState::established, "");
  if (state == AVAHI_ENTRY_GROUP_COLLISION) self.told_(GroupState::taken, "");
  if (state == AVAHI_ENTRY_GROUP_FAILURE) self.told_(GroupState::refused, "the endpoint's records were not taken");
}

}  // namespace s2::transport::dnssd
