// From a message to canonical JSON.

#include "number.hpp"
#include "out_buffer.hpp"
#include "plan.hpp"
#include "string_scan.hpp"
#include "text.hpp"

#include <model/path.hpp>
#include <s2/base/limits.hpp>
#include <s2/codec.hpp>

#include <charconv>
#include <cmath>

namespace s2 {
namespace {

using codec::OutBuffer;
using codec::Plan;
using codec::PlanRow;

// Layout of the text: nothing between tokens, or one member a line.
enum class Layout { compact, pretty };

template <Layout layout>
class Writer {
 public:
  Writer(std::string& out, Profile profile) : out_(out), profile_(profile), profile_bit_(codec::bit_of(profile)) {}

  // Writes a message; what is wrong with it when it cannot be written, and then nothing was.
  Result<void> message(const MessageType& type, const void* object) {
    const bool fine =
        type.exists_in(profile_)
            ? message(codec::plan_of(type.kind), object)
            : fail("GEN-006", Path{}, std::string(type.name()) + " does not exist in S2 JSON " + version());
    if (!fine) {
      out_.undo();
      return Unexpected{*std::move(finding_)};
    }
    out_.finish();
    return {};
  }

 private:
  static constexpr bool pretty = layout == Layout::pretty;
  static constexpr std::size_t longest_plain = OutBuffer::most_room - 2;

  bool fail(std::string_view rule, const Path& path, std::string text) {
    finding_.emplace(Finding{std::string(rule), Severity::error, pointer_of(path), "", std::move(text)});
    return false;
  }

  bool message(const Plan& plan, const void* object) {
    if constexpr (pretty) {
      out_.put('{');
      ++depth_;
      line_break();
      out_.put("\"message_type\": \"");
      out_.put(plan.type->name);
      out_.put('"');
    } else {
      out_.put_padded(plan.opening);
    }
    return members(plan, object, Path{}, false);
  }

  bool object(const Plan& plan, const void* object, const Path& path) {
    out_.put('{');
    ++depth_;
    return members(plan, object, path, true);
  }

  bool members(const Plan& plan, const void* object, const Path& here, bool first) {
    for (const PlanRow& row : plan.rows) {
      const void* value = row.read(object);
      if (value == nullptr) {
        if (row.required_in & profile_bit_) {
          return fail("GEN-014", Path{&here, row.field->name}, "needed in S2 JSON " + version());
        }
        continue;
      }
      const Path path{&here, row.field->name};
      if (row.absent_in & profile_bit_) return fail("GEN-014", path, "does not exist in S2 JSON " + version());
      name(row, first);
      first = false;
      if (!(row.is_list ? list(row, value, path) : single(row, value, path))) return false;
    }
    --depth_;
    line_break();
    out_.put('}');
    return true;
  }

  bool list(const PlanRow& row, const void* items, const Path& path) {
    const ListAccess& access = *row.field->list;
    const Items& allowed = row.field->facts.items;
    const std::size_t size = access.size(items);
    if (size < allowed.min || size > allowed.max) {
      return fail("GEN-011", path, "a list of " + std::to_string(size) + " items is not allowed here");
    }
    out_.put('[');
    ++depth_;
    for (std::size_t i = 0; i < size; ++i) {
      if (i > 0) out_.put(',');
      line_break();
      if (!single(row, access.at(items, i), Path{&path, {}, i})) return false;
    }
    --depth_;
    if (size > 0) line_break();
    out_.put(']');
    return true;
  }

  [[gnu::always_inline]] bool single(const PlanRow& row, const void* value, const Path& path) {
    switch (row.shape) {
      case Shape::text:
        return quoted(*static_cast<const std::string*>(value), path);
      case Shape::id:
        return id(*static_cast<const Id*>(value), path);
      case Shape::number:
        return number(*static_cast<const double*>(value), path);
      case Shape::duration:
        return duration(*static_cast<const Duration*>(value), path);
      case Shape::time:
        return time(*static_cast<const Time*>(value), path);
      case Shape::boolean:
        return out_.put(*static_cast<const bool*>(value) ? "true" : "false"), true;
      case Shape::enumeration:
        return enumeration(*row.type, *static_cast<const std::uint8_t*>(value), path);
      case Shape::object:
        return object(*row.inner, value, path);
    }
    return false;
  }

  bool quoted(std::string_view text, const Path& path) {
    if (text.size() <= longest_plain && codec::is_plain(text)) return plain(text), true;
    return out_.append([text](std::string& out) { return codec::append_quoted(out, text); }) ||
           fail("GEN-001", path, "the text is no UTF-8");
  }

  // A text that stands in JSON as it is, of at most longest_plain bytes.
  void plain(std::string_view text) {
    char* to = out_.room(text.size() + 2);
    *to++ = '"';
    std::memcpy(to, text.data(), text.size());
    to += text.size();
    *to++ = '"';
    out_.wrote_to(to);
  }

  bool id(const Id& id, const Path& path) {
    if (!is_legal_id(id.text())) return fail("ID-001", path, id.empty() ? "the id is empty" : "the id is not legal");
    return quoted(id.text(), path);
  }

  bool number(double value, const Path& path) {
    if (!std::isfinite(value)) return fail("NUM-001", path, "JSON has no NaN and no infinity");
    out_.wrote_to(codec::write_number(out_.room(codec::longest_number), value));
    return true;
  }

  bool duration(Duration value, const Path& path) {
    if (value.count() < 0) return fail("NUM-002", path, "a duration is not negative");
    if (value.count() > Limits::duration_ms) return fail("NUM-003", path, "a duration is at most 2^53-1 ms");
    char* const to = out_.room(codec::longest_number);
    out_.wrote_to(std::to_chars(to, to + codec::longest_number, value.count()).ptr);
    return true;
  }

  bool time(Time value, const Path& path) {
    if (value < first_time || value > last_time) return fail("TIME-001", path, "RFC 3339 has the years 0000 to 9999");
    char* to = out_.room(longest_time + 2);
    *to++ = '"';
    to = write_time(to, value);
    *to++ = '"';
    out_.wrote_to(to);
    return true;
  }

  bool enumeration(const Type& type, std::uint8_t value, const Path& path) {
    if (value >= type.values.size()) return fail("GEN-010", path, "no value of " + std::string(type.name));
    return plain(type.values[value].name), true;
  }

  void name(const PlanRow& row, bool first) {
    if (!pretty) return out_.put_padded(first ? row.key : row.next_key);
    if (!first) out_.put(',');
    line_break();
    out_.put(row.key);
    out_.put(' ');
  }

  void line_break() {
    if (!pretty) return;
    out_.put('\n');
    for (std::size_t i = 0; i < depth_; ++i) out_.put("  ");
  }

  std::string version() const { return std::string(version_of(profile_)); }

  OutBuffer out_;
  Profile profile_;
  std::uint8_t profile_bit_;
  std::size_t depth_ = 0;
  std::optional<Finding> finding_;
};

template <Layout layout>
Result<void> write(std::string& out, const Message& message, Profile profile) {
  return Writer<layout>(out, profile).message(message_type_of(kind_of(message)), object_of(message));
}

}  // namespace

Result<void> encode_to(std::string& out, const Message& message, Profile profile) {
  return write<Layout::compact>(out, message, profile);
}

Result<void> encode_pretty_to(std::string& out, const Message& message, Profile profile) {
  return write<Layout::pretty>(out, message, profile);
}

Result<std::string> encode(const Message& message, Profile profile) {
  std::string out;
  auto outcome = encode_to(out, message, profile);
  if (!outcome) return Unexpected{std::move(outcome).error()};
  return out;
}

}  // namespace s2
