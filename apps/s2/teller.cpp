#include "teller.hpp"

#include "json_line.hpp"
#include "text_layout.hpp"

#include <ostream>

namespace s2::app {
namespace {

using Weight = paired::Told::Weight;

Ink ink_of(Weight weight) {
  switch (weight) {
    case Weight::good:
      return Ink::good;
    case Weight::plain:
      return Ink::plain;
    case Weight::notice:
      return Ink::warning;
    case Weight::bad:
      return Ink::error;
  }
  return Ink::plain;
}

}  // namespace

void Teller::tell(const paired::Told& told) {
  if (json_) {
    JsonLine line;
    line.member("event", told.event);
    if (!told.id.empty()) line.member("id", told.id);
    console_.out << line.member("text", told.text).str() << '\n' << std::flush;
    return;
  }
  const Ink ink = ink_of(told.weight);
  if (told.weight == Weight::good || told.weight == Weight::plain) {
    console_.out << console_.paint(ink, paired::line_of(told)) << '\n' << std::flush;
  } else {
    console_.err << console_.paint_err(ink, paired::line_of(told)) << '\n' << std::flush;
  }
}

void Teller::note(std::string_view sentence) { tell({Weight::plain, "note", {}, harmless(sentence)}); }

host::HostHandler Teller::handler() {
  const auto say = [this](const auto& event) {
    if (const auto told = paired::told(event)) tell(*told);
  };
  host::HostHandler handler;
  handler.on_session = [](host::SessionOpened) {};
  handler.on_pairing = say;
  handler.on_server_event = say;
  handler.on_client_event = say;
  handler.on_note = [this](const std::string& sentence) { note(sentence); };
  return handler;
}

}  // namespace s2::app
