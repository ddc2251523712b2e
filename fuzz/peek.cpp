// peek() on a stranger's frame: agrees with decode() wherever that accepts.

#include "expect.hpp"

#include <s2/codec.hpp>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using s2::fuzz::expect;
  const auto frame = s2::fuzz::text_of(data, size);
  const auto peeked = s2::peek(frame);
  if (peeked && peeked->kind) {
    expect(s2::message_type_of(*peeked->kind).name() == peeked->message_type, "kind and name differ");
  }
  const auto decoded = s2::decode(frame, s2::Profile::v1_0_0);
  if (!decoded) return 0;
  expect(peeked.has_value(), "peek fails on a message");
  expect(peeked->kind == s2::kind_of(decoded->message), "peek and decode see different types");
  const auto* id = s2::message_id_of(decoded->message);
  if (id) expect(peeked->message_id && peeked->message_id->text() == id->text(), "peek and decode see different ids");
  return 0;
}
