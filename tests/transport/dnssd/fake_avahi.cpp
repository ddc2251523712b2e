#include "fake_avahi.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace s2::transport::dnssd {
namespace {

const std::string avahi = "org.freedesktop.Avahi.";

// The arguments of a message as words; arrays of bytes as text.
void append_words(std::string& words, sd_bus_message* message) {
  char type = 0;
  const char* inside = nullptr;
  while (sd_bus_message_peek_type(message, &type, &inside) > 0) {
    if (type == 's') {
      words += ' ' + *read_text(message, 's');
    } else if (type == 'i') {
      words += ' ' + std::to_string(*read_number(message));
    } else if (type == 'q') {
      words += ' ' + std::to_string(*read_small(message));
    } else if (type == 'a' && std::string(inside) == "y") {
      words += ' ' + std::string(*read_bytes(message));
    } else if (type == 'a') {
      sd_bus_message_enter_container(message, type, inside);
      append_words(words, message);
      sd_bus_message_exit_container(message);
    } else {
      sd_bus_message_skip(message, nullptr);
    }
  }
}

BusMessage signal(sd_bus* bus, const std::string& to, const std::string& path, const std::string& kind,
                  const std::string& member) {
  sd_bus_message* made = nullptr;
  EXPECT_GE(sd_bus_message_new_signal(bus, &made, path.c_str(), (avahi + kind).c_str(), member.c_str()), 0);
  sd_bus_message_set_destination(made, to.c_str());
  return BusMessage(made);
}

}  // namespace

FakeAvahi::FakeAvahi(Loop& loop, const std::string& name) : poll_(loop) {
  sd_bus* opened = nullptr;
  EXPECT_GE(sd_bus_open_system(&opened), 0);
  bus_.reset(opened);
  sd_bus_add_filter(opened, nullptr, &message_came, this);
  EXPECT_GE(sd_bus_request_name(opened, name.c_str(), 0), 0);
  const auto look = [](AvahiWatch*, int, AvahiWatchEvent, void* user) { static_cast<FakeAvahi*>(user)->process(); };
  watch_ = poll_.api()->watch_new(poll_.api(), sd_bus_get_fd(opened), AVAHI_WATCH_IN, look, this);
}

FakeAvahi::~FakeAvahi() { end(); }

void FakeAvahi::end() {
  if (watch_ != nullptr) poll_.api()->watch_free(std::exchange(watch_, nullptr));
}

void FakeAvahi::process() {
  int done = 1;
  while (done > 0) done = sd_bus_process(bus_.get(), nullptr);
  if (done < 0) end();
}

int FakeAvahi::message_came(sd_bus_message* message, void* user, sd_bus_error*) {
  std::uint8_t type = 0;
  sd_bus_message_get_type(message, &type);
  if (type != SD_BUS_MESSAGE_METHOD_CALL) return 0;
  static_cast<FakeAvahi*>(user)->take(message);
  return 1;
}

void FakeAvahi::take(sd_bus_message* message) {
  const std::string member = sd_bus_message_get_member(message);
  client = sd_bus_message_get_sender(message);
  std::string words = member;
  append_words(words, message);
  asked.push_back(words);
  if (answers) answer(message, member);
}

std::string FakeAvahi::make(sd_bus_message* message, const std::string& kind) {
  const std::string path = "/Client0/" + kind + std::to_string(++last_);
  Object& object = objects_[path];
  object.owner = sd_bus_message_get_sender(message);
  if (kind != "RecordBrowser") return path;
  sd_bus_message_rewind(message, 1);
  read_number(message);
  read_number(message);
  object.name = *read_text(message, 's');
  read_small(message);
  object.type = static_cast<RecordType>(*read_small(message));
  return path;
}

void FakeAvahi::answer(sd_bus_message* message, const std::string& member) {
  if (const auto refusal = refuses.find(member); refusal != refuses.end()) {
    const sd_bus_error error{refusal->second.c_str(), "the fake does not want to", 0};
    sd_bus_reply_method_error(message, &error);
    return;
  }
  const std::string path = sd_bus_message_get_path(message);
  if (member == "RecordBrowserNew" || member == "EntryGroupNew") {
    const auto made = make(message, member.substr(0, member.size() - 3));
    sd_bus_reply_method_return(message, "o", made.c_str());
    return;
  }
  if (member == "Free") objects_.erase(path);
  sd_bus_reply_method_return(message, nullptr);
  if (member == "Commit") group_is(path, committed);
}

void FakeAvahi::send_item(const std::string& to, const std::string& path, bool is_there, int interface,
                          const std::string& data) {
  const auto item = signal(bus_.get(), to, path, "RecordBrowser", is_there ? "ItemNew" : "ItemRemove");
  sd_bus_message_append(item.get(), "iisqq", interface, 0, "name", 1, 1);
  sd_bus_message_append_array(item.get(), 'y', data.data(), data.size());
  sd_bus_message_append(item.get(), "u", 0);
  sd_bus_send(bus_.get(), item.get(), nullptr);
}

void FakeAvahi::say(const std::string& name, RecordType type, const std::string& data, bool is_there, int interface) {
  for (const auto& [path, object] : objects_) {
    if (object.name == name && object.type == type) send_item(object.owner, path, is_there, interface, data);
  }
}

void FakeAvahi::say_to(const std::string& to, const std::string& path, const std::string& data) {
  send_item(to, path, true, 1, data);
}

void FakeAvahi::say_nothing(const std::string& to, const std::string& path, const std::string& member) {
  sd_bus_send(bus_.get(), signal(bus_.get(), to, path, "RecordBrowser", member).get(), nullptr);
}

void FakeAvahi::group_is(const std::string& path, int state) {
  const auto it = objects_.find(path);
  if (it == objects_.end()) return;
  const auto changed = signal(bus_.get(), it->second.owner, path, "EntryGroup", "StateChanged");
  sd_bus_message_append(changed.get(), "is", state, "org.freedesktop.Avahi.Failure");
  sd_bus_send(bus_.get(), changed.get(), nullptr);
}

bool FakeAvahi::was_asked(const std::string& words) const {
  return std::find(asked.begin(), asked.end(), words) != asked.end();
}

std::size_t FakeAvahi::count(const std::string& member) const {
  return static_cast<std::size_t>(std::count_if(asked.begin(), asked.end(), [&](const std::string& words) {
    return words == member || words.starts_with(member + ' ');
  }));
}

std::vector<std::string> FakeAvahi::objects(const std::string& kind) const {
  std::vector<std::string> found;
  for (const auto& [path, object] : objects_) {
    if (path.starts_with("/Client0/" + kind)) found.push_back(path);
  }
  return found;
}

}  // namespace s2::transport::dnssd
