#include <live/live_judge.hpp>
#include <talk/journal.hpp>

#include <gmock/gmock.h>

namespace s2::app {
namespace {

constexpr auto anything = [](const Message&) { return true; };

// A journal of a CEM that hears an RM.
struct Noted {
  void hear(std::string_view text, bool ours = false) {
    judge.take(ours ? End::server : End::client, text, Passage::passed, Time{});
  }
  void level(double value) {
    hear(R"({"message_type":"FRBC.StorageStatus","message_id":"m)" + std::to_string(++number) +
         R"(","present_fill_level":)" + std::to_string(value) + "}");
  }

  int number = 10;
  Journal journal;
  LiveJudge judge{{.client = EnergyManagementRole::rm}, 1, "rm", [this](const Heard& heard) {
                    journal.add(heard, heard.direction == Direction::cem_to_rm, "line\n");
                  }};
};

double level_of(const JournalEntry* entry) { return std::get<frbc::StorageStatus>(*entry->message).present_fill_level; }

TEST(Journal, EachMessageIsTakenOnceAndInItsOrder) {
  Noted noted;
  noted.level(1);
  noted.level(2);
  EXPECT_EQ(level_of(noted.journal.take(Kind::FrbcStorageStatus, anything)), 1);
  EXPECT_EQ(level_of(noted.journal.take(Kind::FrbcStorageStatus, anything)), 2);
  EXPECT_EQ(noted.journal.take(Kind::FrbcStorageStatus, anything), nullptr);
}

TEST(Journal, OlderMessagesOfTheTypeAreTakenWithTheOneThatIsMeant) {
  Noted noted;
  noted.level(1);
  noted.level(2);
  noted.level(3);
  const auto second = [](const Message& m) { return std::get<frbc::StorageStatus>(m).present_fill_level == 2; };
  EXPECT_NE(noted.journal.take(Kind::FrbcStorageStatus, second), nullptr);
  EXPECT_EQ(level_of(noted.journal.take(Kind::FrbcStorageStatus, anything)), 3);
}

TEST(Journal, OurOwnMessagesAreNotTaken) {
  Noted noted;
  noted.hear(R"({"message_type":"SessionRequest","message_id":"m1","request":"TERMINATE"})", true);
  EXPECT_EQ(noted.journal.take(Kind::SessionRequest, anything), nullptr);
  EXPECT_EQ(noted.journal.newest(Kind::SessionRequest), nullptr);
  EXPECT_EQ(noted.journal.find(1)->kind, Kind::SessionRequest);
}

TEST(Journal, AnAnswerIsFoundByItsSubject) {
  Noted noted;
  noted.hear(R"({"message_type":"ReceptionStatus","subject_message_id":"m7","status":"OK"})");
  EXPECT_EQ(noted.journal.answer_to(Id("m7"))->status, ReceptionStatusValues::ok);
  EXPECT_FALSE(noted.journal.answer_to(Id("m8")));
}

TEST(Journal, BeyondTheBoundTheOldestIsForgotten) {
  Noted noted;
  for (std::size_t i = 0; i <= Journal::kept; ++i) noted.level(0);
  EXPECT_EQ(noted.journal.entries().size(), Journal::kept);
  EXPECT_EQ(noted.journal.find(1), nullptr);
  EXPECT_NE(noted.journal.find(2), nullptr);
  EXPECT_EQ(noted.journal.count(Kind::FrbcStorageStatus), Journal::kept + 1);
}

}  // namespace
}  // namespace s2::app
