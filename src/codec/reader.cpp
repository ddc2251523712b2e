// The schema-directed walk.

#include "reader.hpp"

#include "text.hpp"

#include <algorithm>
#include <cstring>
#include <optional>

namespace s2::codec {
namespace {

namespace ondemand = simdjson::ondemand;

constexpr std::size_t none = static_cast<std::size_t>(-1);
// Position of message_type in the set of members seen; it has no row, and no table is that long.
constexpr std::size_t message_type_bit = 63;

bool is_key(const char* raw, std::string_view name) {
  return std::memcmp(raw, name.data(), name.size()) == 0 && raw[name.size()] == '"';
}

// The row a key names. Writers keep the order of the schema more often than not, so the row after the last one is
// looked at first.
std::size_t row_of(std::span<const Field> rows, std::size_t expected, const char* raw) {
  for (std::size_t i = expected; i < rows.size(); ++i) {
    if (is_key(raw, rows[i].name)) return i;
  }
  for (std::size_t i = 0; i < expected; ++i) {
    if (is_key(raw, rows[i].name)) return i;
  }
  return none;
}

// The inside of a key; simdjson has made sure that it ends.
std::string_view inside_of(const char* raw) {
  const char* end = raw;
  while (*end != '"') end += *end == '\\' ? 2 : 1;
  return {raw, static_cast<std::size_t>(end - raw)};
}

// A token without the white space behind it: the four characters of RFC 8259 and no other control character.
std::string_view trimmed(std::string_view token) {
  const auto end = token.find_last_not_of(" \t\n\r");
  return token.substr(0, end == token.npos ? 0 : end + 1);
}

class Walk {
 public:
  explicit Walk(ReadContext& context) : context_(context) {}

  bool members(ondemand::object json, const Type& type, void* object, const Path& here) {
    std::uint64_t seen = 0;
    std::size_t expected = 0;
    std::vector<std::string> dropped;
    for (auto item : json) {
      ondemand::field field;
      if (std::move(item).get(field)) return false;
      const char* raw = field.key().raw();
      ondemand::value value = field.value();
      std::size_t row = row_of(type.fields, expected, raw);
      if (row == none) row = unusual_key(type, raw, value, here, seen, dropped);
      if (row == none) continue;
      expected = row + 1;
      if (seen & bit(row)) {
        doubled(type.fields[row].name, here);
        continue;
      }
      seen |= bit(row);
      if (!member(type.fields[row], value, object, here, seen, bit(row))) return false;
    }
    absent(type, object, here, seen);
    return true;
  }

 private:
  static constexpr std::uint64_t bit(std::size_t row) { return std::uint64_t{1} << row; }

  bool member(const Field& field, ondemand::value value, void* object, const Path& here, std::uint64_t& seen,
              std::uint64_t own_bit) {
    const Path path{&here, field.name};
    if (field.presence(context_.profile) == Presence::forbidden) {
      context_.report.error("GEN-014", path, rest(value_start(value)),
                            "the member does not exist in S2 JSON " + version());
      return true;
    }
    if (context_.strictness == Strictness::lenient && field.may_be_absent && token(value) == "null") {
      context_.report.warning("GEN-017", path, "null", "null was read as absent");
      context_.report.pruned = true;
      seen &= ~own_bit;
      field.clear(object);
      return true;
    }
    void* slot = field.write(object);
    return field.list ? list(field, value, slot, path) : single(field.type(), value, slot, path);
  }

  bool single(const Type& type, ondemand::value value, void* slot, const Path& path) {
    if (type.shape != Shape::object) {
      const char first = *value_start(value);
      if (first == '{' || first == '[') {
        report_wrong_kind(wanted(type.shape), rest(value_start(value)), path, context_);
      } else {
        read_scalar(type, token(value), slot, path, context_);
      }
      return true;
    }
    ondemand::object inner;
    if (*value_start(value) != '{') {
      report_wrong_kind("an object", rest(value_start(value)), path, context_);
      return true;
    }
    return !value.get_object().get(inner) && members(inner, type, slot, path);
  }

