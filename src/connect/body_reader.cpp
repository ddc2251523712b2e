// The walk over a body and the table of its type.
//
// A first pass decides whether the text is JSON at all; the walk relies on that and looks at meaning alone. The first
// thing that is wrong ends it. Findings show no value that could be, or hold, a secret (C-302).

#include "text_value.hpp"

#include <codec/cursor.hpp>
#include <codec/scalar_reader.hpp>
#include <codec/scan.hpp>
#include <model/path.hpp>
#include <s2/connect/body.hpp>

#include <set>
#include <utility>

namespace s2::connect {
namespace {

using codec::Cursor;

class Walk {
 public:
  explicit Walk(std::string_view text) : cursor_(text) { cursor_.blank(); }
  Walk(const Walk&) = delete;
  Walk& operator=(const Walk&) = delete;
  ~Walk() { wipe({reinterpret_cast<std::uint8_t*>(scratch_.data()), scratch_.size()}); }  // it may have held a secret

  char next() const { return cursor_.next(); }
  Finding take_finding() { return std::exchange(finding_, {}); }

  bool object(const Type& type, void* object, const Path& here) {
    if (!cursor_.take('{')) return wrong_kind("an object", here);
    std::set<std::string_view> seen;
    std::set<std::string, std::less<>> unknown;
    cursor_.blank();
    if (!cursor_.take('}')) {
      do {
        cursor_.blank();
        if (!member(type, object, here, seen, unknown)) return false;
        cursor_.blank();
      } while (cursor_.take(','));
      cursor_.take('}');
    }
    for (const Field& field : type.fields) {
      if (field.may_be_absent || seen.contains(field.name)) continue;
      return refuse("C-146", Path{&here, field.name}, "", std::string(type.name) + " needs this member");
    }
    return true;
  }

  // A list whose items are taken one by one; what is left out is skipped over.
  bool list(const Type& type, const ListAccess& access, void* items, const Path& here, bool skip_bad_items,
            std::size_t longest) {
    if (!cursor_.take('[')) return wrong_kind("an array", here);
    std::size_t kept = 0;
    cursor_.blank();
    if (!cursor_.take(']')) {
      std::size_t index = 0;
      do {
        cursor_.blank();
        if (!item(type, access, items, kept, longest, Path{&here, {}, index}, skip_bad_items)) return false;
        ++index;
        cursor_.blank();
      } while (cursor_.take(','));
      cursor_.take(']');
    }
    access.resize(items, kept);
    return true;
  }

 private:
  bool refuse(std::string_view rule, const Path& here, std::string_view value, std::string text) {
    finding_ = {std::string(rule), Severity::error, pointer_of(here), std::string(value), std::move(text)};
    return false;
  }
  bool wrong_kind(std::string_view wanted, const Path& here) {
    return refuse("C-146", here, "",
                  std::string(wanted) + " is expected, this is " + std::string(codec::kind_of_value(cursor_.next())));
  }

  bool member(const Type& type, void* object, const Path& here, std::set<std::string_view>& seen,
              std::set<std::string, std::less<>>& unknown) {
    std::string_view name;
    codec::read_string(cursor_, scratch_, name);
    cursor_.blank();
    cursor_.take(':');
    cursor_.blank();
    const Field* field = find(type, name);
    const bool is_new = field ? seen.insert(field->name).second : unknown.emplace(name).second;
    if (!is_new) {
      return refuse("C-011", field ? Path{&here, field->name} : here, "", "a member occurs twice in this object");
    }
    if (!field || (field->may_be_absent && cursor_.next() == 'n')) return cursor_.skip();  // C-006, C-009
    const Path path{&here, field->name};
    if (field->list) return list(*field, field->write(object), path);
    return value(field->type(), field->write(object), path);
  }

  static const Field* find(const Type& type, std::string_view name) {
    for (const Field& field : type.fields) {
      if (field.name == name) return &field;
    }
    return nullptr;
  }

  // A list within a body.
  bool list(const Field& field, void* items, const Path& here) {
    if (!list(field.type(), *field.list, items, here, false, Limits::list_items)) return false;
    const std::size_t least = field.facts.items.min;
    if (field.list->size(items) >= least) return true;
    return refuse("C-146", here, "", "the list needs at least " + std::to_string(least) + " items");
  }

  bool item(const Type& type, const ListAccess& access, void* items, std::size_t& kept, std::size_t longest,
            const Path& here, bool skip_bad_items) {
    if (kept == longest) return cursor_.skip();
    Cursor after = cursor_;
    after.skip();
    if (value(type, access.slot(items, kept), here)) {
      ++kept;
      return true;
    }
    if (!skip_bad_items && finding_.rule != "C-008") return false;
    access.resize(items, kept);  // so that the next item begins with nothing of this one
    cursor_ = after;
    finding_ = {};
    return true;
  }

  bool value(const Type& type, void* slot, const Path& here) {
    if (const TextValue* value = find_text_value(type)) return text_value(*value, slot, here);
    if (&type == &type_of<CertificateFingerprint>()) return fingerprints(slot, here);
    switch (type.shape) {
      case Shape::text:
        return text(*static_cast<std::string*>(slot), here);
      case Shape::boolean:
        return boolean(*static_cast<bool*>(slot), here);
      case Shape::enumeration:
        return enumeration(type, *static_cast<std::uint8_t*>(slot), here);
      default:
        return object(type, slot, here);
    }
  }

  bool string(std::string_view& text, const Path& here) {
    if (cursor_.next() != '"') return wrong_kind("a string", here);
    codec::read_string(cursor_, scratch_, text);
    return true;
  }

