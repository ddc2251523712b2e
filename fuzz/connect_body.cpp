// Bodies of S2 Connect: whatever is read can be written, and reads back as the same. The first byte says as which type.

#include "expect.hpp"

#include <connect/random_body.hpp>
#include <s2/connect/body.hpp>

namespace {

using namespace s2::connect;
using s2::fuzz::expect;

void check_refusal(const BodyError& error) {
  expect(!error.finding.rule.empty() && !error.finding.text.empty(), "a body is refused without a reason");
}

template <class T>
void check(std::string_view text) {
  const auto read = decode<T>(text, Limits::request_bytes);
  if (!read) return check_refusal(read.error());
  const std::string written = encode(*read);
  const auto again = decode<T>(written);
  expect(again.has_value(), "we write what we do not read");
  expect(*again == *read, "a body changed on its way out and in");
  expect(encode(*again) == written, "the same body is written in two ways");
}

template <class T>
void check_list(std::string_view text, bool liberal) {
  const auto read = decode_list<T>(text, {.skip_bad_items = liberal, .take_bare_item = liberal});
  if (!read) return check_refusal(read.error());
  const auto again = decode_list<T>(encode_list(*read));
  expect(again.has_value() && *again == *read, "a list changed on its way out and in");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text = s2::fuzz::text_of(data + 1, size - 1);
  unsigned left = data[0];
  s2::tests::for_each_body([&]<class T>() {
    if (left-- == 0) check<T>(text);
  });
  const bool liberal = left % 2 == 0;
  check_list<NodeDescription>(text, liberal);
  check_list<WaitForPairingRequestItem>(text, liberal);
  check_list<WaitForPairingResponseItem>(text, liberal);
  check_list<EndpointRecord>(text, liberal);
  if (const auto id = attempt_id_in(text)) {
    expect(id->size() >= Limits::attempt_id_characters_min, "an attempt id is too short");
  }
  (void)decode_versions(text).has_value();
  return 0;
}
