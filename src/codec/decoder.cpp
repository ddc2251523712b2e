// From a frame to a message or a refusal.

#include "cursor.hpp"
#include "reader.hpp"
#include "scan.hpp"
#include "text.hpp"

#include <s2/base/limits.hpp>
#include <s2/codec.hpp>

#include <cstring>
#include <utility>

namespace s2 {

using codec::Cursor;
using codec::ReadContext;
using codec::Scan;

struct Decoder::Parts {
  simdjson::ondemand::parser parser;
  std::vector<char> padded;
  ReadContext context;

  // simdjson reads up to SIMDJSON_PADDING bytes beyond the text.
  simdjson::padded_string_view pad(std::string_view frame) {
    if (padded.size() < frame.size() + simdjson::SIMDJSON_PADDING) {
      padded.resize(2 * frame.size() + simdjson::SIMDJSON_PADDING);
    }
    std::memcpy(padded.data(), frame.data(), frame.size());
    std::memset(padded.data() + frame.size(), 0, simdjson::SIMDJSON_PADDING);
    return simdjson::padded_string_view(padded.data(), frame.size(), padded.size());
  }

  bool walk(std::string_view frame, const Type& type, void* object) {
    simdjson::ondemand::document document;
    simdjson::ondemand::object json;
    const auto text = pad(frame);
    context.end = text.data() + text.size();
    if (parser.iterate(text).get(document) || document.get_object().get(json)) return false;
    if (!codec::read_message(json, type, object, context)) return false;
    return document.current_location().error() == simdjson::OUT_OF_BOUNDS;  // nothing follows the message
  }
};

namespace {

// Walks the members of the outermost object until `found` says that it has seen enough.
template <class Found>
bool each_member(std::string_view frame, Found found) {
  Cursor cursor(frame);
  cursor.blank();
  if (!cursor.take('{')) return false;
  do {
    cursor.blank();
    const auto name = cursor.string();
    if (!name) return cursor.next() == '}';
    cursor.blank();
    if (!cursor.take(':')) return false;
    cursor.blank();
    const std::size_t from = cursor.position();
    if (!cursor.skip()) return false;
    if (found(*name, frame.substr(from, cursor.position() - from))) return true;
    cursor.blank();
  } while (cursor.take(','));
  return cursor.next() == '}';
}

bool is_name(std::string_view inside, std::string_view name) {
  return inside == name || (inside.find('\\') != inside.npos && codec::unescaped(inside) == name);
}

// The row of message_types() for the text of a string token; nullptr when it is none.
const MessageType* type_named(std::string_view token) {
  if (!token.starts_with('"')) return nullptr;
  const std::string_view inside = token.substr(1, token.size() - 2);
  if (inside.find('\\') == inside.npos) return find_message_type(inside);
  const auto text = codec::unescaped(inside);
  return text ? find_message_type(*text) : nullptr;
}

const MessageType* type_in(std::string_view frame) {
  const MessageType* type = nullptr;
  each_member(frame, [&](std::string_view name, std::string_view value) {
    if (!is_name(name, "message_type")) return false;
    type = type_named(value);
    return true;
  });
  return type;
}

// Layer 1: nothing of the frame can be trusted, so the answer names no message.
Refusal unreadable(Finding finding, std::optional<Kind> kind) {
  return {ReceptionStatusValues::invalid_data, nil_id(), kind, {std::move(finding)}};
}

Refusal refusal(ReceptionStatusValues status, const Scan& scan, std::optional<Kind> kind, Finding finding) {
  return {status, scan.message_id.value_or(nil_id()), kind, {std::move(finding)}};
}

Refusal no_type(const Scan& scan) {
  Finding finding{"GEN-004", Severity::error, "/message_type", "", "message_type is missing"};
  if (scan.message_type) {
    finding.rule = "GEN-005";
    finding.value = codec::excerpt('"' + *scan.message_type + '"');
    finding.text = "no S2 message has this name (names are case-sensitive)";
  } else if (scan.has_message_type) {
    finding.text = "message_type is no string";
  }
  return refusal(ReceptionStatusValues::invalid_message, scan, {}, std::move(finding));
}

Finding wrong_profile(const MessageType& type, Profile profile) {
  return {"GEN-006", Severity::error, "/message_type", '"' + std::string(type.name()) + '"',
          std::string(type.name()) + " does not exist in S2 JSON " + std::string(version_of(profile))};
}

Finding too_early(const MessageType& type) {
  return {"HS-001", Severity::error, "", "",
          std::string(type.name()) +
              " came before the handshake was complete; first both sides send Handshake and "
              "the CEM answers with HandshakeResponse"};
}

bool is_readable_while_negotiating(Kind kind) {
  return kind == Kind::Handshake || kind == Kind::HandshakeResponse || kind == Kind::SessionRequest ||
         kind == Kind::ReceptionStatus;
}

// NUM-001 and NUM-003 alone leave the shape of the message intact (rule catalogue, 0.7).
ReceptionStatusValues status_of(const std::vector<Finding>& findings) {
  for (const auto& finding : findings) {
    if (finding.rule != "NUM-001" && finding.rule != "NUM-003") return ReceptionStatusValues::invalid_message;
  }
  return ReceptionStatusValues::invalid_content;
}

Refusal broken_text(std::optional<Kind> kind) {
  return unreadable({"GEN-001", Severity::error, "", "", "the frame is no JSON"}, kind);
}

}  // namespace

Decoder::Decoder() : parts_(std::make_unique<Parts>()) {}
Decoder::~Decoder() = default;
Decoder::Decoder(Decoder&&) noexcept = default;
Decoder& Decoder::operator=(Decoder&&) noexcept = default;

Result<void, Refusal> Decoder::decode_into(Message& message, std::vector<Finding>& notes, std::string_view frame,
                                           Profile profile, const DecodeOptions& options) {
  const MessageType* type = frame.size() <= Limits::frame_bytes ? type_in(frame) : nullptr;
  const bool readable =
      type && (options.negotiating ? is_readable_while_negotiating(type->kind) : type->exists_in(profile));
  if (!readable) {
    const Scan scan = codec::scan_frame(frame);
    const auto kind = type ? std::optional(type->kind) : std::nullopt;
    if (scan.finding) return Unexpected{unreadable(*scan.finding, kind)};
    if (!type) return Unexpected{no_type(scan)};
    if (!options.negotiating) {
      return Unexpected{refusal(ReceptionStatusValues::invalid_message, scan, kind, wrong_profile(*type, profile))};
    }
    return Unexpected{refusal(ReceptionStatusValues::invalid_content, scan, kind, too_early(*type))};
  }

  ReadContext& context = parts_->context;
  context.profile = profile;
  context.strictness = options.strictness;
  context.report.clear();
  void* object = kind_of(message) == type->kind ? object_of(message) : type->emplace(message);
  const bool is_json = parts_->walk(frame, type->type(), object);
  if (!is_json || context.report.failed() || context.report.pruned) {
    const Scan scan = codec::scan_frame(frame);
    if (scan.finding) return Unexpected{unreadable(*scan.finding, type->kind)};
    if (!is_json) return Unexpected{broken_text(type->kind)};
    if (context.report.failed()) {
      auto findings = context.report.take_errors();
      const auto status = status_of(findings);
      return Unexpected{Refusal{status, scan.message_id.value_or(nil_id()), type->kind, std::move(findings)}};
    }
  }
  auto& warnings = context.report.warnings();
  notes.insert(notes.end(), std::make_move_iterator(warnings.begin()), std::make_move_iterator(warnings.end()));
  return {};
}

Result<Decoded, Refusal> Decoder::decode(std::string_view frame, Profile profile, const DecodeOptions& options) {
  Decoded decoded;
  auto outcome = decode_into(decoded.message, decoded.notes, frame, profile, options);
  if (!outcome) return Unexpected{std::move(outcome).error()};
  return decoded;
}

std::optional<Peeked> Decoder::peek(std::string_view frame) {
  Peeked peeked;
  bool typed = false;
  const bool is_object = each_member(frame, [&](std::string_view name, std::string_view value) {
    if (is_name(name, "message_type")) {
      if (std::exchange(typed, true)) return false;  // the first one counts, as for decode
      if (value.starts_with('"'))
        peeked.message_type = codec::unescaped(value.substr(1, value.size() - 2)).value_or("");
      if (const auto* type = type_named(value)) peeked.kind = type->kind;
    } else if (is_name(name, "message_id") && value.starts_with('"')) {
      const auto text = codec::unescaped(value.substr(1, value.size() - 2));
      if (text && is_legal_id(*text)) peeked.message_id = Id(*text);
    }
    return typed && (peeked.message_id || peeked.kind == Kind::ReceptionStatus);
  });
  if (!is_object) return std::nullopt;
  return peeked;
}

namespace {

Decoder& thread_decoder() {
  thread_local Decoder decoder;
  return decoder;
}

}  // namespace

Result<Decoded, Refusal> decode(std::string_view frame, Profile profile, const DecodeOptions& options) {
  return thread_decoder().decode(frame, profile, options);
}

std::optional<Peeked> peek(std::string_view frame) { return thread_decoder().peek(frame); }

}  // namespace s2
