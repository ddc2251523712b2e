#include "hand_over.hpp"

#include <s2/store.hpp>

namespace s2::deployments {

Result<void> hand_over(const connect::Pairing& pairing, const std::string& file) {
  const auto link = store::open_file(file);
  if (!link) return Unexpected{link.error()};
  return (*link)->put(pairing);
}

Result<void> take_over_pairings(const std::string& file, connect::Store& into) {
  const auto link = store::open_file(file);
  if (!link) return Unexpected{link.error()};
  const auto pairings = (*link)->all();
  if (!pairings) return Unexpected{pairings.error()};
  for (const connect::Pairing& pairing : *pairings) {
    if (auto taken = into.put(pairing); !taken) return taken;
  }
  return {};
}

}  // namespace s2::deployments
