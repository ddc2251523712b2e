#pragma once
// The codec: JSON text to messages and back, directed by the tables of the model.

#include <s2/base/finding.hpp>
#include <s2/base/result.hpp>
#include <s2/model/message.hpp>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace s2 {

/// How much of a peer's liberty is tolerated. Source: rule catalogue, 0.8.
enum class Strictness : std::uint8_t {
  lenient,  ///< analysers and proxies: undefined members and nulls are dropped and noted, a missing UTC offset is UTC
  normal,   ///< CEM and RM in operation
  strict,   ///< product tests; for the codec the same as normal
};

/// What a decoder may be told.
struct DecodeOptions {
  /// How much liberty is tolerated.
  Strictness strictness = Strictness::normal;
  /// A bare session that is still negotiating has no profile: only Handshake, HandshakeResponse, SessionRequest and
  /// ReceptionStatus, the same in every profile, are read; any other known type is refused with HS-001 unread.
  bool negotiating = false;
};

/// A frame that could not be read, and what to answer. Source: rule catalogue, 0.7 layers 1 and 2.
struct Refusal {
  /// The status the frame deserves; never ok.
  ReceptionStatusValues status = ReceptionStatusValues::invalid_data;
  /// The message_id to answer to; the nil id when it could not be read (GEN-003).
  Id subject = nil_id();
  /// The message type, when it could be read and is known.
  std::optional<Kind> kind;
  /// What is wrong, in the order of the text; at least one, at most Limits::findings. The text of the last one says so
  /// when there were more.
  std::vector<Finding> findings;
};

/// A message that was read, with what is worth a note although it was accepted (all warnings).
struct Decoded {
  Message message;             ///< the message
  std::vector<Finding> notes;  ///< accepted oddities: TIME-003; lenient also GEN-017, GEN-018, TIME-002
};

/// Type and id of a frame, read without decoding the rest.
struct Peeked {
  std::string_view message_type;  ///< message_type as written between its quotes, known or not, in the frame that was
                                  ///< peeked at; empty when absent or no string
  std::optional<Kind> kind;       ///< the kind, when the type is known
  std::optional<Id> message_id;   ///< message_id, when present and legal
};

/// Reads messages; keeps its buffers, so that one decoder per connection or thread reads without allocating for them.
/// Not for use by two threads at once.
class Decoder {
 public:
  Decoder();
  ~Decoder();
  Decoder(Decoder&&) noexcept;
  Decoder& operator=(Decoder&&) noexcept;

  /// Reads one frame: rule catalogue layers 1 and 2 in the given profile, and NUM-001 and NUM-003.
  Result<Decoded, Refusal> decode(std::string_view frame, Profile profile, const DecodeOptions& options = {});

  /// As decode, into a message that is used again and again: memory its members hold already is reused when the kind
  /// stays the same. After a refusal the message holds nothing of use. Notes are appended to `notes`.
  Result<void, Refusal> decode_into(Message& message, std::vector<Finding>& notes, std::string_view frame,
                                    Profile profile, const DecodeOptions& options = {});

  /// Finds type and id without reading the rest; stops as soon as both are known. The frame is not validated. Empty
  /// when it is no JSON object as far as it was read.
  std::optional<Peeked> peek(std::string_view frame);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

/// As Decoder::decode, with a decoder of the calling thread.
Result<Decoded, Refusal> decode(std::string_view frame, Profile profile, const DecodeOptions& options = {});

/// As Decoder::peek, with a decoder of the calling thread.
std::optional<Peeked> peek(std::string_view frame);

/// Writes a message: message_type first, then the members in table order, no blanks, shortest numbers that read back
/// to the same value. The same message always gives the same bytes. Fails when the message cannot be written so that a
/// peer could read it: NUM-001 (NaN, infinity), NUM-002 and NUM-003 (durations), TIME-001 (year outside 0000–9999),
/// GEN-001 (text that is no UTF-8), GEN-006 and GEN-014 (not in this profile), GEN-011 (list sizes), ID-001.
Result<std::string> encode(const Message& message, Profile profile);

/// As encode, appended to a buffer of the caller. On failure the buffer is as it was.
Result<void> encode_to(std::string& out, const Message& message, Profile profile);

/// As encode_to with line breaks and two blanks per level, for people.
Result<void> encode_pretty_to(std::string& out, const Message& message, Profile profile);

/// Decides whether a text is one JSON value as RFC 8259 has it, within Limits, and an object a message could be:
/// GEN-001, GEN-002, GEN-003, GEN-012 (message_id twice) and GEN-013. Empty when nothing is wrong. The plain, slow
/// reader that the decoder consults for the reason of a failure, and that tests hold the decoder against.
std::optional<Finding> scan(std::string_view frame);

}  // namespace s2
