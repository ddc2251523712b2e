#pragma once
// Workbench: the buffers an engine reads and judges with.

#include <s2/conversation.hpp>
#include <s2/session/options.hpp>

#include <vector>

namespace s2 {

struct Workbench::Parts {
  Decoder decoder;
  Judge judges[3] = {Judge(Strictness::lenient), Judge(Strictness::normal), Judge(Strictness::strict)};
  Message message;             // what was read last
  std::vector<Finding> notes;  // … and what was odd about it

  Judge& judge(Strictness strictness) { return judges[static_cast<std::size_t>(strictness)]; }
};

}  // namespace s2
