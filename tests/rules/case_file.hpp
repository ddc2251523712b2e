#pragma once
// Reads the cases in tests/data/rules. The format is described in the README there.

#include <s2/conversation.hpp>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace s2::tests {

/// One line of a conversation.
struct CaseLine {
  std::string text;               ///< as it stands in the file, for people
  Time time;                      ///< when it passes
  EnergyManagementRole sender{};  ///< who sends it
  std::string frame;              ///< its bytes
  bool binary = false;            ///< it comes in a binary WebSocket message
  bool answered = true;           ///< the other side answers it by itself
};

/// A case: what happened before, and two ways to go on.
struct RuleCase {
  std::string rule;                              ///< the rule it is about
  ConversationOptions options;                   ///< how the conversation is read
  std::string pointer;                           ///< where the finding is
  std::vector<std::string> companions;           ///< other rules that the broken part breaks as well
  std::vector<std::string> companions_before;    ///< rules that its earlier lines cannot but break
  std::vector<std::string> companions_of_legal;  ///< rules that the legal part breaks
  std::vector<CaseLine> given;                   ///< what happened before
  std::vector<CaseLine> breaks;                  ///< goes wrong with its last line
  std::vector<CaseLine> legal;                   ///< does not
  std::optional<Time> found;                     ///< omissions: when it is found
  std::string about;                  ///< … message_id of the message it is about; empty when there is none
  EnergyManagementRole owes{};        ///< … and who had to act
  bool legal_closed = false;          ///< … the legal part ends with the end of the connection
  std::vector<std::string> problems;  ///< what is wrong with the file itself
};

/// The folder with the cases.
std::filesystem::path cases_dir();

/// Reads a case, or any other file of the kind: one that begins with lines needs no header.
RuleCase read_case(const std::filesystem::path& file);

/// The first moment of the conversations.
Time case_epoch();

}  // namespace s2::tests
