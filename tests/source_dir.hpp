#pragma once
// Where this checkout lies, for tests that read files of it.

#include <filesystem>

namespace s2::tests {

/// The folder of the sources. A function, so that only one file of a test program depends on where it is built and a
/// compiler cache knows the others in every checkout.
std::filesystem::path source_dir();

}  // namespace s2::tests
