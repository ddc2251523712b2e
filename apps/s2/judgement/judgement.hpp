#pragma once
// Judgement: what the codec and the rules say about one frame.

#include "input/frame.hpp"

#include <s2/codec.hpp>
#include <s2/rules.hpp>

#include <optional>
#include <string>
#include <vector>

namespace s2::app {

/// By what standard frames are judged.
struct Measure {
  std::optional<Profile> profile;              ///< as told; otherwise what a recording says, or 1.0.0
  Strictness strictness = Strictness::normal;  ///< how much liberty is tolerated
  bool warnings_as_errors = false;             ///< whether a warning refuses as well
};

/// The outcome for one record.
struct Judgement {
  std::optional<std::string> type;              ///< message_type as written; empty when it could not be read
  std::optional<std::string> message_id;        ///< message_id; empty when it could not be read or there is none
  std::optional<Kind> kind;                     ///< the kind, when the type is one of the standard
  std::optional<ReceptionStatusValues> status;  ///< what a peer has to answer; empty when nothing was sent
  bool refused = false;                         ///< whether there is an error
  std::vector<Finding> findings;                ///< in the order of the text, or of the catalogue
  Profile profile = Profile::v1_0_0;            ///< the S2 JSON version it was held against
};

/// Reads the frame of a record: layers 1 and 2 of the rule catalogue. The judgement says so when there is no message.
struct Reading {
  Judgement judgement;
  std::optional<Message> message;
};

/// See Reading.
Reading read_frame(const Record& record, const Frame& frame, Profile profile, const Measure& measure);

/// Judges the frame of a record: layers 1, 2 and 4 of the rule catalogue.
Judgement judge(const Record& record, const Frame& frame, Profile profile, const Measure& measure);

}  // namespace s2::app
