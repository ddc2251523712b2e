// The program s2: the verbs it knows, and the world it lives in.

#include "cem.hpp"
#include "cert.hpp"
#include "code.hpp"
#include "demo.hpp"
#include "device.hpp"
#include "discover.hpp"
#include "doctor.hpp"
#include "explain.hpp"
#include "fmt.hpp"
#include "model.hpp"
#include "pair.hpp"
#include "pairings.hpp"
#include "peek.hpp"
#include "program.hpp"
#include "proxy.hpp"
#include "registry.hpp"
#include "replay.hpp"
#include "rules.hpp"
#include "schema.hpp"
#include "talk.hpp"
#include "unpair.hpp"
#include "validate.hpp"

#include <algorithm>

int main(int argc, char** argv) {
  using namespace s2::app;
  const Verb verbs[] = {
      demo_verb(),   cem_verb(),     device_verb(),   proxy_verb(),  talk_verb(),  discover_verb(), doctor_verb(),
      code_verb(),   pair_verb(),    pairings_verb(), unpair_verb(), cert_verb(),  registry_verb(), validate_verb(),
      replay_verb(), explain_verb(), fmt_verb(),      peek_verb(),   rules_verb(), model_verb(),    schema_verb(),
  };
  return run_program(verbs, {argv + std::min(argc, 1), argv + argc}, process_console());
}
