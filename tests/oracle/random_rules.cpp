#include "oracle/random_rules.h"

#include <array>
#include <string_view>

#include "oracle/vocabulary.h"

namespace pith::oracle {
namespace {

using namespace std::string_view_literals;

constexpr std::array kRegexes = {R"(/read (more|less)/i)"sv,
                                 R"(/\d+/)"sv,
                                 R"(/^.{1,12}$/)"sv,
                                 R"(/\bчит\pL+/i)"sv,
                                 R"(/[aæ]+/)"sv,
                                 R"(/.*/)"sv,
                                 R"(/x*/)"sv,
                                 R"(/\S+$/)"sv,
                                 R"(/[一-龥]{2}/)"sv,
                                 R"(/,?\s*$/)"sv,
                                 R"(/^[-»*•]\s*/)"sv,
                                 R"(/\s+/)"sv,
                                 R"(/stra(ß|ss)e/i)"sv,
                                 R"(/^$/)"sv,
                                 R"(/word|menu/)"sv,
                                 R"(/menu|share/i)"sv,
                                 R"(/\[\w+\]/)"sv,
                                 R"(/[.!?]/)"sv,
                                 R"(/(?i)σχολιοσ/)"sv,
                                 R"(/\bx\b/i)"sv,
                                 R"(/å|å/)"sv,
                                 R"(/\x{AD}|\x{200B}/)"sv,
                                 R"(/a\/b|[\/]/)"sv,
                                 R"(/^\W|\W$/)"sv,
                                 R"(/[^\x00-\x7F]+/)"sv,
                                 R"(/\x00/)"sv};

// Each has two groups or more.
constexpr std::array kGrouped = {R"(/(\w+) (\w+)/)"sv,        R"(/(a)|(b)/)"sv,
                                 R"(/(x?)(\d)/)"sv,           R"(/(\pL)(\pL)$/)"sv,
                                 R"(/(^| )(menu|share)/i)"sv, R"(/((read)|(less)) more/i)"sv};

constexpr std::array kReplacements = {""sv,     " "sv,         "x"sv,     "Menu"sv,   "…"sv,
                                      "更多"sv, "menu menu"sv, R"(\\)"sv, "\u00AD"sv, "[gallery]"sv};
constexpr std::array kGroupReplacements = {R"(\1)"sv, R"(\2 \1)"sv, R"(\1\\1)"sv, R"(<\2>)"sv, R"(\1\2)"sv};

constexpr std::array kShortcodes = {"gallery"sv, "vc_*"sv,   "caption"sv, "x"sv,  "*"sv,
                                    "*a*"sv,     "VC_ROW"sv, "vc_"sv,     "c*n"sv};

constexpr std::array kDays = {"2020-01-01"sv, "2025-06-30"sv, "2026-02-28"sv, "2026-03-01"sv};

std::string quoted(std::string_view phrase) {
  std::string out = "\"";
  for (const char c : phrase) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + "\"";
}

std::string number(Dice& dice, std::size_t least, std::size_t most) {
  return std::to_string(dice.between(least, most));
}

std::string random_counts(Dice& dice) {
  std::string out;
  do {
    const bool words = dice.one_in(2);
    const bool at_most = !dice.one_in(3);
    out += words ? " words " : " chars ";
    out += at_most ? "<= " : ">= ";
    out += words ? number(dice, at_most ? 1 : 0, 6) : number(dice, 2, 24);
  } while (dice.one_in(5));
  return out;
}

std::string random_phrases(Dice& dice) {
  constexpr std::array kWords = {"is"sv, "starts"sv, "ends"sv, "has"sv, "has"sv};
  std::string out(dice.pick(kWords));
  if (dice.one_in(6)) out += " exact";
  out += " " + quoted(random_rule_phrase(dice));
  while (dice.one_in(3)) out += " | " + quoted(random_rule_phrase(dice));
  return out;
}

std::string random_regexes(Dice& dice) {
  std::string out = "like " + std::string(dice.pick(kRegexes));
  while (dice.one_in(4)) out += " | " + std::string(dice.one_in(2) ? dice.pick(kRegexes) : dice.pick(kGrouped));
  return out;
}

std::string random_excludes(Dice& dice) {
  std::string out;
  while (dice.one_in(7)) {
    out += " but not " + (dice.one_in(3) ? random_regexes(dice) : random_phrases(dice));
    if (dice.one_in(4)) out += random_counts(dice);
  }
  return out;
}

// A matcher that names a part of a line.
std::string random_text_matcher(Dice& dice) {
  std::string out = dice.one_in(4) ? random_regexes(dice) : random_phrases(dice);
  if (dice.one_in(6)) out += random_counts(dice);
  return out + random_excludes(dice);
}

std::string random_matcher(Dice& dice) {
  if (dice.one_in(12)) return "any" + random_excludes(dice);
  if (dice.one_in(8)) return random_counts(dice).substr(1) + random_excludes(dice);
  return random_text_matcher(dice);
}

std::string random_condition(Dice& dice) {
  constexpr std::array kNeighbours = {" above line "sv,          " below line "sv,  " directly above line "sv,
                                      " directly below line "sv, " before line "sv, " after line "sv};
  switch (dice.below(6)) {
    case 0:
      return " top " + number(dice, 0, 5) + " lines";
    case 1:
      return " bottom " + number(dice, 0, 5) + " lines";
    case 2:
      return (dice.one_in(2) ? " top " : " bottom ") + number(dice, 1, 100) + "%";
    case 3:
      return " alone";
    default:
      return std::string(dice.pick(kNeighbours)) + random_matcher(dice);
  }
}

std::string random_conditions(Dice& dice) {
  std::string out;
  while (dice.one_in(3)) out += random_condition(dice);
  return out;
}

std::string random_region(Dice& dice) {
  const bool from_start = dice.one_in(4);
  std::string out = from_start ? "cut from start" : "cut from line " + random_matcher(dice);
  const std::size_t kind = dice.below(from_start ? 2 : 6);
  if (kind < 2) {
    out += (kind == 0 ? " to line " : " through line ") + random_matcher(dice);
    if (dice.one_in(4)) out += " or end";
  }
  if (kind == 2) out += " to end";
  if (kind == 3) out += " to blank";
  if (kind == 4) out += " to prose";
  if (kind == 5) out += " for " + number(dice, 1, 4) + " lines";
  return out;
}

std::string random_replace(Dice& dice) {
  if (dice.one_in(2)) {
    return "replace text " + random_text_matcher(dice) + " with " + quoted(dice.pick(kReplacements));
  }
  return "replace text like " + std::string(dice.pick(kGrouped)) + " with " + quoted(dice.pick(kGroupReplacements));
}

std::string random_shortcode(Dice& dice) {
  std::string out = "cut shortcode " + std::string(dice.pick(kShortcodes));
  while (dice.one_in(3)) out += " | " + std::string(dice.pick(kShortcodes));
  return out + (dice.one_in(2) ? " with text" : "");
}

std::string random_statement(Dice& dice) {
  switch (dice.below(8)) {
    case 0:
    case 1:
      return "cut line " + random_matcher(dice);
    case 2:
    case 3:
      return random_region(dice);
    case 4:
      return "cut text " + random_text_matcher(dice);
    case 5:
      return random_shortcode(dice);
    case 6:
      return random_replace(dice);
    default:
      return "keep line " + random_matcher(dice);
  }
}

std::string random_limit(Dice& dice) {
  switch (dice.below(8)) {
    case 0:
      return "  limit " + number(dice, 1, 5) + " lines\n";
    case 1:
      return "  limit " + number(dice, 1, 99) + "%\n";
    case 2:
      return "  limit " + number(dice, 1, 5) + " lines, " + number(dice, 10, 100) + "%\n";
    case 3:
      return "";
    default:
      return "  limit none\n  why any share will do\n";
  }
}

std::string random_rule(Dice& dice, std::string_view id) {
  std::string out = random_statement(dice) + random_conditions(dice) + "\n" + random_limit(dice);
  if (!id.empty()) out += "  id " + std::string(id) + "\n";
  if (dice.one_in(10)) out += "  since " + std::string(dice.pick(kDays)) + "\n";
  if (dice.one_in(10)) out += "  until " + std::string(dice.pick(kDays)) + "\n";
  if (dice.one_in(16)) out += "  report-only\n";
  return out;
}

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
    Plan{"packs/lang/da.rules", Origin::builtin, "lang/da", "pack lang/da\nlang da\n", 4},
    Plan{"packs/lang/de.rules", Origin::builtin, "lang/de", "pack lang/de\nlang de\n", 4},
    Plan{"packs/cms/x.rules", Origin::builtin, "cms/x", "pack cms/x\n", 4},
    Plan{"my/da.rules", Origin::user, "lang/da", "pack lang/da\nlang da\n", 8},
    Plan{"sites/example.org.rules", Origin::builtin, "example.org", "site example.org\nlang da\n", 3},
    Plan{"sites/news.example.org.rules", Origin::builtin, "news.example.org",
         "site =news.example.org | example.org/a/* | =example.net\n", 5},
    Plan{"imported/example.org.rules", Origin::builtin, "example.org", "site example.org\nfrom elsewhere\n", 4},
    Plan{"my/example.org.rules", Origin::user, "example.org", "site example.org | example.net\nlang da\n", 4},
    Plan{"sites/known.example.rules", Origin::builtin, "known.example",
         "site known.example\nknown by has \"menu\" | \"2026\"\nknown by starts \"Read more\" words <= 4\n", 5},
    Plan{"my/known.example.rules", Origin::user, "known.example",
         "site known.example\nknown by has \"abc\" | \"menu\"\n", 6},
    Plan{"packs/lang/de-AT.rules", Origin::builtin, "lang/de-AT", "pack lang/de-AT\nlang de-AT\n", 8},
    Plan{"sites/other.example.rules", Origin::builtin, "other.example",
         "site other.example | example.net/*\nknown by has \"share\" | \"find\"\n", 5},
};

constexpr std::array kIds = {"a"sv, "b"sv, "c"sv, "d"sv};

std::vector<Plan> random_plans(Dice& dice) {
  std::vector<Plan> plans;
  const bool simple = dice.one_in(2);
  for (const Plan& plan : kPlans) {
    if (dice.one_in(simple ? plan.one_in * 3 - 2 : plan.one_in)) plans.push_back(plan);
  }
  return plans;
}

std::string random_links(Dice& dice, const Plan& self, const std::vector<Plan>& plans) {
  std::string out;
  for (const Plan& plan : plans) {
    const bool pack = plan.header.starts_with("pack");
    if (pack && plan.name != self.name && dice.one_in(4)) out += "use " + std::string(plan.name) + "\n";
    const bool off = plan.path != self.path && dice.one_in(5);
    if (off) out += "off " + std::string(plan.name) + ":" + std::string(dice.pick(kIds)) + "\n";
  }
  return out;
}

// Many rules at once take other ways through the engine than a few.
std::string many_rules(Dice& dice) {
  std::string out;
  const std::size_t count = dice.between(20, 120);
  for (std::size_t i = 0; i < count; ++i) out += random_rule(dice, "many-" + std::to_string(i));
  return out;
}

std::string random_rule_text(Dice& dice, const Plan& plan) {
  std::string text = "format 1\n" + std::string(plan.header);
  // Every file has a rule of every id, so that whatever is switched off is there.
  for (const std::string_view id : kIds) text += random_rule(dice, id);
  const bool needs_id = plan.header.starts_with("pack");
  if (!needs_id && dice.one_in(3)) text += random_rule(dice, "");
  if (dice.one_in(100)) text += many_rules(dice);
  return text;
}

}  // namespace

std::vector<RuleFile> random_rule_files(Dice& dice) {
  const std::vector<Plan> plans = random_plans(dice);
  std::vector<RuleFile> files;
  for (const Plan& plan : plans) {
    const std::string text = random_rule_text(dice, plan) + random_links(dice, plan, plans);
    files.push_back({std::string(plan.path), plan.origin, text});
  }
  return files;
}

Paper random_paper(Dice& dice, bool valid) {
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
  Paper paper;
  paper.text = random_text(dice, dice.one_in(5) ? 40 : 10, valid);
  paper.site = dice.pick(kSites);
  paper.url = dice.pick(kUrls);
  paper.lang = dice.pick(kLangs);
  paper.date = dice.pick(kDates);
  return paper;
}

}  // namespace pith::oracle
