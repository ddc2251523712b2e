// Cutting by values: any layout, any damage.

#include <input/value_splitter.hpp>

#include <random_message.hpp>
#include <s2/codec.hpp>

#include <gtest/gtest.h>

#include <sstream>

namespace s2::app {
namespace {

std::vector<Record> records_of(const std::string& text) {
  std::istringstream in(text);
  TextWindow window(in);
  ValueSplitter splitter(window);
  std::vector<Record> records;
  while (auto record = splitter.next()) records.push_back(*std::move(record));
  return records;
}

// "line:text" for a record, "line!sentence" for trouble.
std::vector<std::string> cut(const std::string& text) {
  std::vector<std::string> out;
  for (const Record& record : records_of(text)) {
    out.push_back(std::to_string(record.line) + (record.trouble ? '!' + record.trouble->text : ':' + record.text));
  }
  return out;
}

using Texts = std::vector<std::string>;

TEST(ValueSplitter, OneMessageInAnyLayoutIsOneRecord) {
  EXPECT_EQ(cut(R"({"a":1})"), Texts{R"(1:{"a":1})"});
  EXPECT_EQ(cut("\r\n\n  {\n  \"a\": [ {\n\"b\" : 1 } ]\n}\n"), Texts{"3:{\n  \"a\": [ {\n\"b\" : 1 } ]\n}"});
}

TEST(ValueSplitter, MessagesFollowEachOtherWithOrWithoutLineBreaks) {
  EXPECT_EQ(cut("{\"a\":1}{\"b\":2}\n{\n\"c\":3}\n"), (Texts{"1:{\"a\":1}", "1:{\"b\":2}", "2:{\n\"c\":3}"}));
}

TEST(ValueSplitter, TheLineOfAMessageInAnArrayIsItsOwn) {
  EXPECT_EQ(cut("[\n  {\"a\":1},\n  {\n    \"b\":2\n  }, {\"c\":3}\n]\n"),
            (Texts{"2:{\"a\":1}", "3:{\n    \"b\":2\n  }", "5:{\"c\":3}"}));
  EXPECT_EQ(cut("[]\n[{\"a\":1}]"), Texts{"2:{\"a\":1}"});
}

TEST(ValueSplitter, BracketsAndQuotesInStringsMeanNothing) {
  EXPECT_EQ(cut(R"({"a":"}]\"{","b":"\\"}{"c":"["})"), (Texts{R"(1:{"a":"}]\"{","b":"\\"})", R"(1:{"c":"["})"}));
}

