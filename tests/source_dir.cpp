#include "source_dir.hpp"

namespace s2::tests {

std::filesystem::path source_dir() { return S2_SOURCE_DIR; }

}  // namespace s2::tests