  bool text_value(const TextValue& value, void* slot, const Path& here) {
    std::string_view text;
    if (!string(text, here)) return false;
    const Fault fault = value.read(text, slot);
    if (fault.rule.empty()) return true;
    return refuse(fault.rule, here, value.is_secret ? "" : shown(text), std::string(fault.text));
  }

  bool text(std::string& value, const Path& here) {
    std::string_view text;
    if (!string(text, here)) return false;
    if (text.size() > Limits::text_bytes) return refuse("C-304", here, "", "the text is longer than anybody needs");
    value = text;
    return true;
  }

  bool boolean(bool& value, const Path& here) {
    if (cursor_.take("true")) return value = true;
    if (!cursor_.take("false")) return wrong_kind("true or false", here);
    value = false;
    return true;
  }

  // A value nobody knows is `Other` where there is one (C-008).
  bool enumeration(const Type& type, std::uint8_t& value, const Path& here) {
    std::string_view text;
    if (!string(text, here)) return false;
    for (std::size_t i = 0; i < type.values.size(); ++i) {
      if (type.values[i].name != text && type.values[i].name != "Other") continue;
      value = static_cast<std::uint8_t>(i);
      if (type.values[i].name == text) return true;
    }
    if (!type.values.empty() && type.values.back().name == "Other") return true;
    return refuse("C-008", here, shown(text), "no value of " + std::string(type.name) + " that is known here");
  }

  // A map from the name of a hash to a fingerprint. The exact name counts more than a misspelt one.
  bool fingerprints(void* slot, const Path& here) {
    auto& sha256 = static_cast<CertificateFingerprint*>(slot)->sha256;
    if (!cursor_.take('{')) return wrong_kind("an object", here);
    bool exact = false;
    cursor_.blank();
    if (cursor_.take('}')) return true;
    do {
      cursor_.blank();
      std::string_view text;
      codec::read_string(cursor_, scratch_, text);
      const bool is_exact = text == "SHA256";
      if (is_exact && exact) return refuse("C-011", here, "", "SHA256 occurs twice in this object");
      const bool counts = is_exact || (!exact && names_sha256(text));
      cursor_.blank();
      cursor_.take(':');
      cursor_.blank();
      if (!counts) {
        cursor_.skip();
      } else if (!string(text, here)) {
        return false;
      } else if (const auto read = parse_fingerprint(text)) {
        sha256 = RootFingerprint{*read};
      } else {
        return refuse("C-168", here, shown(text), "this is no SHA-256 fingerprint: 64 hexadecimal digits");
      }
      exact = exact || is_exact;
      cursor_.blank();
    } while (cursor_.take(','));
    cursor_.take('}');
    return true;
  }

  static std::string shown(std::string_view text) { return codec::excerpt('"' + std::string(text) + '"'); }

  Cursor cursor_;
  std::string scratch_;
  Finding finding_;
};

// What is wrong before anybody looks at meaning.
std::optional<BodyError> unreadable(std::string_view text, std::size_t longest) {
  const auto error = [](std::string_view rule, std::string sentence) {
    return BodyError{{std::string(rule), Severity::error, "", "", std::move(sentence)}, false};
  };
  if (text.empty()) return error("C-005", "the body is missing");
  if (text.size() > longest) {
    return error("C-022", "the body has more than " + std::to_string(longest) + " bytes");
  }
  if (auto finding = codec::scan_json(text, "body")) return error("C-004", std::move(finding->text));
  return std::nullopt;
}

}  // namespace

Result<void, BodyError> body::read(std::string_view text, std::size_t longest, const Type& type, void* object) {
  if (auto error = unreadable(text, longest)) return Unexpected{*std::move(error)};
  Walk walk(text);
  if (!walk.object(type, object, Path{})) return Unexpected{BodyError{walk.take_finding(), true}};
  return {};
}

Result<void, BodyError> body::read_list(std::string_view text, const ListOptions& options, const Type& type,
                                        const ListAccess& access, void* items) {
  if (auto error = unreadable(text, options.longest_body)) return Unexpected{*std::move(error)};
  // An object that stands for a list of one becomes one, so that its finding has the same place.
  const std::string list = '[' + std::string(text) + ']';
  const bool is_bare = options.take_bare_item && Walk(text).next() == '{';
  Walk walk(is_bare ? std::string_view(list) : text);
  if (!walk.list(type, access, items, Path{}, options.skip_bad_items, Items::unbounded)) {
    return Unexpected{BodyError{walk.take_finding(), true}};
  }
  return {};
}

Result<std::vector<std::string>, BodyError> decode_versions(std::string_view text) {
  std::vector<std::string> versions;
  auto outcome =
      body::read_list(text, {.skip_bad_items = true}, type_of<std::string>(), body::access<std::string>(), &versions);
  if (!outcome) return Unexpected{std::move(outcome).error()};
  return versions;
}

std::optional<PairingAttemptId> attempt_id_in(std::string_view text) {
  if (unreadable(text, Limits::response_bytes)) return std::nullopt;
  RequestPairingResponse response;
  // The table of the answer with this row alone: all other members are unknown, and ignored.
  const Type& whole = type_of<RequestPairingResponse>();
  const Type just_the_id{whole.name, whole.text, whole.shape, whole.fields.first(1)};
  if (!Walk(text).object(just_the_id, &response, Path{})) return std::nullopt;
  return response.pairing_attempt_id;
}

}  // namespace s2::connect
