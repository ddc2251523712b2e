// A stranger's frame: decoded in both profiles and at both levels, held against the plain reader and against encode.

#include "expect.hpp"

#include <s2/base/limits.hpp>
#include <s2/codec.hpp>

namespace s2::fuzz {
namespace {

void check_refusal(const Refusal& refusal, const std::optional<Finding>& layer1) {
  expect(refusal.status != ReceptionStatusValues::ok, "a refusal with OK");
  expect(!refusal.findings.empty() && refusal.findings.size() <= Limits::findings, "a refusal without reason");
  for (const auto& finding : refusal.findings) {
    expect(!finding.rule.empty() && !finding.text.empty(), "a finding that says nothing");
    expect(finding.value.size() <= Limits::finding_value_bytes, "a finding repeats too much of the frame");
  }
  const bool unreadable = refusal.status == ReceptionStatusValues::invalid_data;
  expect(unreadable == layer1.has_value(), "decode and scan disagree on what is readable");
  if (layer1) expect(refusal.findings.front() == *layer1, "decode and scan give different reasons");
}

void check_round_trip(const Message& message, Profile profile) {
  const auto text = encode(message, profile);
  expect(text.has_value(), "a message that was read cannot be written");
  expect(!scan(*text), "we wrote what the plain reader refuses");
  const auto again = decode(*text, profile);
  expect(again.has_value(), "we refuse what we wrote");
  expect(again->notes.empty(), "we find fault with what we wrote");
  expect(again->message == message, "a message changed on its way out and in");
  expect(encode(again->message, profile).value() == *text, "the same message gave different bytes");
}

void check(std::string_view frame, Profile profile, const std::optional<Finding>& layer1) {
  const auto normal = decode(frame, profile);
  const auto lenient = decode(frame, profile, {.strictness = Strictness::lenient, .negotiating = false});
  for (const auto* outcome : {&normal, &lenient}) {
    if (*outcome) {
      expect(!layer1, "decode accepts what the plain reader refuses");
      check_round_trip((*outcome)->message, profile);
    } else {
      check_refusal(outcome->error(), layer1);
    }
  }
  if (!normal) return;
  expect(lenient.has_value(), "lenient refuses what normal accepts");
  expect(lenient->message == normal->message, "lenient reads another message than normal");
}

}  // namespace
}  // namespace s2::fuzz

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const auto frame = s2::fuzz::text_of(data, size);
  const auto layer1 = s2::scan(frame);
  for (const auto profile : s2::all_profiles) s2::fuzz::check(frame, profile, layer1);
  return 0;
}
