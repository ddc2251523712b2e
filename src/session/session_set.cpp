// Many sessions under one timer: a heap of deadlines that knows where each session stands in it.

#include <s2/session_set.hpp>

#include <unordered_map>

namespace s2 {

struct SessionSet::Parts {
  static constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

  struct Entry {
    Key key;
    std::unique_ptr<Session> session;
    Time due;
    std::size_t place = nowhere;  // in the heap
  };

  std::shared_ptr<Workbench> workbench = std::make_shared<Workbench>();
  std::unordered_map<Key, Entry> entries;  // its nodes stay where they are
  std::vector<Entry*> heap;                // the earliest deadline first
  SessionCounters gone;
  Key last = 0;

  Entry* find(Key key) {
    const auto found = entries.find(key);
    return found == entries.end() ? nullptr : &found->second;
  }

  void put(std::size_t place, Entry* entry) {
    heap[place] = entry;
    entry->place = place;
  }
  void rise(std::size_t place) {
    Entry* entry = heap[place];
    for (; place > 0 && entry->due < heap[(place - 1) / 2]->due; place = (place - 1) / 2) {
      put(place, heap[(place - 1) / 2]);
    }
    put(place, entry);
  }
  void sink(std::size_t place) {
    Entry* entry = heap[place];
    for (std::size_t child = 2 * place + 1; child < heap.size(); child = 2 * place + 1) {
      if (child + 1 < heap.size() && heap[child + 1]->due < heap[child]->due) ++child;
      if (!(heap[child]->due < entry->due)) break;
      put(place, heap[child]);
      place = child;
    }
    put(place, entry);
  }
  void leave_heap(Entry& entry) {
    if (entry.place == nowhere) return;
    const std::size_t place = entry.place;
    Entry* last_one = heap.back();
    heap.pop_back();
    entry.place = nowhere;
    if (last_one == &entry) return;
    put(place, last_one);
    rise(place);
    sink(last_one->place);
  }
  void update(Entry& entry) {
    const auto due = entry.session->next_deadline();
    if (!due) return leave_heap(entry);
    if (entry.place == nowhere) {
      entry.due = *due;
      heap.push_back(&entry);
      entry.place = heap.size() - 1;
      return rise(entry.place);
    }
    if (entry.due == *due) return;
    entry.due = *due;
    rise(entry.place);
    sink(entry.place);
  }
};

SessionSet::SessionSet() : parts_(std::make_unique<Parts>()) {}
SessionSet::~SessionSet() = default;

std::shared_ptr<Workbench> SessionSet::workbench() const { return parts_->workbench; }

SessionSet::Key SessionSet::add(std::unique_ptr<Session> session) {
  const Key key = ++parts_->last;
  auto& entry = parts_->entries[key];
  entry.key = key;
  entry.session = std::move(session);
  parts_->update(entry);
  return key;
}

std::unique_ptr<Session> SessionSet::remove(Key key) {
  auto* entry = parts_->find(key);
  if (!entry) return nullptr;
  parts_->leave_heap(*entry);
  parts_->gone += entry->session->counters();
  auto session = std::move(entry->session);
  parts_->entries.erase(key);
  return session;
}

Session* SessionSet::at(Key key) const {
  const auto* entry = parts_->find(key);
  return entry ? entry->session.get() : nullptr;
}

std::size_t SessionSet::size() const { return parts_->entries.size(); }

void SessionSet::receive(Key key, std::string_view frame, Time now) {
  auto* entry = parts_->find(key);
  if (!entry) return;
  entry->session->receive(frame, now);
  parts_->update(*entry);
}

void SessionSet::touched(Key key) {
  if (auto* entry = parts_->find(key)) parts_->update(*entry);
}

std::optional<Time> SessionSet::next_deadline() const {
  if (parts_->heap.empty()) return std::nullopt;
  return parts_->heap.front()->due;
}

void SessionSet::wake(Time now, const std::function<void(Key, Session&)>& woken) {
  while (!parts_->heap.empty() && parts_->heap.front()->due <= now) {
    auto& entry = *parts_->heap.front();
    const Key key = entry.key;
    entry.session->wake(now);
    parts_->update(entry);
    woken(key, *entry.session);
    touched(key);
  }
}

SessionCounters SessionSet::counters() const {
  SessionCounters all = parts_->gone;
  for (const auto& [key, entry] : parts_->entries) all += entry.session->counters();
  return all;
}

}  // namespace s2
