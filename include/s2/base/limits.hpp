#pragma once
// Limits: every bound that protects us from a peer, by name.

#include <cstddef>
#include <cstdint>

namespace s2 {

/// Bounds on what a peer can make us hold or do. Each is tested at N and N+1. Source of the numbers: rule catalogue,
/// C.13 "Default times and limits", and GEN-013.
struct Limits {
  /// Largest frame that is looked at, in bytes, after decompression (GEN-013).
  static constexpr std::size_t frame_bytes = 1024 * 1024;
  /// Deepest nesting of arrays and objects (GEN-013); the deepest legal message needs 9.
  static constexpr std::size_t json_depth = 16;
  /// Findings collected for one message; the rest is counted, not kept.
  static constexpr std::size_t findings = 64;
  /// Longest offending value repeated in a finding, in bytes.
  static constexpr std::size_t finding_value_bytes = 80;
  /// Messages of ours that may wait for an answer at once; further ones are not sent.
  static constexpr std::size_t unanswered = 1024;
  /// Answers remembered for repeated messages of the peer (GEN-019); the oldest are forgotten.
  static constexpr std::size_t remembered_answers = 4096;
  /// Reasons remembered of the answers that were refusals, to repeat them; the oldest are forgotten.
  static constexpr std::size_t remembered_reasons = 256;
  /// Bytes of our unanswered messages kept to send them again after TEMPORARY_ERROR; what exceeds them is not repeated.
  static constexpr std::size_t repeatable_bytes = 1024 * 1024;
  /// Instruction ids remembered in a session (INST-001); the oldest are forgotten.
  static constexpr std::size_t remembered_instructions = 65536;
  /// Instructions that may be open at once (rule catalogue, C.13).
  static constexpr std::size_t open_instructions = 1024;
  /// Things awaited at once of one conversation, to notice when they are left undone; further ones are not awaited.
  static constexpr std::size_t awaited = 4096;
  /// Published objects remembered for references that come late (REV-003, ID-012); the oldest are forgotten.
  static constexpr std::size_t remembered_objects = 4096;
  /// Descriptions or forecasts of one type that may wait for their moment.
  static constexpr std::size_t scheduled = 16;
  /// Power profiles, power constraints and energy constraints held at once, of each.
  static constexpr std::size_t held_objects = 64;
  /// Selections of a control type that may wait for their answer at once; of more the oldest are forgotten.
  static constexpr std::size_t pending_selections = 16;
  /// Straight pieces of the course of one fill level that are worked out.
  static constexpr std::size_t storage_pieces = 4096;
  /// Steps that one rule looks ahead along bands, forecasts and envelopes; what lies further is not judged.
  static constexpr std::size_t projection_steps = 512;
  /// Protocol versions kept of a Handshake.
  static constexpr std::size_t kept_versions = 64;
  /// Frames of ours that may wait for their owner to put them on the wire; one more ends the session.
  static constexpr std::size_t queued_frames = 4096;
  /// Events that may wait for the application; with that many waiting, messages of the peer are answered with
  /// TEMPORARY_ERROR and notices are dropped.
  static constexpr std::size_t queued_events = 4096;
  /// Longest reason we give a peer with an answer, in bytes.
  static constexpr std::size_t diagnostic_bytes = 512;
  /// Length to which a frame, or any other text of a peer, is cut where it is shown to people, in bytes.
  static constexpr std::size_t shown_frame_bytes = 1024;
  /// Longest duration that JSON peers can exchange exactly: 2^53-1 ms (NUM-003).
  static constexpr std::int64_t duration_ms = 9007199254740991;
};

}  // namespace s2
