#pragma once
// Walk: from the records of a file to conversations: every frame judged in the conversation it belongs to.

#include "input/record.hpp"

#include <s2/conversation.hpp>
#include <s2/recording.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>

namespace s2::app {

/// How recordings are read and judged.
struct WalkOptions {
  std::optional<Profile> profile;              ///< instead of the one the header names
  Strictness strictness = Strictness::normal;  ///< how frames are read and weighed
  std::optional<Time> start;                   ///< time of the first plain message; unless told, worked out
  Duration step{100};                          ///< time between plain messages
  bool add_answers = false;                    ///< the file holds no ReceptionStatus: each message counts as answered
                                               ///< as we would answer it
  Duration run_on{0};                          ///< the clock goes on behind the last frame, to find what is left undone
};

/// A conversation that begins.
struct Beginning {
  std::size_t number = 0;  ///< counts the conversations of the file, from 0
  std::string rm;          ///< name of the resource manager in the recording
  std::uint64_t line = 1;  ///< where it begins
  Start start{};           ///< with a handshake, or without one
  bool again = false;      ///< the resource manager had a conversation before, in the same file
};

/// A frame on the way. Everything in it holds until the next step.
struct Sighting {
  std::size_t number;              ///< number of its conversation
  std::uint64_t line;              ///< where it stands in the file
  const ReadFrame& frame;          ///< what was recorded
  const Observation& observation;  ///< what was made of it
  const Registry& registry;        ///< what both sides have told each other, this frame included
};

/// Who walks along.
class Companion {
 public:
  virtual ~Companion() = default;
  /// A conversation begins.
  virtual void on_beginning(const Beginning& beginning) = 0;
  /// A frame of a conversation that has begun.
  virtual void on_frame(const Sighting& sighting) = 0;
  /// Nothing more comes of a conversation. `left` is what was left undone since the last frame.
  virtual void on_end(std::size_t number, const Conversation& conversation, std::span<const Omission> left) = 0;
  /// A place in the file that is no frame.
  virtual void on_trouble(std::uint64_t line, const Finding& finding) = 0;
};

/// Walks through one file in memory that does not grow with it: at most `conversations` resource managers at a time.
///
/// A conversation begins with the first frame of a resource manager, anew behind a header further down, and where the
/// recording says that a connection opens. In a recording that does not say so, a Handshake, or after a SessionRequest
/// a ResourceManagerDetails, shows that the two sides have connected again. Messages without times get them from
/// WalkOptions::start; without that, from the first message that says when it was sent, looked for among the first
/// ones.
class Walk {
 public:
  /// Resource managers of one file that are followed at the same time; frames of further ones are trouble.
  static constexpr std::size_t conversations = 256;

  /// With a companion that outlives it.
  Walk(const WalkOptions& options, Companion& companion);
  ~Walk();
  Walk(const Walk&) = delete;
  Walk& operator=(const Walk&) = delete;

  /// The next record of the file.
  void take(Record record);
  /// The file has ended.
  void finish();

 private:
  class Path;
  std::unique_ptr<Path> path_;
};

}  // namespace s2::app
