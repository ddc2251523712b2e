#include "model/example_message.hpp"

#include <model/typed_value.hpp>

#include <string>

namespace s2::app {
namespace {

class Example {
 public:
  explicit Example(Profile profile) : profile_(profile) {}

  void fill(const Type& type, void* object) {
    for (const Field& field : type.fields) {
      if (field.presence(profile_) != Presence::required) continue;
      void* slot = field.write(object);
      if (field.list == nullptr) {
        value(field, slot);
        continue;
      }
      for (std::size_t i = 0; i < field.facts.items.min; ++i) {
        item_ = i;
        value(field, field.list->slot(slot, i));
      }
    }
  }

 private:
  void value(const Field& field, void* slot) {
    visit_value(
        field.type(), slot, [&](auto& value) { set(field, value); }, [&] { fill(field.type(), slot); });
  }

  void set(const Field& field, std::string& value) {
    const bool is_version = field.name.find("version") != std::string::npos;
    value = is_version ? std::string(version_of(profile_)) : "text";
  }
  void set(const Field&, Id& value) { value = next_id(); }
  void set(const Field& field, double& value) { value = number(field); }
  void set(const Field&, Duration& value) { value = std::chrono::minutes(15); }
  // 2024-08-24T14:15:22Z, the date of the schemas' examples.
  void set(const Field&, Time& value) { value = Time{1724508922, 0}; }
  void set(const Field&, bool& value) { value = false; }
  // Constraints need a range for each of the two limits (PEBC-001).
  void set(const Field& field, std::uint8_t& row) {
    row = static_cast<std::uint8_t>(field.name == "limit_type" ? item_ : 0);
  }

  // Numbers rise in the order of the table, so that the start of a range lies below its end. Upper limits come before
  // lower ones, which are therefore negative.
  double number(const Field& field) {
    if (field.facts.bounds) return (field.facts.bounds->min + field.facts.bounds->max) / 2;
    const double next = 100.0 * ++numbers_;
    return field.name.starts_with("lower_") ? -next : next;
  }

  Id next_id() {
    std::string digits = std::to_string(++ids_);
    return Id("11111111-2222-4333-8444-" + std::string(12 - digits.size(), '0') + digits);
  }

  Profile profile_;
  std::size_t item_ = 0;  // which item of the list that was begun last is being made
  int numbers_ = 0;
  int ids_ = 0;
};

}  // namespace

Message example_message(Kind kind, Profile profile) {
  Message message;
  const MessageType& type = message_type_of(kind);
  Example(profile).fill(type.type(), type.emplace(message));
  return message;
}

}  // namespace s2::app
