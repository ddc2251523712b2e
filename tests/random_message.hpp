#pragma once
// Random messages of every type, made by walking the tables.

#include <model/typed_value.hpp>
#include <s2/model/message.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
#include <string>

namespace s2::tests {

/// Makes values that the schema allows. The same seed makes the same messages.
class RandomMessage {
 public:
  /// A maker with a seed.
  explicit RandomMessage(std::uint64_t seed) : random_(seed) {}

  /// A message of this kind that is legal in the profile, with random optional members and list sizes.
  Message make(Kind kind, Profile profile) {
    Message message;
    profile_ = profile;
    fill(message_type_of(kind).type(), message_type_of(kind).emplace(message));
    return message;
  }

 private:
  std::uint64_t below(std::uint64_t end) { return random_() % end; }

  void fill(const Type& type, void* object) {
    for (const Field& field : type.fields) {
      const Presence presence = field.presence(profile_);
      if (presence == Presence::forbidden || (presence == Presence::optional && below(2) == 0)) {
        if (field.clear) field.clear(object);
        continue;
      }
      void* slot = field.write(object);
      if (!field.list) {
        value(field.type(), slot);
        continue;
      }
      const auto least = std::max<std::size_t>(field.facts.items.min, presence == Presence::optional ? 1 : 0);
      const auto size = std::min<std::size_t>(field.facts.items.max, least + below(3));
      field.list->resize(slot, size);
      for (std::size_t i = 0; i < size; ++i) value(field.type(), field.list->slot(slot, i));
    }
  }

  void value(const Type& type, void* slot) {
    type_ = &type;
    visit_value(
        type, slot, [this](auto& value) { set(value); }, [&] { fill(type, slot); });
  }

  void set(std::string& value) { value = text(); }
  void set(Id& value) { value = Id("id-" + std::to_string(random_()) + (below(9) == 0 ? std::string(70, 'x') : "")); }
  void set(double& value) { value = number(); }
  void set(Duration& value) { value = Duration(static_cast<std::int64_t>(random_() >> (11 + below(40)))); }
  void set(Time& value) { value = time(); }
  void set(bool& value) { value = below(2) == 0; }
  void set(std::uint8_t& row) { row = static_cast<std::uint8_t>(below(type_->values.size())); }

  std::string text() {
    constexpr std::string_view pieces[] = {"a", "\"", "\\", "\n", "\x01", "/", "\xC3\xA9", "\xF0\x9F\x98\x80",
                                           " ", "{"};
    std::string out;
    for (auto n = below(12); n > 0; --n) out += pieces[below(std::size(pieces))];
    return out;
  }

  double number() {
    switch (below(4)) {
      case 0:
        return static_cast<double>(static_cast<std::int64_t>(below(20'000)) - 10'000);
      case 1:
        return static_cast<double>(below(1'000'000)) / 1000;
      case 2:
        return -0.0;
      default: {
        std::uniform_real_distribution<double> exponent(-300, 300);
        return std::pow(10.0, exponent(random_)) * (below(2) == 0 ? 1 : -1);
      }
    }
  }

  Time time() {
    const auto span = static_cast<std::uint64_t>(last_time.seconds - first_time.seconds);
    return {first_time.seconds + static_cast<std::int64_t>(below(span)),
            below(2) == 0 ? 0 : static_cast<std::uint32_t>(below(1'000'000'000))};
  }

  std::mt19937_64 random_;
  Profile profile_ = Profile::v1_0_0;
  const Type* type_ = nullptr;  // of the value that is being made
};

}  // namespace s2::tests
