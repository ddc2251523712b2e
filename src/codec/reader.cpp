// The schema-directed walk.

#include "reader.hpp"

#include "text.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <set>
#include <string>
#include <utility>

namespace s2::codec {
namespace {

constexpr std::string_view type_member = "message_type";

// A place in the text. nullptr says that nothing was read there, or that the text is no JSON.
using At = const char*;

At blank(At at) {
  while (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t') ++at;
  return at;
}

// What is known of the object that is being read.
struct Members {
  const Plan& plan;
  const Path& here;
  std::size_t serial;      // which object of the message it is
  std::uint64_t seen = 0;  // one bit per row
  bool type_seen = false;  // message_type, which has no row

  bool is_message() const { return here.up == nullptr; }
  std::string type_name() const { return std::string(plan.type->name); }
};

class Walk {
 public:
  Walk(At end, ReadContext& context)
      : end_(end),
        context_(context),
        profile_(bit_of(context.profile)),
        lenient_(context.strictness == Strictness::lenient) {}

  // A message whose message_type, its first member, has been read.
  At message_after_type(At at, const Plan& plan, void* object) {
    const Path here{};
    Members members{plan, here, ++objects_};
    members.type_seen = true;
    at = blank(at);
    if (*at == ',') return this->members(blank(at + 1), members, object);
    return *at == '}' ? closed(at, members, object) : nullptr;
  }

  At object(At at, const Plan& plan, void* object, const Path& here) {
    if (*at != '{') return nullptr;
    Members members{plan, here, ++objects_};
    at = blank(at + 1);
    return *at == '}' ? closed(at, members, object) : this->members(at, members, object);
  }

 private:
  // The members up to the closing brace. Writers keep the order of the schema more often than not, so the row after the
  // last one is tried first.
  At members(At at, Members& members, void* object) {
    const PlanRow* const first = members.plan.rows.data();
    const PlanRow* const last = first + members.plan.rows.size();
    const PlanRow* expected = first;
    while (true) {
      const PlanRow* row = row_at(at, first, expected, last);
      if (row != nullptr) {
        expected = row + 1;
        at = value(blank(at + row->key.size()), members, *row, object);
      } else {
        at = other_member(at, members, object);
      }
      if (at == nullptr) return nullptr;
      at = blank(at);
      if (*at != ',') break;
      at = blank(at + 1);
    }
    return *at == '}' ? closed(at, members, object) : nullptr;
  }

  At closed(At at, const Members& members, void* object) {
    if (members.seen != members.plan.all) absent(members, object);
    return at + 1;
  }

  // The row whose name stands here as canonical JSON has it; nullptr when none does.
  static const PlanRow* row_at(At at, const PlanRow* first, const PlanRow* expected, const PlanRow* last) {
    for (const PlanRow* row = expected; row != last; ++row) {
      if (row->is_at(at)) return row;
    }
    for (const PlanRow* row = first; row != expected; ++row) {
      if (row->is_at(at)) return row;
    }
    return nullptr;
  }

  // A member that does not begin as canonical JSON has it: blanks before the colon, escapes in the name, message_type,
  // or a name nobody knows.
  At other_member(At at, Members& members, void* object) {
    Cursor cursor = cursor_at(at);
    std::string_view name;
    if (!read_string(cursor, context_.scratch, name)) return nullptr;
    cursor.blank();
    if (!cursor.take(':')) return nullptr;
    cursor.blank();
    for (const PlanRow& row : members.plan.rows) {
      if (row.field->name == name) return value(position(cursor), members, row, object);
    }
    if (members.is_message() && name == type_member) {
      if (members.type_seen) doubled(members, name);
      members.type_seen = true;
    } else {
      unknown(members, name, cursor);
    }
    return skipped(cursor);
  }

  // The value of a member. The common spellings of scalars are read on the spot; whatever is not one of them is left,
  // untouched, to a reader that takes its time and knows what to say.
  [[gnu::always_inline]] At value(At at, Members& members, const PlanRow& row, void* object) {
    const std::uint64_t own_bit = row.bit;
    if ((members.seen & own_bit) | (row.absent_in & profile_) | lenient_) {
      if (const At after = special(at, members, row, object); after != at) return after;
    }
    members.seen |= own_bit;
    void* slot = row.write(object);
    if (row.is_list) return list(at, row, slot, Path{&members.here, row.field->name});
    if (const At after = common_scalar(at, row, slot)) return after;
    return single(at, row, slot, Path{&members.here, row.field->name});
  }

  // A member that is not wanted or, for a lenient reader, may be null. Returns the place behind it when that was so.
  At special(At at, Members& members, const PlanRow& row, void* object) {
    if (members.seen & row.bit) return doubled(members, row.field->name), skipped(cursor_at(at));
    const Path path{&members.here, row.field->name};
    if (row.absent_in & profile_) {
      context_.report.error("GEN-014", path, rest(at), "the member does not exist in S2 JSON " + version());
      members.seen |= row.bit;
      return skipped(cursor_at(at));
    }
    if (!row.field->may_be_absent || !rest(at).starts_with("null")) return at;
    context_.report.warning("GEN-017", path, "null", "null was read as absent");
    row.field->clear(object);
    return at + 4;
  }

  // A scalar in its common spelling; nullptr when it is something else.
  [[gnu::always_inline]] At common_scalar(At at, const PlanRow& row, void* slot) const {
    switch (row.shape) {
      case Shape::id:
        return take_id(at, *static_cast<Id*>(slot));
      case Shape::number:
        return read_plain(at, *static_cast<double*>(slot), [](At) { return true; });
      case Shape::boolean:
        return take_boolean(at, *static_cast<bool*>(slot));
      case Shape::text:
        return take_text(at, *static_cast<std::string*>(slot));
      case Shape::enumeration:
        return take_enumeration(at, *row.type, *static_cast<std::uint8_t*>(slot));
      case Shape::time:
      case Shape::duration:
      case Shape::object:
        break;
    }
    return nullptr;
  }

  At single(At at, const PlanRow& row, void* slot, const Path& path) {
    return row.shape == Shape::object && *at == '{' ? object(at, *row.inner, slot, path) : careful(at, row, slot, path);
  }

  At careful(At at, const PlanRow& row, void* slot, const Path& path) {
    Cursor cursor = cursor_at(at);
    const bool is_json = row.shape == Shape::object ? refuse_kind("an object", cursor, path, context_)
                                                    : read_scalar(*row.type, cursor, slot, path, context_);
    return is_json ? position(cursor) : nullptr;
  }

  // A string of plain ASCII without escapes.
  At take_plain_string(At at, std::string_view& inside) const {
    if (*at != '"') return nullptr;
    bool ascii = true;
    const char* stop = string_stop(at + 1, end_, ascii);
    if (*stop != '"' || !ascii) return nullptr;
    inside = {at + 1, static_cast<std::size_t>(stop - at - 1)};
    return stop + 1;
  }

  At take_id(At at, Id& id) const {
    std::string_view text;
    const At after = take_plain_string(at, text);
    if (after == nullptr || !is_legal_id(text)) return nullptr;
    id.assign(text);
    return after;
  }

  At take_text(At at, std::string& value) const {
    std::string_view text;
    const At after = take_plain_string(at, text);
    if (after != nullptr) value.assign(text);
    return after;
  }

  At take_enumeration(At at, const Type& type, std::uint8_t& value) const {
    std::string_view text;
    const At after = take_plain_string(at, text);
    if (after == nullptr) return nullptr;
    for (std::size_t i = 0; i < type.values.size(); ++i) {
      if (type.values[i].name == text) return value = static_cast<std::uint8_t>(i), after;
    }
    return nullptr;
  }

  static At take_boolean(At at, bool& value) {
    if (std::memcmp(at, "false", 5) == 0) return value = false, at + 5;
    if (std::memcmp(at, "true", 4) == 0) return value = true, at + 4;
    return nullptr;
  }

  At list(At at, const PlanRow& row, void* items, const Path& path) {
    if (*at != '[') {
      Cursor cursor = cursor_at(at);
      return refuse_kind("an array", cursor, path, context_) ? position(cursor) : nullptr;
    }
    const Items& allowed = row.field->facts.items;
    const ListAccess& access = *row.field->list;
    const At start = at;
    at = blank(at + 1);
    std::size_t count = 0;
    if (*at != ']') {
      while (true) {
        // What is beyond the largest size is not kept; the list is refused anyway.
        at = count < allowed.max ? item(at, row, access.slot(items, count), Path{&path, {}, count})
                                 : skipped(cursor_at(at));
        if (at == nullptr) return nullptr;
        ++count;
        at = blank(at);
        if (*at != ',') break;
        at = blank(at + 1);
      }
      if (*at != ']') return nullptr;
    }
    access.resize(items, std::min(count, allowed.max));
    if (count < allowed.min || count > allowed.max) wrong_size(allowed, count, start, path);
    return at + 1;
  }

  At item(At at, const PlanRow& row, void* slot, const Path& path) {
    const At after = common_scalar(at, row, slot);
    return after != nullptr ? after : single(at, row, slot, path);
  }

  void unknown(Members& members, std::string_view name, const Cursor& value) {
    const Path path{&members.here, name};
    context_.report.pruned = true;
    if (!lenient_) {
      return context_.report.error("GEN-009", path, value.rest(), members.type_name() + " has no such member");
    }
    if (!dropped_.emplace(members.serial, name).second) return doubled(members, name);
    context_.report.warning("GEN-018", path, value.rest(), members.type_name() + " has no such member; dropped");
  }

  void doubled(const Members& members, std::string_view name) {
    context_.report.error("GEN-012", Path{&members.here, name}, "", "the member occurs twice in one object");
  }

  void absent(const Members& members, void* object) {
    for (std::uint64_t missing = members.plan.all & ~members.seen; missing != 0; missing &= missing - 1) {
      const PlanRow& row = members.plan.rows[static_cast<std::size_t>(std::countr_zero(missing))];
      if (row.field->clear) row.field->clear(object);
      if (!(row.required_in & profile_)) continue;
      const bool depends = row.field->facts.only.has_value();
      context_.report.error(depends ? "GEN-014" : "GEN-007", Path{&members.here, row.field->name}, "",
                            members.type_name() + " needs this member" + (depends ? " in S2 JSON " + version() : ""));
    }
  }

  void wrong_size(const Items& allowed, std::size_t count, At start, const Path& path) {
    const std::string wanted =
        count < allowed.min ? "at least " + std::to_string(allowed.min) : "at most " + std::to_string(allowed.max);
    context_.report.error("GEN-011", path, rest(start),
                          "the list has " + std::to_string(count) + " items; " + wanted + " are allowed");
  }

  std::string version() const { return std::string(version_of(context_.profile)); }
  std::string_view rest(At at) const { return {at, static_cast<std::size_t>(end_ - at)}; }
  Cursor cursor_at(At at) const { return Cursor(rest(at)); }
  At position(const Cursor& cursor) const { return end_ - cursor.left(); }
  At skipped(Cursor cursor) const { return cursor.skip() ? position(cursor) : nullptr; }

  At end_;
  ReadContext& context_;
  std::uint8_t profile_;
  bool lenient_;
  std::size_t objects_ = 0;                                // how many were begun
  std::set<std::pair<std::size_t, std::string>> dropped_;  // by a lenient reader: in which object, and the name
};

}  // namespace

Opening opening_of(const PaddedText& text) {
  constexpr std::string_view key = "\"message_type\"";
  At at = blank(text.begin());
  if (*at != '{') return {};
  at = blank(at + 1);
  if (std::memcmp(at, key.data(), key.size()) != 0) return {};
  at = blank(at + key.size());
  if (*at != ':') return {};
  at = blank(at + 1);
  if (*at != '"') return {};
  bool ascii = true;
  const At stop = string_stop(at + 1, text.end(), ascii);
  if (*stop != '"') return {};
  const MessageType* type = find_message_type({at + 1, static_cast<std::size_t>(stop - at - 1)});
  return type ? Opening{type, stop + 1} : Opening{};
}

bool read_message(const PaddedText& text, const char* after, const Plan& plan, void* object, ReadContext& context) {
  Walk walk(text.end(), context);
  const At end = after != nullptr ? walk.message_after_type(after, plan, object)
                                  : walk.object(blank(text.begin()), plan, object, Path{});
  return end != nullptr && blank(end) == text.end();
}

}  // namespace s2::codec
