#pragma once
// Analysis: everything a replay learns about a file, conversation by conversation.

#include "conversations/walk.hpp"
#include "replay/chart.hpp"
#include "replay/finding_book.hpp"
#include "replay/lifecycles.hpp"
#include "replay/sequence.hpp"
#include "replay/timing.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace s2::app {

/// What is looked at.
struct AnalysisOptions {
  WalkOptions walk;      ///< how the file is read and judged
  bool picture = false;  ///< whether chart and sequence are wanted; they cost time
};

/// A message that nobody answered.
struct Unanswered {
  std::uint64_t line = 0;    ///< where it stands; 0 when that is not known
  Time time;                 ///< when it was sent
  Direction direction{};     ///< who sent it
  std::optional<Kind> kind;  ///< its type, when that could be read
  std::string message_id;    ///< its id, cut
  bool late = false;         ///< the recording goes on for longer than answers may take (REC-002)
};

/// What is known of one conversation.
struct ConversationReport {
  Beginning beginning;                                           ///< who, and where in the file
  std::optional<ResourceManagerDetails> details;                 ///< as the resource manager described itself
  std::optional<Profile> profile;                                ///< the agreed version
  ControlType control_type = ControlType::no_selection;          ///< the last one selected
  Time first;                                                    ///< time of the first frame
  Time last;                                                     ///< time of the last frame
  std::uint64_t last_line = 0;                                   ///< line of the last frame
  std::array<std::array<std::uint64_t, kind_count>, 2> kinds{};  ///< messages by direction and type
  std::uint64_t unreadable = 0;                                  ///< frames whose type could not be read
  std::uint64_t messages = 0;                                    ///< all frames
  bool times_assumed = false;                                    ///< the file has no times; they were worked out
  bool answers_assumed = false;                                  ///< WalkOptions::add_answers
  std::uint64_t differing = 0;                                   ///< answers that differ from ours (REC-010)
  FindingBook findings;                                          ///< what is wrong
  Lifecycles instructions;                                       ///< what became of instructions
  Timing timing;                                                 ///< answers and clocks
  std::vector<Unanswered> unanswered;                            ///< messages without answer, oldest first
  Chart chart;                                                   ///< with AnalysisOptions::picture
  Sequence sequence;                                             ///< with AnalysisOptions::picture
};

/// What is known of one file.
struct FileReport {
  /// Conversations kept with all that was learned; of further ones only the findings are counted.
  static constexpr std::size_t kept_conversations = 256;

  std::string source;                                              ///< the file, as it was named
  std::vector<std::unique_ptr<ConversationReport>> conversations;  ///< in the order in which they begin
  FindingBook troubles;                                            ///< places that are no frames
  std::uint64_t messages = 0;                                      ///< all frames
  std::uint64_t conversations_left_out = 0;                        ///< conversations that were only counted
  std::string failure;                                             ///< why it could not be read; empty otherwise

  /// Findings of weight error, in conversations and in the file.
  std::uint64_t errors() const;
  /// Findings of weight warning.
  std::uint64_t warnings() const;
};

/// Fills a report on the way through a file.
class Analysis : public Companion {
 public:
  /// Into a report that outlives it.
  Analysis(const AnalysisOptions& options, FileReport& report) : options_(options), report_(report) {}

  void on_beginning(const Beginning& beginning) override;
  void on_frame(const Sighting& sighting) override;
  void on_end(std::size_t number, const Conversation& conversation, std::span<const Omission> left) override;
  void on_trouble(std::uint64_t line, const Finding& finding) override;

 private:
  ConversationReport& report_of(std::size_t number);

  const AnalysisOptions& options_;
  FileReport& report_;
  ConversationReport rest_;  // what comes beyond kept_conversations
};

}  // namespace s2::app
