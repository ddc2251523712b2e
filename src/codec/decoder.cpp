// From a frame to a message or a refusal.

#include "cursor.hpp"
#include "reader.hpp"
#include "scan.hpp"
#include "text.hpp"

#include <s2/base/limits.hpp>
#include <s2/codec.hpp>

#include <iterator>
#include <utility>

namespace s2 {

using codec::Cursor;
using codec::ReadContext;
using codec::Scan;
using codec::StringToken;

struct Decoder::Parts {
  codec::PaddedText text;
  ReadContext context;
};

namespace {

// A member of the outermost object, as far as it has been read.
struct OuterMember {
  StringToken name;
  std::string_view value;

  bool is(std::string_view wanted) const {
    return name.escaped ? codec::unescaped(name.inside) == wanted : name.inside == wanted;
  }
};

// Walks the members of the outermost object until `found` says that it has seen enough.
template <class Found>
bool each_member(std::string_view frame, Found found) {
  Cursor cursor(frame);
  OuterMember member;
  cursor.blank();
  if (!cursor.take('{')) return false;
  do {
    cursor.blank();
    if (!cursor.string(member.name)) return cursor.next() == '}';
    cursor.blank();
    if (!cursor.take(':')) return false;
    cursor.blank();
    const std::string_view rest = cursor.rest();
    if (!cursor.skip()) return false;
    member.value = rest.substr(0, rest.size() - cursor.left());
    if (found(member)) return true;
    cursor.blank();
  } while (cursor.take(','));
  return cursor.next() == '}';
}

// The text of a JSON value that is a string; empty when it is none. Lives in the frame or in `scratch`.
std::optional<std::string_view> text_in(std::string_view value, std::string& scratch) {
  Cursor cursor(value);
  std::string_view text;
  if (!codec::read_string(cursor, scratch, text)) return std::nullopt;
  return text;
}

const MessageType* type_in(std::string_view frame, std::string& scratch) {
  const MessageType* type = nullptr;
  each_member(frame, [&](const OuterMember& member) {
    if (!member.is("message_type")) return false;
    if (const auto text = text_in(member.value, scratch)) type = find_message_type(*text);
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

namespace {

// Why a frame was not read by the table of its type: it has none, or not in this profile, or it is too early.
Refusal not_walked(std::string_view frame, const MessageType* type, Profile profile, bool negotiating) {
  const Scan scan = codec::scan_frame(frame);
  const auto kind = type ? std::optional(type->kind) : std::nullopt;
  if (scan.finding) return unreadable(*scan.finding, kind);
  if (!type) return no_type(scan);
  if (negotiating) return refusal(ReceptionStatusValues::invalid_content, scan, kind, too_early(*type));
  return refusal(ReceptionStatusValues::invalid_message, scan, kind, wrong_profile(*type, profile));
}

// What the plain reader says of a frame in which something was wrong, or not looked at; empty when it is fine after
// all.
std::optional<Refusal> second_opinion(std::string_view frame, bool is_json, Kind kind, codec::Report& report) {
  const Scan scan = codec::scan_frame(frame);
  if (scan.finding) return unreadable(*scan.finding, kind);
  if (!is_json) return broken_text(kind);
  if (!report.failed()) return std::nullopt;
  auto findings = report.take_errors();
  const auto status = status_of(findings);
  return Refusal{status, scan.message_id.value_or(nil_id()), kind, std::move(findings)};
}

}  // namespace

Result<void, Refusal> Decoder::decode_into(Message& message, std::vector<Finding>& notes, std::string_view frame,
                                           Profile profile, const DecodeOptions& options) {
  ReadContext& context = parts_->context;
  codec::Opening opening;
  if (frame.size() <= Limits::frame_bytes) {
    parts_->text.assign(frame);
    opening = codec::opening_of(parts_->text);
    if (!opening.type) opening.type = type_in(frame, context.scratch);
  }
  const MessageType* type = opening.type;
  const bool readable =
      type && (options.negotiating ? is_readable_while_negotiating(type->kind) : type->exists_in(profile));
  if (!readable) return Unexpected{not_walked(frame, type, profile, options.negotiating)};

  context.profile = profile;
  context.strictness = options.strictness;
  context.report.clear();
  void* object = kind_of(message) == type->kind ? object_of(message) : type->emplace(message);
  const bool is_json = codec::read_message(parts_->text, opening.after, codec::plan_of(type->kind), object, context);
  if (!is_json || context.report.failed() || context.report.pruned) {
    if (auto refused = second_opinion(frame, is_json, type->kind, context.report)) {
      return Unexpected{std::move(*refused)};
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
  const bool is_object = each_member(frame, [&](const OuterMember& member) {
    if (member.is("message_type")) {
      if (std::exchange(typed, true)) return false;  // the first one counts, as for decode
      const auto text = text_in(member.value, parts_->context.scratch);
      const MessageType* type = text ? find_message_type(*text) : nullptr;
      if (type) peeked.kind = type->kind;
      if (text) peeked.message_type = type ? type->name() : member.value.substr(1, member.value.size() - 2);
    } else if (member.is("message_id")) {
      const auto text = text_in(member.value, parts_->context.scratch);
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
