#include "rules/made_id.h"

#include <xxhash.h>

#include <map>
#include <string>

#include "text/match_form.h"
#include "text/unicode.h"

namespace pith {
namespace {

constexpr std::size_t kLongestSlug = 32;  // bytes

// The words of the phrase joined by `-`: "Læs også:" is `læs-også`.
std::string slug(std::string_view text) {
  std::string form;
  build_match_form(text, form);
  std::string out;
  for (std::size_t i = 0; i < form.size() && out.size() < kLongestSlug;) {
    const Decoded d = decode(form, i);
    if (is_word(d.code_point)) {
      out += form.substr(i, d.size);
    } else if (!out.empty() && out.back() != '-') {
      out += '-';
    }
    i += d.size;
  }
  while (!out.empty() && out.back() == '-') out.pop_back();
  return out;
}

std::string_view telling_text(const ast::Rule& rule) {
  if (!rule.shortcodes.empty()) return rule.shortcodes.front();
  if (!rule.matcher.patterns.empty()) return rule.matcher.patterns.front().text;
  if (!rule.region.last.patterns.empty()) return rule.region.last.patterns.front().text;
  for (const ast::Condition& condition : rule.conditions) {
    if (!condition.matcher.patterns.empty()) return condition.matcher.patterns.front().text;
  }
  return {};
}

std::string hash_suffix(const ast::Rule& rule) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::uint64_t hash = XXH3_64bits(rule.statement.data(), rule.statement.size());
  std::string out = "-";
  for (int i = 0; i < 12; ++i, hash >>= 4) out += kDigits[hash & 15];
  return out;
}

}  // namespace

void make_ids(ast::File& file, Mistakes& mistakes) {
  std::map<std::string, int, std::less<>> uses;
  for (ast::Rule& rule : file.rules) {
    rule.made_id = rule.id.empty();
    if (rule.made_id) rule.id = slug(telling_text(rule));
    if (rule.id.empty()) rule.id = "rule";
    ++uses[rule.id];
  }
  // A made id that is taken gets a hash of the statement behind it, whichever of the two comes first.
  std::map<std::string, std::uint32_t, std::less<>> lines;
  for (ast::Rule& rule : file.rules) {
    if (rule.made_id && uses[rule.id] > 1) rule.id += hash_suffix(rule);
    const auto [it, added] = lines.try_emplace(rule.id, rule.at.line);
    if (added) continue;
    mistakes.add(file, codes::kSameId, rule.at,
                 rule.made_id ? "the same rule stands here twice" : "two rules have the id `" + rule.id + "`", "",
                 "the other one is in line " + std::to_string(it->second));
  }
}

}  // namespace pith
