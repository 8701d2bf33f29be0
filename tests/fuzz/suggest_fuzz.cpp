// Any bytes as texts to draft rules from: parts with a line `----` between them, of which the first is appended to all
// the others, so that something recurs. The draft must be a rule file without a mistake whose tests pass, the same when
// it is made again, and its rules must take what they say.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "measure/draft_trial.h"
#include "measure/miner.h"
#include "output/rule_draft.h"
#include "pith.h"
#include "text/unicode.h"

namespace {

void check(bool holds) {
  if (!holds) std::abort();
}

std::vector<std::string> texts_in(std::string_view input) {
  constexpr std::string_view kSeparator = "\n----\n";
  std::vector<std::string_view> parts;
  for (std::size_t end = 0; end != std::string_view::npos;) {
    end = input.find(kSeparator);
    parts.push_back(input.substr(0, end));
    if (end != std::string_view::npos) input.remove_prefix(end + kSeparator.size());
  }
  std::vector<std::string> texts;
  for (std::size_t i = 1; i < parts.size(); ++i) texts.push_back(std::string(parts[i]) + "\n" + std::string(parts[0]));
  return texts;
}

std::string draft_of(const std::vector<std::string>& texts, const pith::MineRequest& request, std::size_t hosts) {
  pith::Miner miner;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    pith::Document document;
    document.text = texts[i];
    pith::GoldLines gold(texts[i].substr(0, texts[i].size() / 2));
    miner.add(document, {}, "host" + std::to_string(i % hosts) + ".example", i % 3 == 2 ? &gold : nullptr);
  }
  pith::Draft draft = miner.propose(request);
  const auto no_rules = [] { return pith::RuleSet(); };
  check(pith::write_checked_draft(draft, no_rules).has_value());

  pith::RuleSet rules;
  rules.add(pith::rules_for_trial(draft), "trial");
  const pith::Compiled program = std::move(rules).compile();
  check(program.has_value());
  pith::DraftTrial trial(draft, *program, "trial");
  pith::Cleaner cleaner(*program);
  for (const pith::SampledText& text : miner.texts()) {
    trial.add(text.text, text.lines, text.article, text.host, cleaner.clean(text.document()));
  }
  trial.finish(20);
  const auto written = pith::write_checked_draft(draft, no_rules);
  check(written.has_value());
  for (const pith::DraftRule& rule : draft.rules) {
    check(rule.evidence.lines > 0 && rule.evidence.documents <= texts.size());
  }
  return *written;
}

void check_file(std::string_view text) {
  check(pith::is_valid_utf8(text));
  for (const char c : text) check(c == '\n' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F));
  pith::RuleSet rules;
  rules.add(text, "draft.rules");
  check(rules.lint("2026-11-20").empty());
  const auto program = std::move(rules).compile();
  check(program.has_value());
  check(program->run_tests().mistakes.empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::vector<std::string> texts = texts_in({reinterpret_cast<const char*>(data), size});
  if (texts.size() > 40) return 0;
  for (const pith::MineRequest& request : {pith::MineRequest{"example.org", ""}, pith::MineRequest{"", "quay"}}) {
    const std::string draft = draft_of(texts, request, 4);
    check_file(draft);
    check(draft == draft_of(texts, request, 4));
  }
  return 0;
}
