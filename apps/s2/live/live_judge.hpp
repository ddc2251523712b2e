#pragma once
// LiveJudge: judges the frames of one connection as they pass, whoever sits at its ends.

#include "live/heard.hpp"

#include <s2/base/limits.hpp>

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace s2::app {

/// How a connection is judged.
struct LiveJudgeOptions {
  std::optional<EnergyManagementRole> client;  ///< who the client is; unless told, worked out from what is said
  std::optional<Start> start = {};             ///< how it begins; unless told, worked out likewise
  Profile profile = Profile::v1_0_0;           ///< of a conversation that begins without a handshake
  Strictness strictness = Strictness::normal;  ///< how frames are read and weighed
};

/// Judges both directions of one connection. Who is who, and whether the conversation begins with a handshake, is
/// worked out from the first frames; those that do not tell wait until one does. Sans-IO.
class LiveJudge {
 public:
  /// Frames that may wait for one that tells who is who; then the client is taken to be the resource manager.
  static constexpr std::size_t waiting_frames = 16;
  /// Bytes of frames that may wait, likewise.
  static constexpr std::size_t waiting_bytes = 2 * Limits::frame_bytes;

  /// Who is told of each frame, in the order in which they came.
  using Tell = std::function<void(const Heard&)>;
  /// Who is told of what did not happen.
  using TellMissed = std::function<void(const Missed&)>;

  /// A connection on which nothing was said. `number` and `rm` are its names.
  LiveJudge(const LiveJudgeOptions& options, std::size_t number, std::string rm, Tell tell,
            TellMissed tell_missed = {});

  /// The next frame, sent by one end or put in as if it were.
  void take(End from, std::string_view text, Passage passage, Time now);

  /// Whether frames wait for one that tells who is who.
  bool undecided() const { return !waiting_.empty(); }
  /// Judges what waits: nothing more comes, or it has waited long enough.
  void decide();

  /// When to wake it at the latest; empty when nothing is awaited.
  std::optional<Time> next_deadline() const { return conversation_ ? conversation_->next_deadline() : std::nullopt; }
  /// Nothing was heard until now, and the connection is open: what was left undone is told.
  void wake(Time now);

  /// Who sits at an end; only once there is a conversation.
  EnergyManagementRole role_of(End end) const;
  /// What was said so far; nothing before the first frame was judged.
  const Conversation* conversation() const { return conversation_ ? &*conversation_ : nullptr; }

 private:
  struct Waiting {
    End from;
    std::string text;
    Passage passage;
    Time time;
  };

  void learn_from(End from, std::string_view text);
  void judge(End from, std::string_view text, Passage passage, Time now);
  void tell_missed(std::span<const Omission> omissions) const;

  LiveJudgeOptions options_;
  std::size_t number_;
  std::string rm_;
  Tell tell_;
  TellMissed tell_missed_;
  std::optional<Start> start_;
  std::optional<Conversation> conversation_;
  std::vector<Waiting> waiting_;
  std::size_t waiting_bytes_ = 0;
};

/// Who sends a frame, when the frame tells: by its type, or by the role in a Handshake.
std::optional<EnergyManagementRole> sender_told_by(std::string_view frame);

}  // namespace s2::app
