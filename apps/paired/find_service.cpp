#include "find_service.hpp"

#include "text_layout.hpp"

#include <s2/connect/problem.hpp>

#include <utility>

namespace s2::paired {
namespace {

constexpr std::size_t heard_bytes = 300;

}  // namespace

FindService::FindService(transport::Loop& loop, transport::Dnssd& discovery, std::string name, Duration patience,
                         Done done)
    : loop_(loop), name_(std::move(name)), done_(std::move(done)) {
  timer_ = loop_.after(patience, [this] {
    const std::string others = heard_.empty() ? "nobody is heard of" : "heard of: " + heard_;
    finish(Unexpected{connect::finding_of(connect::Problem::no_such_name, others)});
  });
  browser_ = discovery.browse({.on_found = [this](const transport::ServiceFound& found) { on_found(found); },
                               .on_gone = {},
                               .on_unusable = {},
                               .on_trouble = [this](const Finding& finding) { finish(Unexpected{finding}); }});
}

FindService::~FindService() { loop_.cancel(timer_); }

void FindService::on_found(const transport::ServiceFound& found) {
  const auto& url = found.says.pairing_url;
  const bool is_it =
      found.instance == name_ || found.says.name == name_ || found.host == name_ || (url && url->host() == name_);
  if (is_it && url) return finish(*url);
  if (heard_.size() < heard_bytes) heard_ += (heard_.empty() ? "" : ", ") + app::harmless(found.instance);
}

// The browser that calls us goes later, with this object.
void FindService::finish(Result<connect::BaseUrl> outcome) {
  if (!done_) return;
  loop_.cancel(timer_);
  loop_.post([done = std::exchange(done_, nullptr), outcome = std::move(outcome)] { done(outcome); });
}

}  // namespace s2::paired
