#pragma once
// Layout: the tables of a store and how an older layout becomes the newest.

#include "database.hpp"

namespace s2::store {

/// Prepares a file that was opened: how it is written, and its tables. Fails when a newer program wrote it, or when it
/// is the file of another program.
Result<void> prepare(Database& database);

/// The number of the newest layout.
int newest_layout();

}  // namespace s2::store
