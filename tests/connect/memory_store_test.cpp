// The store in memory keeps the contract of stores.

#include "store_contract.hpp"

namespace s2::tests {

INSTANTIATE_TEST_SUITE_P(Memory, StoreContract,
                         testing::Values(StoreCase{"memory", connect::make_memory_store, [](auto&) {}}),
                         testing::PrintToStringParamName());

}  // namespace s2::tests
