#pragma once
// FakeAvahi: a daemon on the bus that does what a test says.

#include <transport/dnssd/bus_call.hpp>
#include <transport/dnssd/poll.hpp>
#include <transport/dnssd/record.hpp>

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace s2::transport::dnssd {

/// Owns Avahi's name on the system bus until it is destroyed, notes down what it is asked, and says what it is told to
/// say. Groups that are committed are established, unless the test says otherwise.
class FakeAvahi {
 public:
  explicit FakeAvahi(Loop& loop, const std::string& name = "org.freedesktop.Avahi");
  FakeAvahi(const FakeAvahi&) = delete;
  FakeAvahi& operator=(const FakeAvahi&) = delete;
  ~FakeAvahi();

  /// Says to everybody who asks for it that there is a record, or is no more.
  void say(const std::string& name, RecordType type, const std::string& data, bool is_there = true, int interface = 1);
  /// The same to whoever has this object, in place of an honest daemon when this is another one.
  void say_to(const std::string& client, const std::string& path, const std::string& data);
  /// A signal that has no arguments at all.
  void say_nothing(const std::string& client, const std::string& path, const std::string& member);
  /// Says how a group fares (as AvahiEntryGroupState counts).
  void group_is(const std::string& path, int state);
  /// Whether it was asked so, e.g. "AddSubtype charger _rm".
  bool was_asked(const std::string& words) const;
  /// How often a method was called.
  std::size_t count(const std::string& member) const;
  /// The objects of a kind that are there, e.g. "/Client0/RecordBrowser1".
  std::vector<std::string> objects(const std::string& kind) const;

  std::vector<std::string> asked;              ///< member and what it says, in order
  std::map<std::string, std::string> refuses;  ///< members that are answered with an error of this name
  int committed = 2;                           ///< how a group fares that is committed
  bool answers = true;                         ///< whether anything is answered at all
  std::string client;                          ///< who asked last

 private:
  struct Object {
    std::string owner;
    std::string name;  // of a record browser
    RecordType type{};
  };

  void process();
  void end();
  void take(sd_bus_message* message);
  std::string words_of(sd_bus_message* message);
  void answer(sd_bus_message* message, const std::string& member);
  std::string make(sd_bus_message* message, const std::string& kind);
  void send_item(const std::string& to, const std::string& path, bool is_there, int interface, const std::string& data);
  static int message_came(sd_bus_message* message, void* user, sd_bus_error* error);

  Poll poll_;
  std::unique_ptr<sd_bus, Freed<&sd_bus_close_unref>> bus_;
  AvahiWatch* watch_ = nullptr;
  std::map<std::string, Object> objects_;
  int last_ = 0;
};

}  // namespace s2::transport::dnssd
