// A node of the deployments in namespaces (tests/deployments), and the authority of those in the WAN.
//
//   s2_deployment_node --role cem|rm …   see options.hpp
//   s2_deployment_node certify FOLDER NAME…
//
// Prints lines that begin with a word: ready, code, found, paired, session, instruction, status, ended, done, problem,
// note. Ends with 0 when an instruction was carried out.

#include "authority.hpp"
#include "node.hpp"
#include "say.hpp"

#include <iostream>

namespace {

using namespace s2::deployments;

int certify_for(const std::string& folder, std::vector<std::string> names) {
  const std::string problem = certify(folder, names);
  if (!problem.empty()) say("problem ", problem);
  return problem.empty() ? 0 : 1;
}

// A code that somebody typed comes by standard input, as command lines can be read by everybody.
std::string typed_code(const Options& options) {
  std::string code;
  if (options.begins != Begins::not_at_all && options.begins != Begins::by_responder) std::getline(std::cin, code);
  return code;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc > 2 && argv[1] == std::string_view("certify")) return certify_for(argv[2], {argv + 3, argv + argc});
  const auto options = read_options(argc, argv);
  if (!options) {
    say("problem ", options.error());
    return 2;
  }
  Node node(*options, typed_code(*options));
  return node.run();
}
