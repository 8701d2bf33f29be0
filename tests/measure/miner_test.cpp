#include "measure/miner.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "measure/draft_trial.h"
#include "measure/gold_lines.h"
#include "measure/key_counts.h"
#include "measure/line_keys.h"
#include "measure/mined_text.h"
#include "measure/text_sample.h"
#include "pith.h"

namespace pith {
namespace {

constexpr std::array<std::string_view, 10> kThings = {"crane", "kiosk", "ferry", "lamp", "bell",
                                                      "rope",  "sail",  "crab",  "net",  "tide"};

std::string thing(std::size_t i) {
  return std::string(kThings[i % kThings.size()]);
}

// An article of its own.
std::string article(std::size_t i) {
  return fmt::format(
      "The {0} of Saltmere\n"
      "The harbour board said that the {0} at berth {1} would be taken down in May, since nobody had paid for it since "
      "{2}.\n"
      "Read also: Why the {0} is loved\n"
      "Peggy Larkin, who has looked after the {0} for {1} years, said that she had not been asked, and would not go "
      "away.\n",
      thing(i), i + 2, 1950 + i);
}

Draft draft_of(const std::vector<std::string>& texts, const MineRequest& request, std::size_t hosts = 1,
               const std::vector<std::string>& golds = {}) {
  Miner miner;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    Document document;
    document.text = texts[i];
    document.lang = "en";
    std::optional<GoldLines> gold;
    if (!golds.empty()) gold.emplace(golds[i]);
    miner.add(document, {}, fmt::format("host{}.invalid", i % hosts), gold ? &*gold : nullptr);
  }
  return miner.propose(request);
}

std::vector<std::string> texts_with(std::string (*around)(std::size_t), std::size_t count = 10) {
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < count; ++i) texts.push_back(around(i));
  return texts;
}

const DraftRule* rule_with(const Draft& draft, std::string_view pattern) {
  const auto found = std::ranges::find_if(draft.rules, [&](const DraftRule& rule) {
    return std::ranges::find(rule.patterns, pattern) != rule.patterns.end();
  });
  return found == draft.rules.end() ? nullptr : &*found;
}

TEST(LineKeys, NameALineByItsMatchForm) {
  LineKeys keys;
  keys.read("- Share this! *");
  const std::uint64_t whole = keys.whole();
  keys.read("SHARE  THIS");
  EXPECT_EQ(keys.whole(), whole);
  keys.read(" * * * ");
  EXPECT_TRUE(keys.is_empty());
  EXPECT_EQ(keys.whole(), 0U);
}

TEST(LineKeys, FindWhatLinesShare) {
  const auto keys_of = [](std::string_view line) {
    LineKeys reader;
    std::vector<LineKey> keys;
    reader.read(line);
    reader.add_parts(keys);
    return keys;
  };
  const auto share = [&](std::string_view a, std::string_view b, KeyKind kind) {
    const auto of_a = keys_of(a);
    const auto of_b = keys_of(b);
    return std::ranges::any_of(of_a, [&](const LineKey& key) {
      return key.kind == kind && std::ranges::any_of(of_b, [&](const LineKey& other) { return other.key == key.key; });
    });
  };
  EXPECT_TRUE(share("Read also: The pier", "» read also: Boats for sale", KeyKind::start));
  EXPECT_FALSE(share("Reading also", "Read also: Boats", KeyKind::start));
  EXPECT_TRUE(share("The pier (Harbour Board)", "A boat (harbour board)", KeyKind::end));
  EXPECT_TRUE(share("12 comments", "3 comments", KeyKind::shape));
  EXPECT_TRUE(share("2 May 2024 at 9:30", "14 June 2023 at 18:05", KeyKind::shape));
  EXPECT_FALSE(share("12 comments on it", "3 replies", KeyKind::shape));
}

