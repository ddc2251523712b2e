#pragma once
// Options: what a session is configured with.

#include <s2/base/time.hpp>
#include <s2/codec.hpp>
#include <s2/model/message.hpp>
#include <s2/omissions.hpp>
#include <s2/registry.hpp>

#include <array>
#include <memory>
#include <string>
#include <vector>

namespace s2 {

/// Times after which a session acts by itself. Source of the defaults: rule catalogue, C.13 and C.5.
struct SessionTimes {
  Duration acknowledgement{10'000};  ///< a message without answer is reported overdue (REC-002)
  Duration handshake{30'000};        ///< an incomplete handshake ends the session (HS-015)
  Duration close{10'000};            ///< after our SessionRequest we close ourselves (SR-003)
  std::array<Duration, 3> repeats{Duration(1'000), Duration(5'000), Duration(30'000)};  ///< after TEMPORARY_ERROR
};

/// How an RM refuses an instruction that is well-formed and cannot be carried out. Source: rule catalogue, C.9.
enum class InstructionRefusal : std::uint8_t {
  by_lifecycle,  ///< ReceptionStatus OK, then InstructionStatusUpdate REJECTED
  at_reception,  ///< ReceptionStatus INVALID_CONTENT
};

/// Buffers that all sessions of one thread can share, so that a session of its own is small. For one thread at a time.
class Workbench {
 public:
  Workbench();
  ~Workbench();

  /// See Workbench.
  struct Parts;
  /// The buffers, for the engine.
  Parts& parts() { return *parts_; }

 private:
  std::unique_ptr<Parts> parts_;
};

/// What a session is configured with.
struct SessionOptions {
  Start start = Start::bare;                                      ///< how the profile is agreed
  Profile profile = Profile::v1_0_0;                              ///< the profile when start is connected
  std::vector<std::string> versions = {"1.0.0", "0.0.2-beta"};    ///< versions offered in the handshake, best first
  Strictness strictness = Strictness::normal;                     ///< how the peer's frames are read
  SessionTimes times = {};                                        ///< deadlines
  Tolerances tolerances = {};                                     ///< what rules are judged with, grace of a switch
  OmissionTimes omissions = {};                                   ///< what takes longer is told as left undone
  InstructionRefusal refusal = InstructionRefusal::by_lifecycle;  ///< RM: how impossible instructions are refused
  std::shared_ptr<Workbench> workbench = nullptr;  ///< shared with other sessions of the thread; null: its own
};

/// What an RM does when its CEM has fallen silent. A CEM that is connected and mute leaves a device with the last wish
/// it uttered, for ever; this bounds it. No part of S2: the RM does it by itself and the CEM sees only reports and
/// statuses.
struct FailSafe {
  /// What counts as a sign of life.
  enum class Heartbeat : std::uint8_t {
    any_frame,  ///< whatever the CEM sends, acknowledgements included: its engine lives
    message,    ///< messages that are no acknowledgements: its mind lives
  };
  Duration after;                            ///< so long without a sign of life
  std::vector<Message> behaviour;            ///< what to do then: instructions of the active control type
  Heartbeat heartbeat = Heartbeat::message;  ///< what renews the lease
};

}  // namespace s2
