#include "service_search.hpp"

#include <utility>

namespace s2::house {

ServiceSearch::ServiceSearch(transport::Dnssd& discovery, std::string instance) : instance_(std::move(instance)) {
  transport::BrowseHandler handler;
  handler.on_found = [this](const transport::ServiceFound& found) {
    if (found.instance == instance_ && found.says.pairing_url) url_ = found.says.pairing_url;
  };
  handler.on_trouble = [this](const Finding& finding) { trouble_ = finding; };
  browser_ = discovery.browse(std::move(handler));
}

}  // namespace s2::house
