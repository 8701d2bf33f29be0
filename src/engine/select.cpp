#include "engine/select.h"

#include <fmt/format.h>
#include <algorithm>
#include <numeric>
#include <utility>

#include "engine/conditions.h"
#include "sites/host.h"

namespace pith {
namespace {

constexpr std::string_view kLanguagePrefix = "lang/";

// Every matcher that a rule asks about, so that one scan answers all.
void add_matchers(const std::vector<CompiledCondition>& conditions, std::vector<MatcherId>& matchers) {
  for (const CompiledCondition& condition : conditions) matchers.push_back(condition.matcher);
}

void add_matchers(const CompiledRule& rule, std::vector<MatcherId>& matchers) {
  matchers.push_back(rule.matcher);
  matchers.push_back(rule.last);
  add_matchers(rule.conditions, matchers);
}

bool runs(ast::Risk risk, Keep keep) {
  return static_cast<std::uint8_t>(risk) <= static_cast<std::uint8_t>(keep);
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
  return out;
}

}  // namespace

Selector::Selector(const ProgramData& program) : program_(program) {
  for (FileIndex i = 0; i < program.files.size(); ++i) {
    const FileInfo& file = program.files[i];
    if (file.is_pack) packs_.emplace(lower(file.name), i);
    if ((!file.is_pack && !file.is_site) || file.name == "common") always_.push_back(i);
  }
}

std::shared_ptr<const Stack> Selector::select(const Document& document, Keep keep, Choice& choice,
                                              std::vector<Notice>& notices) const {
  choice = {};
  std::vector<FileIndex> files;
  if (!document.site.empty() || !document.url.empty()) {
    choice.source = document.site.empty() ? SiteSource::address : SiteSource::named;
    const std::string_view asked = document.site.empty() ? document.url : document.site;
    files = site_files(asked);
    if (const auto address = parse_address(asked)) choice.site = address->host;
    // Somebody who names a site expects its rules; an address is often of a site without any.
    if (files.empty() && choice.source == SiteSource::named) {
      notices.push_back({NoticeKind::no_site_file, 0, 0, fmt::format("there is no rule file for `{}`", asked)});
    }
  }
  return stack_of_site(std::move(files), document.lang, keep, choice);
}

std::shared_ptr<const Stack> Selector::select_known(std::vector<FileIndex> files, std::string_view lang, Keep keep,
                                                    Choice& choice) const {
  choice = {};
  choice.source = SiteSource::known_by;
  return stack_of_site(std::move(files), lang, keep, choice);
}

std::shared_ptr<const Stack> Selector::stack_of_site(std::vector<FileIndex> files, std::string_view lang, Keep keep,
                                                     Choice& choice) const {
  // The user's word on the language counts before a shipped file's.
  std::ranges::sort(files, {}, [&](FileIndex i) {
    return std::pair(-static_cast<int>(program_.files[i].level), std::string_view(program_.files[i].path));
  });
  choice.has_site_file = !files.empty();
  for (const FileIndex file : files) {
    if (lang.empty()) lang = program_.files[file].lang;
    if (choice.site.empty()) choice.site = program_.files[file].name;
  }
  return stack_of(std::move(files), lang, std::nullopt, keep, choice);
}

std::shared_ptr<const Stack> Selector::select_for_test(FileIndex file, Keep keep, Choice& choice) const {
  choice = {};
  const FileInfo& info = program_.files[file];
  if (info.is_site) choice.site = info.name;
  return stack_of({file}, info.lang, file, keep, choice);
}

std::vector<FileIndex> Selector::site_files(std::string_view host_or_url) const {
  const auto address = parse_address(host_or_url);
  return address ? program_.sites.find(*address) : std::vector<FileIndex>();
}

std::vector<FileIndex> Selector::known_files(Run& run) const {
  // Lines by site: the files of one site on several levels speak together, and a line counts once.
  std::map<std::string_view, std::vector<LineIndex>> lines;
  for (const KnownBy& known : program_.known_by) {
    if (!program_.files[known.file].is_site) continue;
    const auto& matched = candidate_lines(run, known.matcher, known.conditions);
    if (matched.empty()) continue;
    auto& of_site = lines[program_.files[known.file].name];
    of_site.insert(of_site.end(), matched.begin(), matched.end());
  }
  std::size_t most = 0;
  std::vector<std::string_view> best;
  for (auto& [site, of_site] : lines) {
    std::ranges::sort(of_site);
    const auto count = static_cast<std::size_t>(std::unique(of_site.begin(), of_site.end()) - of_site.begin());
    if (count < most) continue;
    if (count > most) best.clear();
    most = count;
    best.push_back(site);
  }
  if (best.size() > 1) {
    run.notices.push_back({NoticeKind::site_tie, 0, 0,
                           fmt::format("{} lines fit {} equally: no site was taken", most, fmt::join(best, " and "))});
    return {};
  }
  std::vector<FileIndex> files;
  for (FileIndex i = 0; !best.empty() && i < program_.files.size(); ++i) {
    if (program_.files[i].is_site && program_.files[i].name == best.front()) files.push_back(i);
  }
  return files;
}

void Selector::add_with_uses(FileIndex file, std::vector<char>& chosen) const {
  std::vector<FileIndex> open = {file};
  while (!open.empty()) {
    const FileIndex next = open.back();
    open.pop_back();
    if (chosen[next] != 0) continue;
    chosen[next] = 1;
    open.insert(open.end(), program_.files[next].uses.begin(), program_.files[next].uses.end());
  }
}

void Selector::add_language_packs(std::string_view lang, std::vector<char>& chosen) const {
  if (lang.empty()) {
    for (const auto& [name, file] : packs_) {
      if (name.starts_with(kLanguagePrefix)) add_with_uses(file, chosen);
    }
    return;
  }
  // From the whole code to the language alone: pt-BR, then pt.
  std::string name = std::string(kLanguagePrefix) + lower(lang);
  while (name.size() > kLanguagePrefix.size()) {
    if (const auto found = packs_.find(name); found != packs_.end()) return add_with_uses(found->second, chosen);
    const std::size_t dash = name.rfind('-');
    name.resize(dash == std::string::npos ? 0 : dash);
  }
}

std::shared_ptr<const Stack> Selector::stack_of(std::vector<FileIndex> files, std::string_view lang,
                                                std::optional<FileIndex> tested, Keep keep, Choice& choice) const {
  const bool with_lang_packs = !tested || !program_.files[*tested].is_pack;
  choice.lang = lang;
  std::vector<char> chosen(program_.files.size(), 0);
  for (const FileIndex file : files) add_with_uses(file, chosen);
  for (const FileIndex file : always_) {
    // A pack is tested without the user's general files.
    if (with_lang_packs || program_.files[file].is_pack) add_with_uses(file, chosen);
  }
  if (with_lang_packs) add_language_packs(lang, chosen);
  files.clear();
  for (FileIndex i = 0; i < chosen.size(); ++i) {
    // Packs for documents of some kind see whole documents; the texts of tests are short, and would be of any kind.
    const bool is_left_out = tested && i != *tested && program_.files[i].is_gated();
    if (chosen[i] != 0 && !is_left_out) files.push_back(i);
  }
  std::ranges::sort(files, {}, [&](FileIndex i) { return std::string_view(program_.files[i].path); });
  for (const FileIndex file : files) choice.files.push_back(program_.files[file].path);

  const std::scoped_lock lock(mutex_);
  Kept& kept = stacks_[{keep, files}];
  kept.last_use = ++uses_;
  if (kept.stack == nullptr) {
    kept.stack = make_stack(files, keep);
    if (stacks_.size() > kMostStacks) {
      stacks_.erase(std::ranges::min_element(stacks_, {}, [](const auto& entry) { return entry.second.last_use; }));
    }
  }
  return kept.stack;
}

std::shared_ptr<const Stack> Selector::make_stack(const std::vector<FileIndex>& files, Keep keep) const {
  std::vector<RuleIndex> off;
  for (const FileIndex file : files) {
    // A file switches off what it inherits: nothing of a higher level than its own.
    for (const RuleIndex rule : program_.files[file].offs) {
      if (program_.rules[rule].level <= program_.files[file].level) off.push_back(rule);
    }
  }
  std::vector<RuleIndex> rules;
  std::vector<MatcherId> matchers;
  for (const FileIndex file : files) {
    const auto [first, last] = program_.files[file].rules;
    for (RuleIndex rule = first; rule < last; ++rule) {
      if (!runs(program_.rules[rule].risk, keep) || std::ranges::find(off, rule) != off.end()) continue;
      rules.push_back(rule);
      add_matchers(program_.rules[rule], matchers);
    }
  }
  std::ranges::sort(rules, {}, [&](RuleIndex rule) { return program_.rules[rule].rank; });
  for (const KnownBy& known : program_.known_by) {
    matchers.push_back(known.matcher);
    add_matchers(known.conditions, matchers);
  }
  std::erase(matchers, kNoMatcher);
  // The lines of a run are those of what it is a run of.
  const auto looked_up = [&](MatcherId matcher) {
    return program_.matchers[matcher].run == 0 ? matcher : program_.matchers[matcher].of;
  };
  std::ranges::transform(matchers, matchers.begin(), looked_up);
  std::ranges::sort(matchers);
  matchers.erase(std::unique(matchers.begin(), matchers.end()), matchers.end());
  Stack stack{files, std::move(rules), MatchIndex(program_, matchers), {}, {}, {}};
  stack.first_of_matcher.assign(program_.matchers.size() + 1, 0);
  for (const RuleIndex rule : stack.rules) {
    const MatcherId matcher = program_.rules[rule].matcher;
    if (matcher == kNoMatcher || program_.matchers[looked_up(matcher)].scan) {
      stack.always.push_back(rule);
    } else {
      stack.by_matcher.push_back(rule);
      ++stack.first_of_matcher[looked_up(matcher) + 1];
    }
  }
  std::partial_sum(stack.first_of_matcher.begin(), stack.first_of_matcher.end(), stack.first_of_matcher.begin());
  std::ranges::stable_sort(stack.by_matcher, {},
                           [&](RuleIndex rule) { return looked_up(program_.rules[rule].matcher); });
  return std::make_shared<const Stack>(std::move(stack));
}

}  // namespace pith
