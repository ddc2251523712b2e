// What decides everything two sessions can still do, in words.

#include "fingerprint.hpp"

#include <session/parts.hpp>

#include <algorithm>
#include <cctype>

namespace s2::tests {
namespace {

// The inside of a session, for looking only.
struct Inside : Session {
  static Parts& of(const Session& session) { return *(session.*&Inside::parts_); }
};

void add_span(std::string& text, const std::optional<Time>& when, Time now) {
  text += when ? std::to_string((*when - now).count()) : "-";
  text += ' ';
}

void add_registry(std::string& text, const Registry& registry, Time now) {
  const Standing& standing = registry.standing;
  text += standing.profile ? 'p' : '-';
  text += registry.details ? 'd' : '-';
  for (const auto& pending : standing.pending) text += std::to_string(static_cast<int>(pending.control_type)) + '?';
  for (const auto& until : standing.left_until) {
    if (until && now < *until) add_span(text, until, now);
  }
  if (const auto* description = registry.frbc.descriptions.in_force()) text += " by " + description->message_id.str();
  for (const OpenInstruction& open : registry.instructions.open()) text += " open " + open.id.str();
}

void add_session(std::string& text, const View& view, Time now) {
  auto& parts = Inside::of(view.session);
  text += '\n';
  text += std::string(name_of(parts.stage)) + ' ' + std::to_string(static_cast<int>(parts.control_type)) + ' ';
  add_span(text, parts.handshake_due, now);
  add_span(text, parts.close_due, now);
  add_registry(text, parts.registry, now);
  add_span(text, parts.ledger.next_due(), now);
  for (const Id& id : view.sent) {
    const auto* waiting = parts.ledger.find(id);
    if (!waiting) continue;
    text += " waits " + std::to_string(static_cast<int>(waiting->kind)) + ' ' + id.str() + ' ';
    add_span(text, waiting->due, now);
  }
  for (const auto& frame : view.in) text += '\n' + frame;
}

// What a session remembers of an id.
void add_memory(std::string& text, const Session& session, const Id& id) {
  auto& parts = Inside::of(session);
  text += '|';
  const auto* answer = parts.answers.find(digest_of(id));
  if (answer) text += "a" + std::to_string(static_cast<int>(answer->status));
  if (const auto* facts = parts.registry.instructions.find(id)) {
    text += "i" + (facts->status ? std::to_string(static_cast<int>(*facts->status)) : "");
    if (facts->revoked) text += 'r';
  }
  if (const auto* object = parts.registry.objects.find(ObjectKind::system_description, id)) {
    text += object->gone ? "gone" : "here";
  }
}

// The next "id-7" of a text from a position on; empty when there is none.
std::string_view next_id(std::string_view text, std::size_t from) {
  const std::size_t begin = text.find("id-", from);
  if (begin == std::string_view::npos) return {};
  std::size_t end = begin + 3;
  while (end < text.size() && std::isdigit(static_cast<unsigned char>(text[end]))) ++end;
  return text.substr(begin, end - begin);
}

// Ids become numbers in the order of their appearance; their list comes back in `ids`.
std::string renamed(std::string_view text, std::vector<std::string>& ids) {
  std::string out;
  std::size_t position = 0;
  for (std::string_view id = next_id(text, 0); !id.empty(); id = next_id(text, position)) {
    const auto begin = static_cast<std::size_t>(id.data() - text.data());
    const auto known = std::find(ids.begin(), ids.end(), id);
    out += text.substr(position, begin - position);
    out += '#' + std::to_string(known - ids.begin());
    if (known == ids.end()) ids.emplace_back(id);
    position = begin + id.size();
  }
  return out.append(text.substr(position));
}

// When an instruction came so far decides nothing.
void drop_moments(std::string& text) {
  constexpr std::string_view member = "\"timestamp\":\"";
  for (std::size_t at = text.find(member); at != std::string::npos; at = text.find(member, at + member.size())) {
    const std::size_t begin = at + member.size();
    text.erase(begin, text.find('"', begin) - begin);
  }
}

}  // namespace

std::string fingerprint(const View& rm, const View& cem, Time now) {
  std::string text;
  add_session(text, rm, now);
  add_session(text, cem, now);
  drop_moments(text);
  std::vector<std::string> ids;
  std::string out = renamed(text, ids);
  out += '\n';
  for (const auto& id : ids) {
    for (const View* view : {&rm, &cem}) add_memory(out, view->session, Id(id));
  }
  return out;
}

}  // namespace s2::tests
