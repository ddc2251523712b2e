#include "variants.hpp"

#include <model/typed_value.hpp>

#include <array>
#include <cmath>
#include <cstdio>
#include <functional>
#include <iterator>
#include <random>
#include <string_view>

namespace s2::interop {
namespace {

/// Called for every field of every object of a message, the outer ones first. `slot` is the object that holds it.
using FieldVisitor = std::function<void(const Type&, const Field&, void* object)>;

/// Visits an object and everything in it.
void visit_fields(const Type& type, void* object, const FieldVisitor& visit) {
  for (const Field& field : type.fields) {
    visit(type, field, object);
    if (field.read(object) == nullptr || field.type().shape != Shape::object) continue;
    void* slot = field.write(object);
    if (!field.list) {
      visit_fields(field.type(), slot, visit);
      continue;
    }
    for (std::size_t i = 0; i < field.list->size(slot); ++i)
      visit_fields(field.type(), field.list->slot(slot, i), visit);
  }
}

void visit_fields(Message& message, const FieldVisitor& visit) {
  visit_fields(message_type_of(kind_of(message)).type(), object_of(message), visit);
}

/// Called for every value that is no object.
using ValueVisitor = std::function<void(const Type&, void* value)>;

void visit_values(Message& message, const ValueVisitor& visit) {
  visit_fields(message, [&](const Type&, const Field& field, void* object) {
    if (field.read(object) == nullptr || field.type().shape == Shape::object) return;
    void* slot = field.write(object);
    if (!field.list) return visit(field.type(), slot);
    for (std::size_t i = 0; i < field.list->size(slot); ++i) visit(field.type(), field.list->slot(slot, i));
  });
}

/// A UUID of version 4 from a number.
std::string uuid_text(std::uint64_t number) {
  std::array<char, 37> text{};
  std::snprintf(text.data(), text.size(), "%08x-0000-4000-8000-%012llx", static_cast<unsigned>(number >> 48U),
                static_cast<unsigned long long>(number & 0xffff'ffff'ffffU));
  return text.data();
}

std::string random_text(std::mt19937_64& random) {
  constexpr std::string_view pieces[] = {"a",   "Z9",          " ",    "\"",       "\\",           "/",
                                         "\n",  "\t",          "\x01", "\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x98\x80",
                                         "<&>", "\xE2\x80\xA8"};
  std::string text;
  for (auto n = random() % 12; n > 0; --n) text += pieces[random() % std::size(pieces)];
  return text;
}

/// Gives every value of a message another one, with the relations among them kept.
struct Scrambler {
  std::mt19937_64& random;
  std::uint64_t seed;
  double factor;
  std::int64_t shift;  // s
  std::uint32_t microseconds;

  void change(std::string& value) { value = random_text(random); }
  void change(Id& value) { value.assign(uuid_text(std::hash<Id>()(value) ^ seed)); }
  void change(double& value) const { value *= factor; }
  void change(Duration& value) { value = Duration(static_cast<std::int64_t>(random() >> (11 + random() % 50))); }
  void change(Time& value) const { value = {value.seconds + shift, microseconds * 1000}; }
  void change(bool& value) { value = random() % 2 == 0; }
  void change(std::uint8_t&) const {}
};

}  // namespace

std::vector<std::string> missing_members(const Message& message, Profile profile) {
  Message copy = message;
  std::vector<std::string> missing;
  visit_fields(copy, [&](const Type& type, const Field& field, void* object) {
    if (field.presence(profile) != Presence::forbidden && field.read(object) == nullptr) {
      missing.push_back(std::string(type.name) + '/' + std::string(field.name));
    }
  });
  return missing;
}

void make_bare(Message& message, Profile profile) {
  visit_fields(message, [&](const Type&, const Field& field, void* object) {
    if (field.presence(profile) == Presence::optional) field.clear(object);
  });
}

std::vector<std::pair<std::string, Message>> each_value(const Message& message) {
  std::vector<std::pair<std::string, Message>> copies;
  for (const Field& field : message_type_of(kind_of(message)).type().fields) {
    if (field.list || field.type().shape != Shape::enumeration) continue;
    for (std::size_t i = 0; i < field.type().values.size(); ++i) {
      Message copy = message;
      *static_cast<std::uint8_t*>(field.write(object_of(copy))) = static_cast<std::uint8_t>(i);
      copies.emplace_back(std::string(field.name) + '=' + std::string(field.type().values[i].name), std::move(copy));
    }
  }
  return copies;
}

void scramble(Message& message, Profile profile, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  visit_fields(message, [&](const Type&, const Field& field, void* object) {
    if (field.presence(profile) == Presence::optional && random() % 3 == 0) field.clear(object);
  });
  // One factor and one shift for the whole message keep what is equal equal and what is ordered ordered. Numbers only
  // shrink, so that a factor between 0 and 1 stays one; times stay whole microseconds, which is all that s2-python has.
  const double factor = std::uniform_real_distribution<>(0.01, 1.0)(random);
  const auto shift = static_cast<std::int64_t>(random() % 300'000'000);
  const auto microseconds = static_cast<std::uint32_t>(random() % 800'000);
  Scrambler scrambler{random, seed, factor, shift, microseconds};
  visit_values(message, [&](const Type& type, void* place) {
    visit_value(
        type, place, [&](auto& value) { scrambler.change(value); }, [] {});
  });
}

void use_uuids(Message& message) {
  visit_values(message, [](const Type& type, void* value) {
    if (type.shape != Shape::id) return;
    auto& id = *static_cast<Id*>(value);
    id.assign(uuid_text(std::hash<std::string_view>()(id.text())));
  });
}

void forgive_rounding(Message& message, Message original) {
  std::vector<double> numbers;
  visit_values(original, [&](const Type& type, void* value) {
    if (type.shape == Shape::number) numbers.push_back(*static_cast<double*>(value));
  });
  auto next = numbers.begin();
  visit_values(message, [&](const Type& type, void* value) {
    if (type.shape != Shape::number || next == numbers.end()) return;
    auto& number = *static_cast<double*>(value);
    if (std::abs(number - *next) <= std::abs(*next) * 1e-15) number = *next;
    ++next;
  });
}

}  // namespace s2::interop