  bool list(const Field& field, ondemand::value value, void* items, const Path& path) {
    if (*value_start(value) != '[') {
      report_wrong_kind("an array", rest(value_start(value)), path, context_);
      return true;
    }
    const char* start = value_start(value);
    ondemand::array array;
    if (value.get_array().get(array)) return false;
    std::size_t count = 0;
    for (auto item : array) {
      ondemand::value one;
      if (std::move(item).get(one)) return false;
      if (count < field.facts.items.max) {
        const Path place{&path, {}, count};
        if (!single(field.type(), one, field.list->slot(items, count), place)) return false;
      }
      ++count;
    }
    field.list->resize(items, std::min(count, field.facts.items.max));
    if (count < field.facts.items.min || count > field.facts.items.max) wrong_size(field, count, start, path);
    return true;
  }

  // A key that is no row as it stands: message_type, a row spelled with escapes, or a member nobody knows. Returns the
  // row, or none when the member is dealt with.
  std::size_t unusual_key(const Type& type, const char* raw, ondemand::value& value, const Path& here,
                          std::uint64_t& seen, std::vector<std::string>& dropped) {
    const std::string_view inside = inside_of(raw);
    const bool escaped = inside.find('\\') != inside.npos;
    const auto name = escaped ? unescaped(inside) : std::string(inside);
    if (!name) return context_.report.error("GEN-001", here, inside, "a member name with a wrong escape"), none;
    if (here.up == nullptr && *name == "message_type") {
      if (seen & bit(message_type_bit)) doubled("message_type", here);
      seen |= bit(message_type_bit);
      return none;
    }
    for (std::size_t i = 0; escaped && i < type.fields.size(); ++i) {
      if (type.fields[i].name == *name) return i;
    }
    unknown(*name, type, value, here, dropped);
    return none;
  }

  void unknown(const std::string& name, const Type& type, ondemand::value& value, const Path& here,
               std::vector<std::string>& dropped) {
    const Path path{&here, name};
    context_.report.pruned = true;
    if (context_.strictness != Strictness::lenient) {
      return context_.report.error("GEN-009", path, rest(value_start(value)),
                                   std::string(type.name) + " has no such member");
    }
    if (std::find(dropped.begin(), dropped.end(), name) != dropped.end()) return doubled(name, here);
    dropped.push_back(name);
    context_.report.warning("GEN-018", path, rest(value_start(value)),
                            std::string(type.name) + " has no such member; dropped");
  }

  void doubled(std::string_view name, const Path& here) {
    context_.report.error("GEN-012", Path{&here, name}, "", "the member occurs twice in one object");
  }

  void absent(const Type& type, void* object, const Path& here, std::uint64_t seen) {
    for (std::size_t i = 0; i < type.fields.size(); ++i) {
      if (seen & bit(i)) continue;
      const Field& field = type.fields[i];
      if (field.clear) field.clear(object);
      if (field.presence(context_.profile) != Presence::required) continue;
      context_.report.error(field.facts.only ? "GEN-014" : "GEN-007", Path{&here, field.name}, "",
                            std::string(type.name) + " needs this member" +
                                (field.facts.only ? " in S2 JSON " + version() : std::string()));
    }
  }

  void wrong_size(const Field& field, std::size_t count, const char* start, const Path& path) {
    const Items& items = field.facts.items;
    const std::string wanted =
        count < items.min ? "at least " + std::to_string(items.min) : "at most " + std::to_string(items.max);
    context_.report.error("GEN-011", path, rest(start),
                          "the list has " + std::to_string(count) + " items; " + wanted + " are allowed");
  }

  // From the first byte of a value to the next structural character.
  static std::string_view token(ondemand::value& value) { return trimmed(value.raw_json_token()); }
  // The text from a value on, of which a finding shows the value.
  std::string_view rest(const char* start) const { return {start, static_cast<std::size_t>(context_.end - start)}; }
  static const char* value_start(ondemand::value& value) { return value.raw_json_token().data(); }
  std::string version() const { return std::string(version_of(context_.profile)); }

  ReadContext& context_;
};

}  // namespace

bool read_message(ondemand::object json, const Type& type, void* object, ReadContext& context) {
  return Walk(context).members(json, type, object, Path{});
}

}  // namespace s2::codec