TEST(ValueSplitter, ALineWithAMissingBracketCostsOnlyItself) {
  const std::string good = R"({"message_type":"X"})";
  for (const std::string bad : {R"({"a":1)", R"({"a":)", R"({"a")", R"({"a":"torn)", R"({"a":[1,2)", R"({"a":[)", "{",
                                R"({"a":{"b":[{"c":1})", R"({"a":1,)"}) {
    EXPECT_EQ(cut(good + "\n" + bad + "\n" + good + "\n" + good + "\n"),
              (Texts{"1:" + good, "2:" + bad, "3:" + good, "4:" + good}))
        << bad;
    EXPECT_EQ(cut(bad + "\n" + good), (Texts{"1:" + bad, "2:" + good})) << bad;
  }
}

TEST(ValueSplitter, AMissingBracketInAnIndentedArrayCostsOnlyThatMessage) {
  EXPECT_EQ(cut("[\n  {\n    \"a\": 1\n  ,\n  {\n    \"b\": 2\n  }\n]"),
            (Texts{"2:{\n    \"a\": 1\n  ,", "5:{\n    \"b\": 2\n  }"}));
}

TEST(ValueSplitter, ABrokenTokenEndsWithItsMessage) {
  EXPECT_EQ(cut("[{\"a\":tru},{\"b\":nan}]"), (Texts{"1:{\"a\":tru}", "1:{\"b\":nan}"}));
  EXPECT_EQ(cut("{\n  \"a\": 'x',\n  \"b\": 2\n}\n{\"c\":3}"),
            (Texts{"1:{\n  \"a\": 'x',\n  \"b\": 2\n}", "5:{\"c\":3}"}));
}

TEST(ValueSplitter, OtherTextIsARecordOfItsLineOrItem) {
  EXPECT_EQ(cut("hello, world\n{\"a\":1} tail\n5\n"), (Texts{"1:hello, world", "2:{\"a\":1}", "2:tail", "3:5"}));
  EXPECT_EQ(cut("[1, \"x,]\", hello, [2], null]"), (Texts{"1:1", "1:\"x,]\"", "1:hello", "1:[2]", "1:null"}));
}

TEST(ValueSplitter, WhatIsWrongWithAnArrayIsSaid) {
  EXPECT_EQ(cut("[{}\n{}]"), (Texts{"1:{}", "2!',' is missing between two messages of the array", "2:{}"}));
  EXPECT_EQ(cut("[{},,{}]"), (Texts{"1:{}", "1!a message is missing before ','", "1:{}"}));
  EXPECT_EQ(cut("[,{}]"), (Texts{"1!a message is missing before ','", "1:{}"}));
  EXPECT_EQ(cut("[{},\n]"), (Texts{"1:{}", "2!a message is missing between ',' and the end of the array"}));
  EXPECT_EQ(cut("\n[{}"), (Texts{"2:{}", "2!the array that begins in line 2 does not end"}));
  EXPECT_EQ(cut("[{}]\n]"), (Texts{"1:{}", "2:]"}));
}

TEST(ValueSplitter, NothingIsNoRecord) {
  EXPECT_EQ(cut(""), Texts{});
  EXPECT_EQ(cut(" \n\t\r\n"), Texts{});
}

TEST(ValueSplitter, AMessageIsKeptUpToTheLimitAndBeyondItOnlyItsLengthIs) {
  const auto message = [](std::size_t bytes) { return R"({"a":")" + std::string(bytes - 8, 'x') + R"("})"; };
  auto records = records_of(message(record_bytes) + "{}");
  EXPECT_EQ(records[0].text.size(), record_bytes);
  EXPECT_EQ(records[1].text, "{}");
  for (const std::size_t bytes : {record_bytes + 1, 2 * record_bytes, 5 * record_bytes + 3}) {
    records = records_of(message(bytes) + "{}");
    ASSERT_EQ(records.size(), 2U);
    EXPECT_EQ(records[0].text, "");
    EXPECT_EQ(records[0].bytes, bytes);
    EXPECT_EQ(records[1].text, "{}");
  }
}

TEST(ValueSplitter, HostileTextTakesNoMoreThanTheTimeToReadIt) {
  std::string openings, objects, deep(4 * record_bytes, '[');
  while (openings.size() < 300'000) openings += "{\"a\":[\n";
  while (objects.size() < 300'000) objects += "{\"a\":\n{},\n";
  EXPECT_GT(records_of(openings).size(), 1000U);
  EXPECT_GT(records_of(objects).size(), 1000U);
  EXPECT_LE(records_of(std::string(4 * record_bytes, '{') + std::string(record_bytes, ']')).size(), 2U);
  EXPECT_LE(records_of(deep).size(), 2U);
}

TEST(ValueSplitter, EveryLayoutOfTheSameMessagesGivesTheSameMessages) {
  tests::RandomMessage random(7);
  Texts compact;
  std::string lines, pretty, array, crlf;
  for (std::size_t i = 0; i < 200; ++i) {
    const Message message = random.make(static_cast<Kind>(i % kind_count), Profile::v1_0_0);
    const auto text = encode(message, Profile::v1_0_0);
    if (!text) continue;
    compact.push_back(*text);
    lines += *text + '\n';
    array += (array.empty() ? "[" : ",") + *text;
    ASSERT_TRUE(encode_pretty_to(pretty, message, Profile::v1_0_0));
    pretty += '\n';
  }
  array += ']';
  for (const char c : pretty) crlf += c == '\n' ? "\r\n" : std::string(1, c);
  for (const std::string& layout : {lines, pretty, array, crlf}) {
    Texts found;
    for (const Record& record : records_of(layout)) {
      const auto decoded = decode(record.text, Profile::v1_0_0);
      ASSERT_TRUE(decoded) << record.text;
      found.push_back(*encode(decoded->message, Profile::v1_0_0));
    }
    EXPECT_EQ(found, compact);
  }
}

TEST(ValueSplitter, ByteLostFromOneOfManyLinesHurtsNoOther) {
  tests::RandomMessage random(11);
  const auto text = [&](Kind kind) { return encode(random.make(kind, Profile::v1_0_0), Profile::v1_0_0).value(); };
  const std::string first = text(Kind::FrbcInstruction), victim = text(Kind::PowerForecast),
                    last = text(Kind::Handshake);
  for (std::size_t lost = 1; lost < victim.size(); ++lost) {
    std::string hurt = victim;
    hurt.erase(lost, 1);
    const auto records = records_of(first + '\n' + hurt + '\n' + last + '\n');
    ASSERT_GE(records.size(), 3U) << hurt;
    EXPECT_EQ(records.front().text, first);
    EXPECT_EQ(records.back().text, last) << hurt;
    EXPECT_EQ(records.back().line, 3U);
  }
}

}  // namespace
}  // namespace s2::app
