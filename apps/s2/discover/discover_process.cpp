// A page that is redrawn on a terminal, lines for what comes and goes elsewhere, or one table at the end.

#include "discover_process.hpp"

#include "listing.hpp"
#include "text_layout.hpp"

#include <house/screen.hpp>

#include <optional>
#include <ostream>

namespace s2::app {
namespace {

class Discover {
 public:
  Discover(const DiscoverOptions& options, transport::Loop& loop, transport::Dnssd& dnssd, Console& console)
      : options_(options), loop_(loop), dnssd_(dnssd), console_(console) {
    if (console_.out_is_terminal && !options_.once && !options_.json) screen_.emplace(console_.out);
  }

  int run() {
    loop_.on_interrupt([this] {
      interrupted_ = true;
      loop_.stop();
    });
    if (options_.span > Duration{0}) loop_.after(options_.span, [this] { loop_.stop(); });
    if (options_.json) console_.out << begun_json(dnssd_) << '\n' << std::flush;
    const auto browsing = dnssd_.browse(handler());
    draw();
    loop_.run();
    screen_.reset();
    if (options_.once && !options_.json) print(listing_.lines(console_));
    if (listing_.empty() && !seen_ && !options_.json) {
      console_.complain("no endpoint of S2 Connect was heard (" + dnssd_.backend() +
                        "); s2 doctor looks whether this machine could hear one");
    }
    return seen_ || interrupted_ ? done : refused;
  }

 private:
  transport::BrowseHandler handler() {
    return {.on_found =
                [this](const transport::ServiceFound& one) {
                  seen_ = true;
                  listing_.found(one);
                  tell(found_json(one), "+ " + roles_of(one.says) + "  " + url_of(one.says) + "  " + one.instance);
                },
            .on_gone =
                [this](const std::string& instance) {
                  listing_.gone(instance);
                  tell(gone_json(instance), "- " + instance);
                },
            .on_unusable =
                [this](const std::string& instance, const Finding& why) {
                  if (options_.json) tell(unusable_json(instance, why), "");
                },
            .on_trouble =
                [this](const Finding& why) {
                  trouble_ = why.text;
                  if (options_.json) return tell(trouble_json(why), "");
                  if (!screen_) console_.complain(harmless(why.text));
                  draw();
                }};
  }

  static std::string url_of(const connect::Advertisement& says) {
    const auto& url = says.pairing_url ? says.pairing_url : says.longpolling_url;
    return url ? url->text() : "";
  }

  void tell(const std::string& json, const std::string& line) {
    if (screen_) return draw();
    if (options_.json) {
      console_.out << json << '\n' << std::flush;
    } else if (!options_.once) {
      console_.out << harmless(line) << '\n' << std::flush;
    }
  }

  void draw() {
    if (!screen_) return;
    const auto size = house::screen_size();
    auto lines = listing_.lines(console_);
    lines.insert(lines.begin(), {console_.paint(Ink::faint, "Endpoints of S2 Connect in this network (" +
                                                                dnssd_.backend() + "); Ctrl-C ends"),
                                 ""});
    if (listing_.empty()) lines.push_back("  none so far");
    if (!trouble_.empty()) lines.push_back(console_.paint(Ink::warning, harmless(shortened(trouble_, size.columns))));
    screen_->show(lines, size.rows);
  }

  void print(const std::vector<std::string>& lines) {
    if (listing_.empty()) return;
    for (const auto& line : lines) console_.out << line << '\n';
  }

  const DiscoverOptions& options_;
  transport::Loop& loop_;
  transport::Dnssd& dnssd_;
  Console& console_;
  Listing listing_;
  std::optional<house::Screen> screen_;
  std::string trouble_;
  bool seen_ = false;
  bool interrupted_ = false;
};

}  // namespace

int run_discover(const DiscoverOptions& options, transport::Loop& loop, transport::Dnssd& dnssd, Console& console) {
  return Discover(options, loop, dnssd, console).run();
}

}  // namespace s2::app
