#pragma once
// DescriptorBuffer: a stream buffer on a file descriptor that remembers why writing failed.

#include <array>
#include <streambuf>

namespace s2::app {

/// Reads from and writes to a descriptor that somebody else owns. std::filebuf does the same but forgets errno.
class DescriptorBuffer : public std::streambuf {
 public:
  /// On an open descriptor.
  explicit DescriptorBuffer(int descriptor);
  ~DescriptorBuffer() override;

  /// errno of the first failure; 0 when there was none.
  int error() const { return error_; }

 protected:
  int_type overflow(int_type c) override;
  int sync() override;
  int_type underflow() override;

 private:
  bool write_out();

  int descriptor_;
  int error_ = 0;
  std::array<char, 1 << 16> buffer_;
  std::array<char, 1 << 16> input_;
};

}  // namespace s2::app
