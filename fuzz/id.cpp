// Ids: two lines of text as ids; equality, order and hash agree, copies equal their originals.

#include "expect.hpp"

#include <s2/base/id.hpp>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using s2::fuzz::expect;
  const auto text = s2::fuzz::text_of(data, size);
  const auto end = text.find('\n');
  const auto first = text.substr(0, end);
  const auto second = end == text.npos ? text : text.substr(end + 1);
  const s2::Id a(first);
  const s2::Id b(second);
  expect(a.text() == first && b.text() == second, "an id does not keep its text");

  s2::Id copy = a;
  expect(copy == a && copy.text() == first, "a copy differs");
  copy = b;
  expect(copy.text() == second, "an assigned id differs");
  const s2::Id moved = std::move(copy);
  expect(moved.text() == second, "a moved id differs");

  expect((a == b) == (b == a) && (a == b) == ((a <=> b) == 0), "equality and order disagree");
  expect(((a <=> b) < 0) == ((b <=> a) > 0), "the order depends on the side");
  if (a == b) expect(a.hash() == b.hash(), "equal ids hash differently");
  if (a.uuid() && b.uuid()) expect((a == b) == (*a.uuid() == *b.uuid()), "UUIDs are not compared by value");
  (void)s2::is_legal_id(first);
  return 0;
}
