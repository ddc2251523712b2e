// Buffers shared by sessions.

#include "workbench.hpp"

namespace s2 {

Workbench::Workbench() : parts_(std::make_unique<Parts>()) {}
Workbench::~Workbench() = default;

}  // namespace s2
