#pragma once
// Heard: a frame of a conversation that is going on, and what was made of it.

#include <s2/conversation.hpp>
#include <s2/recording.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace s2::app {

/// The two ends of a connection.
enum class End : std::uint8_t {
  client,  ///< who opened it
  server,  ///< who listened
};

/// The end across.
inline End other(End end) { return end == End::client ? End::server : End::client; }

/// How a frame came to be heard.
enum class Passage : std::uint8_t {
  passed,    ///< one end sent it, the other was given it
  injected,  ///< it was put in by hand, as if one end had sent it
  kept,      ///< one end sent it in answer to what was put in; the other was not given it
};

/// A frame, judged. Everything in it holds until the next one.
struct Heard {
  std::size_t connection = 0;      ///< number of the connection, from 1
  std::string_view rm;             ///< what the resource manager is called
  Time time;                       ///< when it was heard
  Direction direction{};           ///< who sent it to whom
  std::string_view text;           ///< its bytes
  Passage passage{};               ///< how it came to be heard
  const Observation& observation;  ///< what was made of it
  const Registry& registry;        ///< what both sides have told each other, this frame included
};

/// Something that should have happened by now. Everything in it holds until the next one.
struct Missed {
  std::size_t connection = 0;  ///< number of the connection, from 1
  std::string_view rm;         ///< what the resource manager is called
  const Omission& omission;    ///< what, who had to do it, and until when
};

/// The sender of frames that go in a direction.
inline EnergyManagementRole sender_of(Direction direction) {
  return direction == Direction::cem_to_rm ? EnergyManagementRole::cem : EnergyManagementRole::rm;
}

/// The direction of frames from a sender.
inline Direction direction_from(EnergyManagementRole sender) {
  return sender == EnergyManagementRole::cem ? Direction::cem_to_rm : Direction::rm_to_cem;
}

}  // namespace s2::app