TEST(LineKeys, AreFewWhateverTheLine) {
  std::string line;
  for (int i = 0; i < 100'000; ++i) line += "1 a:";
  LineKeys reader;
  std::vector<LineKey> keys;
  reader.read(line);
  reader.add_parts(keys);
  EXPECT_LT(keys.size(), 60U);
}

TEST(LineKeys, MakeRegexesOfShapes) {
  EXPECT_EQ(shape_regex(" 12 comments (new/old) ", 0, 0), R"(^\d+ comments \(new\/old\)$)");
  EXPECT_EQ(shape_regex("2 May 2024", 2, 5), R"(^\d+ \S+ \d+$)");
}

TEST(KeyCounts, AreExactWhileThereIsRoom) {
  KeyCounts counts(1 << 12);
  for (std::uint64_t key = 1; key <= 3000; ++key) {
    for (std::uint64_t n = 0; n <= key % 3; ++n) counts.add(key * 0x9E3779B97F4A7C15, n % 2);
  }
  EXPECT_EQ(counts.slack(), 0U);
  EXPECT_EQ(counts.of(2 * 0x9E3779B97F4A7C15).documents, 3U);
  EXPECT_EQ(counts.of(2 * 0x9E3779B97F4A7C15).hosts, 2U);
  EXPECT_EQ(counts.of(7).documents, 0U);
}

TEST(KeyCounts, KeepTheFrequentKeysOfMany) {
  KeyCounts counts(1 << 12);
  for (std::uint64_t i = 1; i <= 200'000; ++i) {
    counts.add(i * 0x9E3779B97F4A7C15, i);
    if (i % 10 == 0) counts.add(5, i);
  }
  const KeyCount frequent = counts.of(5);
  EXPECT_GE(frequent.documents, 20'000U);
  EXPECT_LE(frequent.documents, 20'000U + counts.slack());
  EXPECT_EQ(frequent.hosts, 3U);
  EXPECT_LT(counts.slack(), 2000U);
}

TEST(HostCount, IsExactForFewAndNearForMany) {
  HostCount few;
  HostCount many;
  for (std::uint64_t i = 0; i < 10'000; ++i) {
    const std::uint64_t hash = (i + 1) * 0x9E3779B97F4A7C15;
    if (i < 200) few.add(hash);
    if (i < 200) few.add(hash);
    many.add(hash);
  }
  EXPECT_EQ(few.count(), 200U);
  EXPECT_NEAR(static_cast<double>(many.count()), 10'000, 2000);
}

TEST(GoldLines, HoldEachLineOnce) {
  GoldLines gold("The bridge of Saltmere\n\nThe bridge stays shut until June, they said.\nBackground\n");
  EXPECT_TRUE(gold.take("THE BRIDGE OF SALTMERE"));
  EXPECT_FALSE(gold.take("The bridge of Saltmere"));
  EXPECT_TRUE(gold.take("Image: The bridge stays shut until June"));
  EXPECT_FALSE(gold.take("June"));
  EXPECT_TRUE(gold.take("Background"));
  EXPECT_FALSE(gold.take("Background"));
  EXPECT_FALSE(gold.take(""));
}

TEST(TextSample, HoldsAllOfLittleAndTheSamePartOfMuch) {
  const auto sample_of = [](std::size_t room) {
    TextSample sample(room);
    for (std::uint64_t i = 0; i < 1000; ++i) {
      const std::string text(1000, static_cast<char>('a' + i % 26));
      Document document;
      document.text = text;
      sample.add(document, i, 1, {});
    }
    std::vector<std::uint64_t> numbers;
    const bool is_whole = sample.is_whole();
    for (const SampledText& text : sample.take()) numbers.push_back(text.number);
    return std::pair(is_whole, numbers);
  };
  const auto [is_whole, all] = sample_of(std::size_t{1} << 24);
  EXPECT_TRUE(is_whole);
  EXPECT_EQ(all.size(), 1000U);
  const auto [is_small_whole, some] = sample_of(100'000);
  EXPECT_FALSE(is_small_whole);
  EXPECT_GT(some.size(), 50U);
  EXPECT_LT(some.size(), 100U);
  EXPECT_TRUE(std::ranges::is_sorted(some));
  EXPECT_GT(some.back(), 800U);  // not only the first ones
  EXPECT_EQ(some, sample_of(100'000).second);
}

TEST(Miner, ProposesLinesThatRecurAndStartsOfLinesThatDiffer) {
  const Draft draft = draft_of(texts_with([](std::size_t i) {
                                 return "Home\nTides\nBoats for sale\nContact\n" + article(i) +
                                        fmt::format("{} comments\nAll rights of the Courier\n", i * 3);
                               }),
                               {"courier.invalid", ""});
  ASSERT_NE(rule_with(draft, "Home"), nullptr);
  EXPECT_EQ(rule_with(draft, "Home"), rule_with(draft, "Contact"));  // they stand together
  EXPECT_NE(rule_with(draft, "All rights of the Courier"), nullptr);
  ASSERT_NE(rule_with(draft, "Read also: Why the"), nullptr);
  EXPECT_EQ(rule_with(draft, "Read also: Why the")->word, DraftWord::starts);
  ASSERT_NE(rule_with(draft, R"(^\d+ comments$)"), nullptr);
  EXPECT_EQ(rule_with(draft, R"(^\d+ comments$)")->word, DraftWord::like);
  EXPECT_EQ(draft.site, "courier.invalid");
  EXPECT_EQ(draft.lang, "en");
}

TEST(Miner, TakesWhatFollowsAHeadingToTheSafestEnd) {
  const Draft three = draft_of(texts_with([](std::size_t i) {
                                 return article(i) + fmt::format("Trending now\nOld {0}\nNew {0}\nGrey {0}\nHelp\n",
                                                                 thing(i) + " " + thing(i + 3));
                               }),
                               {"courier.invalid", ""});
  const DraftRule* heading = rule_with(three, "Trending now");
  ASSERT_NE(heading, nullptr);
  EXPECT_EQ(heading->end, DraftEnd::for_lines);
  EXPECT_EQ(heading->for_lines, 4U);

  const Draft many = draft_of(texts_with([](std::size_t i) {
                                std::string text = article(i) + "Trending now\n";
                                for (std::size_t n = 0; n < 4 + i; ++n) {
                                  text += fmt::format("Story {} of the {}\n", thing(i + n), thing(i));
                                }
                                return text;
                              }),
                              {"courier.invalid", ""});
  heading = rule_with(many, "Trending now");
  ASSERT_NE(heading, nullptr);
  EXPECT_EQ(heading->end, DraftEnd::to_end);
  EXPECT_EQ(heading->guard, DraftGuard::not_before);
  EXPECT_EQ(heading->guard_run, 2U);

  const Draft blank = draft_of(texts_with([](std::size_t i) {
                                 std::string text = "Trending now\n";
                                 for (std::size_t n = 0; n < 3 + i % 4; ++n) {
                                   text += fmt::format("Story {} of the {}\n", thing(i + n), thing(i));
                                 }
                                 return article(i) + text + "\n" + thing(i) + " and " + thing(i + 2) + " for sale\n";
                               }),
                               {"courier.invalid", ""});
  heading = rule_with(blank, "Trending now");
  ASSERT_NE(heading, nullptr);
  EXPECT_NE(heading->end, DraftEnd::to_end);
}

std::string paragraph(std::string_view about, std::size_t year) {
  return fmt::format(
      "In {} the {} was painted green, the colour of the harbour board, although the fishermen had asked for a blue "
      "one, and nobody in Saltmere remembers why it had to be done before the summer regatta.\n",
      year, about);
}

// An article, and below it a heading with headlines and so many paragraphs, which some other texts have, too.
std::string with_teasers(std::size_t i, std::size_t paragraphs) {
  std::string text = article(i);
  for (std::size_t n = 0; n < 4; ++n) text += paragraph(thing(i + n), 1500 + 10 * i + n);
  text += "Trending now\n";
  for (std::size_t n = 0; n < 3 + i; ++n) text += fmt::format("Story {} of the {}\n", thing(i + n), thing(i));
  for (std::size_t n = 0; n < paragraphs; ++n) text += paragraph(thing(i % 4 + n), 1900 + n);
  return text;
}

TEST(Miner, GuardsRegionsToTheEndByWhereParagraphsStand) {
  const auto heading_of = [](std::size_t paragraphs) {
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < 12; ++i) texts.push_back(with_teasers(i, paragraphs));
    const Draft draft = draft_of(texts, {"courier.invalid", ""});
    const DraftRule* found = rule_with(draft, "Trending now");
    return found == nullptr ? DraftRule() : *found;
  };
  const DraftRule none = heading_of(0);
  EXPECT_EQ(none.end, DraftEnd::to_end);
  EXPECT_EQ(none.guard, DraftGuard::not_before);
  EXPECT_EQ(none.guard_run, 2U);
  const DraftRule two = heading_of(2);
  EXPECT_EQ(two.guard, DraftGuard::not_before);
  EXPECT_EQ(two.guard_run, 3U);
  const DraftRule many = heading_of(6);
  EXPECT_EQ(many.end, DraftEnd::to_end);
  EXPECT_EQ(many.guard, DraftGuard::after);
  EXPECT_EQ(many.guard_run, 3U);
}

TEST(Miner, TestsThatAGuardedRegionSparesParagraphs) {
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < 12; ++i) texts.push_back(with_teasers(i, 0));
  const Draft draft = draft_of(texts, {"courier.invalid", ""});
  const DraftRule* rule = rule_with(draft, "Trending now");
  ASSERT_NE(rule, nullptr);
  ASSERT_GE(rule->test.size(), 5U);
  EXPECT_EQ(rule->test[0].text, "Trending now");
  for (std::size_t i = 0; i < 3; ++i) EXPECT_FALSE(rule->test[i].goes) << rule->test[i].text;
  EXPECT_EQ(rule->test[3].text, "Trending now");
  EXPECT_TRUE(rule->test[3].goes);
}

std::string day(std::size_t i) {
  constexpr std::array<std::string_view, 4> kMonths = {"March", "April", "May", "June"};
  return fmt::format("{} {} 20{}", i % 27 + 1, kMonths[i % 4], 10 + i % 9);
}

std::ptrdiff_t count_words(const Draft& draft, DraftWord word) {
  return std::ranges::count(draft.rules, word, &DraftRule::word);
}

const DraftRule* first_of(const Draft& draft, DraftWord word) {
  const auto found = std::ranges::find(draft.rules, word, &DraftRule::word);
  return found == draft.rules.end() ? nullptr : &*found;
}

TEST(Miner, NamesDaysAndNumbersByTheLineTheyStandAt) {
  const Draft draft = draft_of(texts_with(
                                   [](std::size_t i) {
                                     return article(i) + "This page of the harbour board was last changed by us on\n" +
                                            day(i) + "\nSo many readers of the harbour board liked this page today\n" +
                                            fmt::format("{}\nReaders liked it\n", i * 7 + 2);
                                   },
                                   12),
                               {"courier.invalid", ""});
  const DraftRule* date = first_of(draft, DraftWord::date);
  ASSERT_NE(date, nullptr);
  EXPECT_NE(date->where, DraftWhere::anywhere);
  EXPECT_EQ(count_words(draft, DraftWord::date), 1);
  EXPECT_EQ(count_words(draft, DraftWord::like), 0);  // not both
  const DraftRule* number = first_of(draft, DraftWord::number);
  ASSERT_NE(number, nullptr);
  EXPECT_TRUE(number->where_phrase == "So many readers of the harbour board liked this page today" ||
              number->where_phrase == "Readers liked it");
  // A number elsewhere stays in its test, and the line beside it shows where it goes.
  ASSERT_EQ(number->test.size(), 3U);
  EXPECT_FALSE(number->test[0].goes);
}

TEST(Miner, NamesDaysByTheTopOfTheText) {
  const Draft draft =
      draft_of(texts_with([](std::size_t i) { return "Pier " + thing(i) + "\n" + day(i) + "\n\n" + article(i); }, 12),
               {"courier.invalid", ""});
  const DraftRule* date = first_of(draft, DraftWord::date);
  ASSERT_NE(date, nullptr);
  EXPECT_EQ(date->where, DraftWhere::top);
  EXPECT_EQ(date->where_lines, 4U);
}

TEST(Miner, LeavesDaysWithoutAPlaceToRegexes) {
  const Draft draft = draft_of(texts_with(
                                   [](std::size_t i) {
                                     std::string text = article(i);
                                     for (std::size_t n = 0; n < 12 + i; ++n) text += thing(i + n) + " at the pier\n";
                                     return text + day(i) + "\n" + thing(i) + " and " + thing(i + 3) + "\n";
                                   },
                                   12),
                               {"courier.invalid", ""});
  EXPECT_EQ(count_words(draft, DraftWord::date), 0);
  EXPECT_GE(count_words(draft, DraftWord::like), 1);
}

TEST(Miner, LeavesTitlesOfOtherTextsAlone) {
  const auto text_of = [](std::size_t i) {
    return "Why the " + thing(i) + " is loved | Saltmere Courier\n" + article(i + 11) +
           "Most loved this year\nWhy the ferry is loved\nPrint this very page\n";
  };
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < 10; ++i) texts.push_back(text_of(i));
  const Draft draft = draft_of(texts, {"courier.invalid", ""});
  EXPECT_EQ(rule_with(draft, "Why the ferry is loved"), nullptr);
  EXPECT_NE(rule_with(draft, "Print this very page"), nullptr);
}

TEST(Miner, LeavesHeadingsOfArticlesAlone) {
  const Draft draft = draft_of(
      texts_with([](std::size_t i) { return i % 4 == 0 ? article(i) + "Background\n" + article(i + 20) : article(i); },
                 20),
      {"courier.invalid", ""});
  EXPECT_EQ(rule_with(draft, "Background"), nullptr);
  EXPECT_TRUE(std::ranges::any_of(draft.near_misses, [](const DraftRule& rule) {
    return rule.patterns == std::vector<std::string>{"Background"};
  }));
}

TEST(Miner, LeavesAloneWhatTheGoldHolds) {
  const auto texts = texts_with([](std::size_t i) { return article(i) + "Our correspondent\nHelp and contact\n"; });
  std::vector<std::string> golds;
  for (std::size_t i = 0; i < texts.size(); ++i) golds.push_back(article(i) + "Our correspondent\n");
  const Draft draft = draft_of(texts, {"courier.invalid", ""}, 1, golds);
  EXPECT_EQ(rule_with(draft, "Our correspondent"), nullptr);
  EXPECT_NE(rule_with(draft, "Help and contact"), nullptr);
  EXPECT_EQ(rule_with(draft, "Read also: Why the"), nullptr);
}

TEST(Miner, AsksForThreeHostsUnlessThereIsOneSite) {
  const auto texts = texts_with(
      [](std::size_t i) {
        return article(i) + "Print this page\n" + (i % 4 < 2 ? "Two say so\n" : "") + fmt::format("Key {}\n", i % 4);
      },
      12);
  const Draft pack = draft_of(texts, {"", "quay"}, 4);
  EXPECT_TRUE(pack.across_hosts);
  EXPECT_EQ(pack.pack, "quay");
  EXPECT_NE(rule_with(pack, "Print this page"), nullptr);
  EXPECT_EQ(rule_with(pack, "Two say so"), nullptr);
  const Draft site = draft_of(texts, {}, 1);
  EXPECT_EQ(site.site, "host0.invalid");
  EXPECT_NE(rule_with(site, "Two say so"), nullptr);
}

TEST(Miner, CutsIdsBehindWords) {
  const Draft draft = draft_of(
      texts_with([](std::size_t i) { return article(i) + "Der Newsletter der Kurierverlagsgesellschaft am Hafen\n"; }),
      {"courier.invalid", ""});
  const DraftRule* rule = rule_with(draft, "Der Newsletter der Kurierverlagsgesellschaft am Hafen");
  ASSERT_NE(rule, nullptr);
  EXPECT_EQ(rule->id, "der-newsletter-der");
}

TEST(Miner, CountsCopiesOnce) {
  auto texts = texts_with([](std::size_t i) { return article(i); }, 40);
  for (int i = 0; i < 5; ++i) texts.push_back(article(3) + fmt::format("Seen {} times\n", thing(i)));
  texts.push_back(article(4));
  const Draft draft = draft_of(texts, {"courier.invalid", ""});
  EXPECT_GE(draft.copies, 6U);
  for (const DraftRule& rule : draft.rules) {
    for (const std::string& pattern : rule.patterns) EXPECT_FALSE(pattern.starts_with("Peggy")) << pattern;
  }
}

TEST(Miner, KeepsOneOfTheCopiesOfEveryArticle) {
  std::vector<std::string> texts;
  for (std::size_t crawl = 0; crawl < 3; ++crawl) {
    for (std::size_t i = 0; i < 40; ++i) {
      texts.push_back(fmt::format("Seen {} times\n", thing(crawl)) + article(i) + "All our readers write\n");
    }
  }
  const Draft draft = draft_of(texts, {"courier.invalid", ""});
  EXPECT_EQ(draft.copies, 80U);
  EXPECT_NE(rule_with(draft, "All our readers write"), nullptr);
}

TEST(Miner, KnowsASiteByWhatItAlonePrints) {
  Miner miner;
  for (std::size_t i = 0; i < 10; ++i) {
    Document document;
    const std::string text = article(i) + "The Saltmere Courier since 1890\nAll our readers\nContact us\n";
    document.text = text;
    miner.add(document, {}, "saltmere-courier.invalid", nullptr);
    miner.add_elsewhere(article(i + 50) + "All our readers\nContact us\n");
  }
  const Draft draft = miner.propose({});
  EXPECT_EQ(draft.known_by, std::vector<std::string>{"The Saltmere Courier since 1890"});
}

TEST(DraftTrial, DropsRulesThatDoNothingAndShowsThoseThatAreOftenWrong) {
  Draft draft;
  draft.site = "courier.invalid";
  for (const std::string_view phrase : {"Share", "The", "Nowhere"}) {
    DraftRule rule;
    rule.id = phrase;
    rule.word = DraftWord::starts;
    rule.patterns = {std::string(phrase)};
    rule.unsure = true;
    draft.rules.push_back(rule);
  }
  RuleSet rules;
  rules.add(
      "format 1\ncut line starts \"Share\"\n  id Share\ncut line starts \"The\"\n  id The\n"
      "cut line starts \"Nowhere\"\n  id Nowhere\n",
      "trial");
  const Compiled program = std::move(rules).compile();
  ASSERT_TRUE(program);
  DraftTrial trial(draft, *program, "trial");
  Cleaner cleaner(*program);
  LineKeys keys;
  std::vector<MinedLine> lines;
  for (std::size_t i = 0; i < 10; ++i) {
    std::string text;
    for (int n = 0; n < 12; ++n) text += fmt::format("Shared {}\n", n);
    text += "Share it\n";
    for (std::size_t n = 0; n < 5 && i > 0; ++n) text += fmt::format("The end {}\n", n);
    GoldLines gold(i % 2 == 1 ? "The end 3\n" : "");
    Document document;
    document.text = text;
    mine_lines(text, {}, &gold, keys, lines);
    trial.add(text, lines, find_article(lines), i, cleaner.clean(document));
  }
  trial.finish(10);
  ASSERT_EQ(draft.rules.size(), 1U);
  EXPECT_EQ(draft.rules.front().id, "Share");
  EXPECT_EQ(draft.rules.front().evidence.documents, 10U);
  EXPECT_EQ(draft.rules.front().evidence.hosts, 10U);
  EXPECT_EQ(draft.rules.front().evidence.characters, 70U);
  ASSERT_EQ(draft.near_misses.size(), 1U);
  EXPECT_EQ(draft.near_misses.front().id, "The");
  EXPECT_EQ(draft.near_misses.front().evidence.wrong, 5U);
  EXPECT_EQ(draft.near_misses.front().evidence.wrong_example, "The end 3");
}

}  // namespace
}  // namespace pith
