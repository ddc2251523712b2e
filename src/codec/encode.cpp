// From a message to canonical JSON.

#include "number.hpp"
#include "text.hpp"

#include <model/path.hpp>
#include <s2/base/limits.hpp>
#include <s2/codec.hpp>

#include <charconv>
#include <cmath>

namespace s2 {
namespace {

// Layout of the text: nothing between tokens, or one member a line.
struct Layout {
  bool pretty = false;
};

class Writer {
 public:
  Writer(std::string& out, Profile profile, Layout layout) : out_(out), profile_(profile), layout_(layout) {}

  // Writes a message; false with finding() set when it cannot be written.
  bool message(const MessageType& type, const void* object) {
    if (!type.exists_in(profile_)) {
      return fail("GEN-006", Path{}, std::string(type.name()) + " does not exist in S2 JSON " + version());
    }
    out_ += '{';
    ++depth_;
    name("message_type", true);
    out_ += '"';
    out_ += type.name();
    out_ += '"';
    return members(type.type(), object, Path{}, false);
  }

  Finding finding() && { return std::move(finding_); }

 private:
  bool fail(std::string_view rule, const Path& path, std::string text) {
    finding_ = {std::string(rule), Severity::error, pointer_of(path), "", std::move(text)};
    return false;
  }

  bool object(const Type& type, const void* object, const Path& path) {
    out_ += '{';
    ++depth_;
    return members(type, object, path, true);
  }

  bool members(const Type& type, const void* object, const Path& here, bool first) {
    for (const Field& field : type.fields) {
      const void* value = field.read(object);
      const Path path{&here, field.name};
      const Presence presence = field.presence(profile_);
      if (value == nullptr) {
        if (presence == Presence::required) return fail("GEN-014", path, "needed in S2 JSON " + version());
        continue;
      }
      if (presence == Presence::forbidden) return fail("GEN-014", path, "does not exist in S2 JSON " + version());
      name(field.name, first);
      first = false;
      if (!(field.list ? list(field, value, path) : single(field.type(), value, path))) return false;
    }
    --depth_;
    line_break();
    out_ += '}';
    return true;
  }

  bool list(const Field& field, const void* items, const Path& path) {
    const std::size_t size = field.list->size(items);
    if (size < field.facts.items.min || size > field.facts.items.max) {
      return fail("GEN-011", path, "a list of " + std::to_string(size) + " items is not allowed here");
    }
    out_ += '[';
    ++depth_;
    for (std::size_t i = 0; i < size; ++i) {
      if (i > 0) out_ += ',';
      line_break();
      if (!single(field.type(), field.list->at(items, i), Path{&path, {}, i})) return false;
    }
    --depth_;
    if (size > 0) line_break();
    out_ += ']';
    return true;
  }

  bool single(const Type& type, const void* value, const Path& path) {
    switch (type.shape) {
      case Shape::text:
        return codec::append_quoted(out_, *static_cast<const std::string*>(value)) || no_utf8(path);
      case Shape::id:
        return id(*static_cast<const Id*>(value), path);
      case Shape::number:
        return number(*static_cast<const double*>(value), path);
      case Shape::duration:
        return duration(*static_cast<const Duration*>(value), path);
      case Shape::time:
        return time(*static_cast<const Time*>(value), path);
      case Shape::boolean:
        return out_ += *static_cast<const bool*>(value) ? "true" : "false", true;
      case Shape::enumeration:
        return enumeration(type, *static_cast<const std::uint8_t*>(value), path);
      case Shape::object:
        return object(type, value, path);
    }
    return false;
  }

  bool no_utf8(const Path& path) { return fail("GEN-001", path, "the text is no UTF-8"); }

  bool id(const Id& id, const Path& path) {
    if (!is_legal_id(id.text())) return fail("ID-001", path, id.empty() ? "the id is empty" : "the id is not legal");
    return codec::append_quoted(out_, id.text()) || no_utf8(path);
  }

  bool number(double value, const Path& path) {
    if (!std::isfinite(value)) return fail("NUM-001", path, "JSON has no NaN and no infinity");
    return codec::append_number(out_, value), true;
  }

  bool duration(Duration value, const Path& path) {
    if (value.count() < 0) return fail("NUM-002", path, "a duration is not negative");
    if (value.count() > Limits::duration_ms) return fail("NUM-003", path, "a duration is at most 2^53-1 ms");
    char buffer[24];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value.count()).ptr;
    return out_.append(buffer, end), true;
  }

  bool time(Time value, const Path& path) {
    if (value < first_time || value > last_time) return fail("TIME-001", path, "RFC 3339 has the years 0000 to 9999");
    out_ += '"';
    append_time(out_, value);
    out_ += '"';
    return true;
  }

  bool enumeration(const Type& type, std::uint8_t value, const Path& path) {
    if (value >= type.values.size()) return fail("GEN-010", path, "no value of " + std::string(type.name));
    out_ += '"';
    out_ += type.values[value].name;
    out_ += '"';
    return true;
  }

  void name(std::string_view name, bool first) {
    if (!first) out_ += ',';
    line_break();
    out_ += '"';
    out_ += name;
    out_ += layout_.pretty ? "\": " : "\":";
  }

  void line_break() {
    if (!layout_.pretty) return;
    out_ += '\n';
    out_.append(2 * depth_, ' ');
  }

  std::string version() const { return std::string(version_of(profile_)); }

  std::string& out_;
  Profile profile_;
  Layout layout_;
  std::size_t depth_ = 0;
  Finding finding_;
};

Result<void> write(std::string& out, const Message& message, Profile profile, Layout layout) {
  const std::size_t before = out.size();
  Writer writer(out, profile, layout);
  if (writer.message(message_type_of(kind_of(message)), object_of(message))) return {};
  out.resize(before);
  return Unexpected{std::move(writer).finding()};
}

}  // namespace

Result<void> encode_to(std::string& out, const Message& message, Profile profile) {
  return write(out, message, profile, {});
}

Result<void> encode_pretty_to(std::string& out, const Message& message, Profile profile) {
  return write(out, message, profile, {.pretty = true});
}

Result<std::string> encode(const Message& message, Profile profile) {
  std::string out;
  auto outcome = encode_to(out, message, profile);
  if (!outcome) return Unexpected{std::move(outcome).error()};
  return out;
}

}  // namespace s2
