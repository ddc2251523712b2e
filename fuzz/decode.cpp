// A stranger's frame: decoded in both profiles and at every level, held against the plain reader and against encode.

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

using Outcome = Result<Decoded, Refusal>;

// For the codec strict is normal.
void check_strict(std::string_view frame, Profile profile, const Outcome& normal) {
  const auto strict = decode(frame, profile, {.strictness = Strictness::strict, .negotiating = false});
  expect(strict.has_value() == normal.has_value(), "strict and normal disagree");
  if (normal) {
    expect(strict->message == normal->message && strict->notes == normal->notes, "strict reads another message");
  } else {
    expect(strict.error().findings == normal.error().findings, "strict gives other reasons than normal");
  }
}

// Negotiating only refuses more.
void check_negotiating(std::string_view frame, Profile profile, const Outcome& normal) {
  const auto outcome = decode(frame, profile, {.strictness = Strictness::normal, .negotiating = true});
  if (outcome) {
    expect(normal.has_value() && outcome->message == normal->message, "negotiating reads another message than normal");
  } else {
    const auto& findings = outcome.error().findings;
    expect(!findings.empty(), "a refusal without reason");
    expect(!normal || findings.front().rule == "HS-001", "negotiating has another reason than the type");
  }
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
  check_strict(frame, profile, normal);
  check_negotiating(frame, profile, normal);
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
