#include "allocations.hpp"

#include <malloc.h>

#include <atomic>
#include <cstdlib>
#include <new>

namespace {

std::atomic<std::size_t> count{0};
std::atomic<std::size_t> bytes{0};

void give_back(void* memory) {
  if (memory) bytes -= malloc_usable_size(memory);
  std::free(memory);
}

}  // namespace

std::size_t s2::tests::allocations() { return count.load(); }
std::size_t s2::tests::allocated_bytes() { return bytes.load(); }

// The replaceable functions of the standard library, all but those for unusual alignment. The forms that do not throw
// are among them because a sanitizer brings its own, which do not end in ours.
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  ++count;
  void* memory = std::malloc(size == 0 ? 1 : size);
  if (memory) bytes += malloc_usable_size(memory);
  return memory;
}
void* operator new(std::size_t size) {
  if (void* memory = operator new(size, std::nothrow)) return memory;
  throw std::bad_alloc();
}
void* operator new[](std::size_t size) { return operator new(size); }
void* operator new[](std::size_t size, const std::nothrow_t& tag) noexcept { return operator new(size, tag); }
void operator delete(void* memory) noexcept { give_back(memory); }
void operator delete(void* memory, std::size_t) noexcept { give_back(memory); }
void operator delete(void* memory, const std::nothrow_t&) noexcept { give_back(memory); }
void operator delete[](void* memory) noexcept { give_back(memory); }
void operator delete[](void* memory, std::size_t) noexcept { give_back(memory); }
void operator delete[](void* memory, const std::nothrow_t&) noexcept { give_back(memory); }
