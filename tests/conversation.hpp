#pragma once
// Conversations as text: what a peer sends, and what our side has to answer and report. The format is described in
// tests/data/conversations/README.md.

#include <filesystem>
#include <string>
#include <vector>

namespace s2::tests {

/// One line of a conversation.
struct Step {
  int line = 0;            ///< where it stands in its file
  std::int64_t at_ms = 0;  ///< when it happens, in ms since the start
  std::string verb;        ///< ">", "event", "do", "refused", "link", "connects", "tries", "pings" or "leaves"
  std::string side;        ///< who does it: rm or cem; of a link what happens to it
  std::string what;        ///< the rest
};

/// A conversation between one engine of ours and a peer that follows the text, or between two engines of ours.
struct Conversation {
  std::string file;                   ///< name of the file
  std::string title;                  ///< one sentence
  std::string we;                     ///< which side our engine is: rm, cem or both
  std::string start;                  ///< how the session begins: bare, connected, or the control type that is active
  std::string with;                   ///< options: lenient, strict, at_reception, 0.0.2-beta, and the versions offered
  std::string client;                 ///< both: who opened the connection and comes back
  std::int64_t latency_ms = 0;        ///< both: how long a frame takes
  std::int64_t ping_interval_ms = 0;  ///< both: how often the WebSockets ping; 0: not at all
  std::int64_t peer_timeout_ms = 0;   ///< … and after how long without a sign of life they leave
  std::vector<std::string> rules;     ///< what it shows: ids of the catalogue
  std::vector<int> hazards;           ///< … and hazards of peers: numbers of docs/reference/hazards.md
  std::vector<Step> steps;            ///< what happens, in order
};

/// Every conversation of the files in a folder, in the order of their names.
std::vector<Conversation> conversations_in(const std::filesystem::path& folder);

/// Holds a conversation with our engine. Returns what went otherwise than the text says; nothing when all went well.
std::vector<std::string> hold(const Conversation& conversation);

}  // namespace s2::tests
