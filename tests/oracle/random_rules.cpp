#include "oracle/random_rules.h"

#include <array>
#include <string_view>

#include "oracle/random_statements.h"

namespace pith::oracle {
namespace {

using namespace std::string_view_literals;

// A file before its rules are rolled.
struct Plan {
  std::string_view path;
  Origin origin = Origin::user;
  std::string_view name;  // what `off` calls it
  std::string_view header;
  std::size_t one_in = 1;  // how seldom it is there
};

constexpr std::array kPlans = {
    Plan{"mine.rules", Origin::user, "mine", "", 1},
    Plan{"packs/common.rules", Origin::builtin, "common", "pack common\n", 2},
    Plan{"packs/lang/da.rules", Origin::builtin, "lang/da", "pack lang/da\nlang da\n", 3},
    Plan{"packs/lang/de.rules", Origin::builtin, "lang/de", "pack lang/de\nlang de\n", 4},
    Plan{"packs/cms/x.rules", Origin::builtin, "cms/x", "pack cms/x\n", 4},
    Plan{"my/da.rules", Origin::user, "lang/da", "pack lang/da\nlang da\n", 3},
    Plan{"sites/example.org.rules", Origin::builtin, "example.org", "site example.org\nlang da\n", 3},
    Plan{"sites/news.example.org.rules", Origin::builtin, "news.example.org",
         "site =news.example.org | example.org/a/* | =example.net\n", 5},
    Plan{"imported/example.org.rules", Origin::builtin, "example.org", "site example.org\nfrom elsewhere\n", 4},
    Plan{"my/example.org.rules", Origin::user, "example.org", "site example.org | example.net\nlang da\n", 4},
    Plan{"sites/known.example.rules", Origin::builtin, "known.example",
         "site known.example\nknown by has \"menu\" | \"2026\"\nknown by starts \"Read more\" words <= 4\n", 3},
    Plan{"my/known.example.rules", Origin::user, "known.example",
         "site known.example\nknown by has \"abc\" | \"menu\"\n", 6},
    Plan{"packs/lang/de-AT.rules", Origin::builtin, "lang/de-AT", "pack lang/de-AT\nlang de-AT\n", 8},
    Plan{"sites/other.example.rules", Origin::builtin, "other.example",
         "site other.example | example.net/*\nknown by has \"share\" | \"find\" | \"menu\"\n", 3},
};

constexpr std::array kIds = {"a"sv, "b"sv, "c"sv, "d"sv};

std::vector<Plan> random_plans(WordDice& dice) {
  std::vector<Plan> plans;
  const bool simple = dice.one_in(2);
  for (const Plan& plan : kPlans) {
    if (dice.one_in(simple ? plan.one_in * 3 - 2 : plan.one_in)) plans.push_back(plan);
  }
  return plans;
}

std::string random_links(WordDice& dice, const Plan& self, const std::vector<Plan>& plans) {
  std::string out;
  for (const Plan& plan : plans) {
    const bool pack = plan.header.starts_with("pack");
    const bool same_pack = pack && plan.name == self.name;
    if (pack && !same_pack && dice.one_in(4)) out += "use " + std::string(plan.name) + "\n";
    const bool off = plan.path != self.path && !same_pack && dice.one_in(5);
    if (off) out += "off " + std::string(plan.name) + ":" + std::string(dice.pick(kIds)) + "\n";
  }
  return out;
}

// Many rules at once take other ways through the engine than a few.
std::string many_rules(WordDice& dice) {
  std::string out;
  const std::size_t count = dice.between(20, 120);
  for (std::size_t i = 0; i < count; ++i) out += random_rule(dice, "many-" + std::to_string(i));
  return out;
}

std::string random_rule_text(WordDice& dice, const Plan& plan) {
  std::string text = "format 1\n" + std::string(plan.header);
  const bool known = plan.header.find("known by") != std::string_view::npos;
  while (known && !dice.one_in(3)) text += "known by " + random_known_lines(dice) + "\n";
  // Packs for documents of some kind only.
  if (plan.header.starts_with("pack") && dice.one_in(6)) {
    do {
      text += "known by " + random_known_lines(dice) + "\n";
    } while (dice.one_in(3));
  }
  if (dice.one_in(8)) text += random_risk(dice);
  // Every file has a rule of every id, so that whatever is switched off is there.
  for (const std::string_view id : kIds) text += random_rule(dice, id);
  const bool needs_id = plan.header.starts_with("pack");
  if (!needs_id && dice.one_in(3)) text += random_rule(dice, "");
  if (dice.one_in(100)) text += many_rules(dice);
  return text;
}

}  // namespace

std::vector<RuleFile> random_rule_files(WordDice& dice) {
  const std::vector<Plan> plans = random_plans(dice);
  std::vector<RuleFile> files;
  for (const Plan& plan : plans) {
    const std::string text = random_rule_text(dice, plan) + random_links(dice, plan, plans);
    files.push_back({std::string(plan.path), plan.origin, text});
  }
  return files;
}

Paper random_paper(WordDice& dice, bool valid) {
  constexpr std::array kSites = {
      ""sv, ""sv, ""sv, "example.org"sv, "www.news.example.org"sv, "nowhere.example"sv, "example.net"sv, "no host"sv};
  constexpr std::array kUrls = {""sv,
                                ""sv,
                                "https://example.org/a/b?c"sv,
                                "https://news.example.org/x"sv,
                                "http://sub.news.example.org"sv,
                                "https://www.example.net:80/"sv,
                                "//known.example/a/"sv,
                                "mailto:"sv};
  constexpr std::array kLangs = {""sv, ""sv, "da"sv, "da-DK"sv, "de"sv, "de-AT"sv, "fr"sv, "DA"sv, "de-at-1996"sv};
  constexpr std::array kDates = {
      ""sv,           ""sv,           "2019-12-31"sv, "2020-01-01"sv, "2025-07-01T10:00:00Z"sv,
      "2026-02-28"sv, "2027-01-01"sv, "2026-02-30"sv, "today"sv};
  constexpr std::array kKeeps = {Keep::balanced, Keep::balanced, Keep::bold, Keep::bold, Keep::strict};
  Paper paper;
  paper.text = dice.text(dice.one_in(5) ? 40 : 10, valid);
  // Without an address the lines of the text say which site it is.
  const bool addressed = !dice.one_in(3);
  paper.site = addressed ? dice.pick(kSites) : "";
  paper.url = addressed ? dice.pick(kUrls) : "";
  paper.lang = dice.pick(kLangs);
  paper.date = dice.pick(kDates);
  paper.title = dice.title(paper.text);
  paper.keep = dice.pick(kKeeps);
  return paper;
}

}  // namespace pith::oracle
