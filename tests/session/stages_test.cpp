// The table of stages.

#include <source_dir.hpp>

#include <s2/session/stages.hpp>

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace s2 {
namespace {

template <class Use>
void each(Use use) {
  for (std::size_t stage = 0; stage < stage_count; ++stage) {
    for (std::size_t cause = 0; cause < cause_count; ++cause) {
      for (const auto role : {EnergyManagementRole::cem, EnergyManagementRole::rm}) {
        use(static_cast<Stage>(stage), static_cast<Cause>(cause), role);
      }
    }
  }
}

TEST(Stages, NoTwoRowsSpeakOfTheSameMoment) {
  each([](Stage from, Cause cause, EnergyManagementRole role) {
    int rows = 0;
    for (const StageRow& row : stage_table()) {
      rows += row.from.contains(from) && row.cause == cause && row.roles.contains(role) ? 1 : 0;
    }
    EXPECT_LE(rows, 1) << name_of(from) << ", " << name_of(cause);
  });
}

TEST(Stages, FromEveryStageTheEndIsReachedWhenTheConnectionIsLost) {
  each([](Stage from, Cause cause, EnergyManagementRole role) {
    if (cause != Cause::connection_lost || from == Stage::ended) return;
    const StageRow* row = find_stage_row(from, cause, role);
    ASSERT_NE(row, nullptr) << name_of(from);
    EXPECT_EQ(row->to, Stage::ended);
  });
}

TEST(Stages, NothingHappensAfterTheEnd) {
  each([](Stage from, Cause cause, EnergyManagementRole role) {
    if (from != Stage::ended) return;
    EXPECT_EQ(find_stage_row(from, cause, role), nullptr) << name_of(cause);
  });
}

TEST(Stages, WhatLeadsToTheEndSaysWhyUnlessItWasSaidBefore) {
  each([](Stage from, Cause cause, EnergyManagementRole role) {
    const StageRow* row = find_stage_row(from, cause, role);
    if (!row || row->to != Stage::ended) return;
    EXPECT_EQ(row->step, Step::finish);
    EXPECT_TRUE(row->reason || from == Stage::closing || from == Stage::failing) << name_of(from);
  });
}

TEST(Stages, TheDiagramHasEveryStageAndEveryWay) {
  const std::string diagram = stage_diagram();
  for (std::size_t stage = 0; stage < stage_count; ++stage) {
    EXPECT_NE(diagram.find(name_of(static_cast<Stage>(stage))), std::string::npos);
  }
  EXPECT_NE(diagram.find("negotiating --> agreeing: CEM: version selected"), std::string::npos);
  EXPECT_NE(diagram.find("closing --> ended: close timeout"), std::string::npos);
}

TEST(Stages, ThePageAboutSessionsShowsTheTable) {
  std::ifstream page(tests::source_dir() / "docs/reference/session.md");
  std::stringstream text;
  text << page.rdbuf();
  EXPECT_NE(text.str().find("```mermaid\n" + stage_diagram() + "```\n"), std::string::npos)
      << "docs/reference/session.md has to contain\n"
      << stage_diagram();
}

}  // namespace
}  // namespace s2
