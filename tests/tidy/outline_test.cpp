// The outline reader itself: what it takes for a declaration, a body, a docstring.

#include "outline.hpp"

#include <gtest/gtest.h>

namespace s2::tidy {
namespace {

std::vector<std::string> public_texts(std::string_view code) {
  std::vector<std::string> texts;
  for (const auto& declaration : outline(code)) {
    if (declaration.is_public) texts.push_back(declaration.text);
  }
  return texts;
}

TEST(Outline, CommentsAndLiteralsAreNoCode) {
  EXPECT_EQ(code_of("a /* { */ b // ;\nc"), "a         b     \nc");
  EXPECT_EQ(code_of(R"(f("}\"{");)"), R"(f("    ");)");
  EXPECT_EQ(code_of("x = R\"(a\n\"b)\";"), "x = \"   \n   \";");
  EXPECT_EQ(code_of("int n = 1'000'000; char c = '{';"), "int n = 1'000'000; char c = ' ';");
  EXPECT_EQ(code_of("#include <x>\nint y;"), "            \nint y;");
}

TEST(Outline, MembersFunctionsAndTypesAreDeclarations) {
  const std::vector<std::string> expected = {"struct Point", "int x{}", "std::optional<int> y = {}",
                                             "bool operator==(const Point&) const = default", "Point origin()"};
  EXPECT_EQ(public_texts("namespace s2 { struct Point { int x{}; std::optional<int> y = {}; "
                         "bool operator==(const Point&) const = default; }; Point origin() { return {}; } }"),
            expected);
}

TEST(Outline, WhatAClassHidesIsNotPublic) {
  const std::vector<std::string> expected = {"class A", "void open()"};
  EXPECT_EQ(public_texts("class A { int a_; public: void open(); private: struct Parts { int b; }; void shut(); };"),
            expected);
}

TEST(Outline, WhatAnUnnamedNamespaceHoldsIsNotPublic) {
  EXPECT_EQ(public_texts("namespace { int a; } int b;"), std::vector<std::string>{"int b"});
}

TEST(Outline, AConstructorThatInitialisesWithBracesIsOneFunction) {
  const auto found = outline("struct A { A(int x) : a_{x}, b_(x) {\n}\n int a_, b_; };");
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(found[1].kind, DeclarationKind::function);
  EXPECT_EQ(found[1].name, "A");
  EXPECT_EQ(found[1].length(), 2U);
}

TEST(Outline, ABodyEndsWhereItsBraceCloses) {
  const auto found = outline("int f(\n  int a) {\n  if (a) { return 1; }\n  return 0;\n}\nint b;");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].length(), 5U);
  EXPECT_EQ(found[1].first_line, 6U);
}

TEST(Outline, EnumeratorsAreDeclarations) {
  const auto found = outline("enum class E : int {\n  a,  ///< first\n  b = 2\n};");
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(found[1].text, "a");
  EXPECT_TRUE(found[1].documented);
  EXPECT_EQ(found[2].text, "b = 2");
  EXPECT_FALSE(found[2].documented);
  EXPECT_EQ(found[2].inside, "E");
}

TEST(Outline, ADocstringStandsAboveOrBeside) {
  const auto found = outline("/// Above.\nint a;\nint b;  ///< beside\nint c;\n// no docstring\nint d;");
  ASSERT_EQ(found.size(), 4U);
  EXPECT_TRUE(found[0].documented);
  EXPECT_TRUE(found[1].documented);
  EXPECT_FALSE(found[2].documented);
  EXPECT_FALSE(found[3].documented);
}

TEST(Outline, TemplatesAndDefaultsDoNotConfuseIt) {
  const auto found = outline(
      "template <class T, class E = A<int>>\nclass [[nodiscard]] Result { public: T get(); };\n"
      "inline constexpr int table[] = {1, 2};\nauto f = [](int x) { return x; };");
  ASSERT_EQ(found.size(), 4U);
  EXPECT_EQ(found[0].name, "Result");
  EXPECT_EQ(found[1].inside, "Result");
  EXPECT_EQ(found[2].text, "inline constexpr int table[] = {}");
}

}  // namespace
}  // namespace s2::tidy
