// The HTTP side of a server.

#include "serving.hpp"

#include <algorithm>

namespace s2::transport {

const HttpMount* HttpService::Parts::find(std::string_view target) const {
  const auto found =
      std::find_if(mounts.begin(), mounts.end(), [=](const HttpMount& one) { return target.starts_with(one.path); });
  return found == mounts.end() ? nullptr : &*found;
}

HttpService::HttpService(std::vector<HttpMount> mounts, HttpOptions options) : parts_(std::make_shared<Parts>()) {
  parts_->mounts = std::move(mounts);
  parts_->options = options;
  std::stable_sort(parts_->mounts.begin(), parts_->mounts.end(),
                   [](const HttpMount& a, const HttpMount& b) { return a.path.size() > b.path.size(); });
}

// Nobody is left to answer.
HttpService::~HttpService() {
  for (auto& mount : parts_->mounts) mount.on_gone = nullptr;
  const auto servings = parts_->servings;
  for (const auto& [number, serving] : servings) serving->drop();
}

void HttpService::answer(connect::RequestId request, const connect::Response& response) {
  const auto found = parts_->waiting.find(request);
  if (found == parts_->waiting.end()) return;
  if (const auto serving = found->second.lock()) serving->answer(response);
}

std::size_t HttpService::connections() const { return parts_->servings.size(); }

}  // namespace s2::transport
