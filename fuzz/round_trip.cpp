// Any message in memory: either it cannot be written, for a reason, or what was written reads back as the same message.

#include "expect.hpp"
#include "made_message.hpp"

#include <s2/codec.hpp>

namespace s2::fuzz {
namespace {

void check_refused(const Message& message, Profile profile, const Finding& finding) {
  expect(!finding.rule.empty() && !finding.text.empty(), "a refusal without reason");
  std::string out = "before";
  expect(!encode_to(out, message, profile) && out == "before", "a failed writer left something behind");
  expect(!encode_pretty_to(out, message, profile) && out == "before", "a failed writer left something behind");
}

void check_read(const Message& message, Profile profile, std::string_view text) {
  expect(!scan(text), "we wrote what the plain reader refuses");
  for (const auto strictness : {Strictness::lenient, Strictness::normal, Strictness::strict}) {
    const auto read = decode(text, profile, {.strictness = strictness, .negotiating = false});
    expect(read.has_value(), "we refuse what we wrote");
    expect(read->notes.empty(), "we find fault with what we wrote");
    expect(read->message == message, "a message changed on its way out and in");
  }
}

void check(const Message& message, Profile profile, Decoder& decoder, Message& reused) {
  const auto text = encode(message, profile);
  if (!text) return check_refused(message, profile, text.error());
  check_read(message, profile, *text);
  std::string pretty;
  expect(encode_pretty_to(pretty, message, profile).has_value(), "pretty refuses what compact writes");
  check_read(message, profile, pretty);

  const auto peeked = peek(*text);
  expect(peeked && peeked->kind == kind_of(message), "peek does not know what we wrote");
  // A message that held something else before, as a connection reads.
  std::vector<Finding> notes;
  expect(decoder.decode_into(reused, notes, *text, profile).has_value(), "a used message is refused");
  expect(reused == message, "a used message kept something of before");
  std::string again = "before";
  expect(encode_to(again, reused, profile).has_value() && again == "before" + *text, "the same message, other bytes");
}

}  // namespace
}  // namespace s2::fuzz

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  static s2::Decoder decoder;
  static s2::Message reused;
  const auto message = s2::fuzz::MadeMessage(s2::fuzz::text_of(data, size)).make();
  for (const auto profile : s2::all_profiles) s2::fuzz::check(message, profile, decoder, reused);
  return 0;
}
