// Starting the server.

#include "served.hpp"

#include <sstream>

namespace s2::bench {

Served::Served(const Plan& plan, const Town& town, std::uint16_t port, std::size_t sessions)
    : child_(
          {plan.server, town.store(), std::to_string(port), std::to_string(plan.threads), std::to_string(sessions)}) {
  std::istringstream line(child_.first_line());
  std::string url;
  line >> url >> code_ >> opened_ms_;
  url_ = connect::BaseUrl::parse(url).value();
}

}  // namespace s2::bench
