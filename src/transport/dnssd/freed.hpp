#pragma once
// Freed: what libraries in C gave out, in the hands of unique_ptr.

namespace s2::transport::dnssd {

/// Calls a library's own function in place of delete.
template <auto Free>
struct Freed {
  /// For unique_ptr.
  template <class T>
  void operator()(T* thing) const {
    Free(thing);
  }
};

}  // namespace s2::transport::dnssd
