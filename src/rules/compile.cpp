#include "rules/compile.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <tuple>

#include "rules/made_id.h"
#include "rules/matcher_compiler.h"
#include "text/edit_distance.h"

namespace pith {
namespace {

using ast::Action;
using ast::File;
using ast::Origin;

constexpr std::size_t kMostSuggestions = 20;

Level level_of(const File& file) {
  // A pack stays on its level wherever it comes from: it is what sites build on.
  if (!file.pack.empty()) return Level::pack;
  if (file.origin == Origin::user) return Level::user;
  if (file.sites.empty()) return Level::pack;
  return file.from.empty() ? Level::site : Level::imported;
}

// Bounds without a `limit`: a region may run away further than a line rule, so prose bounds it too.
Bounds bounds_of(const ast::Rule& rule) {
  constexpr std::uint32_t kRegionProse = 2;
  Bounds bounds;
  if (!rule.limit) {
    if (rule.action == Action::cut_region || rule.with_text) bounds.prose = kRegionProse;
    return bounds;
  }
  bounds.percent = rule.limit->percent.value_or(Bounds::kNoBound);
  bounds.lines = rule.limit->lines.value_or(Bounds::kNoBound);
  return bounds;
}

class Compiler {
 public:
  Compiler(std::vector<File> files, KnownRegexes known, Mistakes& mistakes)
      : files_(std::move(files)), mistakes_(mistakes), matchers_(program_, known, mistakes) {}

  ProgramData run() {
    replaced_ = drop_replaced(files_);
    for (File& file : files_) make_ids(file, mistakes_);
    for (const File& file : files_) add_file(file);
    for (FileIndex i = 0; i < files_.size(); ++i) add_sites(i);
    for (FileIndex i = 0; i < files_.size(); ++i) resolve_uses(i);
    for (FileIndex i = 0; i < files_.size(); ++i) resolve_offs(i);
    for (FileIndex i = 0; i < files_.size(); ++i) take_tests(i);
    rank_rules();
    program_.builtin_tests = !replaced_;
    return std::move(program_);
  }

 private:
  void add_file(const File& file) {
    const auto index = static_cast<FileIndex>(program_.files.size());
    FileInfo info;
    info.path = file.path;
    info.name = file.name();
    info.is_pack = !file.pack.empty();
    info.is_site = !file.sites.empty();
    info.lang = file.lang;
    info.origin = file.origin;
    info.level = level_of(file);
    info.rules.first = static_cast<RuleIndex>(program_.rules.size());
    for (const ast::Rule& rule : file.rules) add_rule(file, index, info, rule);
    info.rules.second = static_cast<RuleIndex>(program_.rules.size());
    info.known_by.first = program_.known_by.size();
    for (const ast::Lines& lines : file.known_by) {
      program_.known_by.push_back(
          {index, matchers_.compile(file, lines.matcher), compile_conditions(file, lines.conditions)});
    }
    info.known_by.second = program_.known_by.size();
    if (info.is_pack && !packs_.try_emplace(info.name, index).second) {
      mistakes_.add(file, codes::kSameSite, {1, 1, 1}, "two files are the pack `" + file.pack + "`", "",
                    "the other one is " + program_.files[packs_[info.name]].path);
    }
    program_.files.push_back(std::move(info));
  }

  void add_rule(const File& file, FileIndex index, const FileInfo& info, const ast::Rule& rule) {
    if (rule.limit && rule.limit->none && rule.why.empty()) {
      mistakes_.add(file, codes::kNeedsWhy, rule.at, "`limit none` needs a `why`");
    }
    if (info.is_pack && rule.made_id) {
      mistakes_.add(file, codes::kNeedsId, rule.at, "a rule of a pack needs an id", "", "write `id NAME` under it");
    }
    CompiledRule compiled;
    compiled.action = rule.action;
    compiled.level = info.level;
    if (rule.action != Action::cut_shortcode && !(rule.action == Action::cut_region && rule.region.from_start)) {
      compiled.matcher = matchers_.compile(file, rule.matcher);
    }
    compiled.from_start = rule.region.from_start;
    compiled.until = rule.region.until;
    compiled.lines = rule.region.n;
    compiled.or_end = rule.region.or_end;
    if (rule.action == Action::cut_region &&
        (compiled.until == ast::Until::to_line || compiled.until == ast::Until::through_line)) {
      compiled.last = matchers_.compile(file, rule.region.last);
    }
    compiled.shortcodes = rule.shortcodes;
    compiled.with_text = rule.with_text;
    if (rule.action == Action::replace_text) compiled.replacement = compile_replacement(file, rule, compiled.matcher);
    compiled.conditions = compile_conditions(file, rule.conditions);
    compiled.risk = file.risk_of(rule);
    compiled.gated = file.is_gated();
    compiled.bounds = bounds_of(rule);
    compiled.since = rule.since;
    compiled.until_date = rule.until;
    compiled.report_only = rule.report_only;
    program_.rules.push_back(std::move(compiled));
    program_.infos.push_back(
        {info.name + ":" + rule.id, rule.id, index, rule.at.line, rule.statement, rule.why, info.level, rule.made_id});
  }

  std::vector<CompiledCondition> compile_conditions(const File& file, const std::vector<ast::Condition>& conditions) {
    std::vector<CompiledCondition> compiled;
    for (const ast::Condition& condition : conditions) {
      const bool matches = condition.where >= ast::Where::above && condition.where <= ast::Where::after;
      compiled.push_back({condition.where, condition.negated, condition.n,
                          matches ? matchers_.compile(file, condition.matcher) : kNoMatcher});
    }
    return compiled;
  }

  std::vector<ReplacementPart> compile_replacement(const File& file, const ast::Rule& rule, MatcherId matcher) {
    std::vector<ReplacementPart> parts;
    std::string literal;
    const std::string& text = rule.replacement;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const bool escape = text[i] == '\\' && i + 1 < text.size();
      if (escape && text[i + 1] >= '1' && text[i + 1] <= '9') {
        if (!literal.empty()) parts.push_back({std::move(literal), 0});
        literal.clear();
        parts.push_back({"", text[++i] - '0'});
      } else if (escape && text[i + 1] == '\\') {
        literal += text[++i];
      } else {
        literal += text[i];
      }
    }
    if (!literal.empty()) parts.push_back({std::move(literal), 0});
    check_groups(file, rule, matcher, parts);
    return parts;
  }

  void check_groups(const File& file, const ast::Rule& rule, MatcherId matcher,
                    const std::vector<ReplacementPart>& parts) {
    if (matcher == kNoMatcher) return;  // reported already
    int most = 9;
    if (rule.matcher.word == ast::Word::like) {
      for (const std::uint32_t pattern : program_.matchers[matcher].patterns) {
        most = std::min(most, static_cast<int>(program_.regexes[pattern].facts().groups));
      }
    } else {
      most = 0;
    }
    for (const ReplacementPart& part : parts) {
      if (part.group <= most) continue;
      mistakes_.add(file, codes::kBadGroup, rule.replacement_at, "there is no group \\" + std::to_string(part.group),
                    "", most == 0 ? "this matcher has no groups" : "the regex has " + std::to_string(most));
    }
  }

  void add_sites(FileIndex index) {
    for (const ast::HostPattern& site : files_[index].sites) {
      const FileIndex holder = program_.sites.add(site.host, site.path, site.subdomains,
                                                  static_cast<std::uint8_t>(program_.files[index].level), index);
      if (holder == index) continue;
      mistakes_.add(files_[index], codes::kSameSite, site.at, "two files are for `" + site.written + "`", "",
                    "the other one is " + program_.files[holder].path);
    }
  }

  std::string near_pack(std::string_view name) const {
    std::vector<std::string_view> names;
    for (const auto& [pack, index] : packs_) names.push_back(pack);
    return Mistakes::did_you_mean(nearest(name, names));
  }

  void resolve_uses(FileIndex index) {
    const File& file = files_[index];
    for (std::size_t i = 0; i < file.uses.size(); ++i) {
      const auto found = packs_.find(file.uses[i]);
      if (found != packs_.end()) {
        program_.files[index].uses.push_back(found->second);
      } else {
        mistakes_.add(file, codes::kUnknownPack, file.use_places[i], "there is no pack `" + file.uses[i] + "`",
                      "not a pack", near_pack(file.uses[i]));
      }
    }
  }

  // The rules called NAME:ID; several only when files of different levels share a name and an id.
  std::vector<RuleIndex> rules_called(std::string_view name, std::string_view id) const {
    std::vector<RuleIndex> found;
    for (const FileInfo& file : program_.files) {
      if (file.name != name) continue;
      for (RuleIndex rule = file.rules.first; rule < file.rules.second; ++rule) {
        if (program_.infos[rule].id == id) found.push_back(rule);
      }
    }
    return found;
  }

  void resolve_offs(FileIndex index) {
    for (const ast::RuleName& name : files_[index].offs) {
      bool found = false;
      for (const RuleIndex rule : rules_called(name.file, name.id)) {
        if (program_.infos[rule].file == index) continue;
        found = true;
        program_.files[index].offs.push_back(rule);
      }
      if (!found) unknown_rule(files_[index], name);
    }
  }

  void unknown_rule(const File& file, const ast::RuleName& name) {
    // What a shipped file says of a shipped pack need not hold for the pack that a user put in its place.
    if (replaced_ && file.origin == Origin::builtin) return;
    const std::string whole = name.file + ":" + name.id;
    const bool own = name.file == file.name() && !rules_called(name.file, name.id).empty();
    // Near names are sought for a few mistakes only: with thousands of names each search takes its time.
    std::vector<std::string_view> names;
    if (++unknown_rules_ <= kMostSuggestions) {
      for (const RuleInfo& info : program_.infos) names.push_back(info.name);
    }
    mistakes_.add(file, codes::kUnknownRule, name.at,
                  own ? "a file cannot switch its own rule off" : "there is no rule `" + whole + "`",
                  own ? "remove the rule instead" : "not a rule",
                  own ? "" : Mistakes::did_you_mean(nearest(whole, names)));
  }

  // Names in tests are made whole; what a bare id means is settled here.
  void take_tests(FileIndex index) {
    File& file = files_[index];
    for (ast::Test& test : file.tests) {
      for (ast::TestLine& line : test.lines) {
        for (ast::RuleName& name : line.rules) {
          if (name.file.empty()) name.file = program_.files[index].name;
          if (rules_called(name.file, name.id).empty()) unknown_rule(file, name);
        }
      }
      if (!replaced_ || file.origin == Origin::user) program_.tests.emplace_back(index, std::move(test));
    }
  }

  void rank_rules() {
    std::vector<RuleIndex> order(program_.rules.size());
    std::iota(order.begin(), order.end(), 0);
    const auto key = [&](RuleIndex i) {
      const RuleInfo& info = program_.infos[i];
      return std::tuple(-static_cast<int>(info.level), std::string_view(info.id), std::string_view(info.name),
                        std::string_view(program_.files[info.file].path));
    };
    std::ranges::sort(order, {}, key);
    for (std::uint32_t rank = 0; rank < order.size(); ++rank) program_.rules[order[rank]].rank = rank;
  }

  std::vector<File> files_;
  bool replaced_ = false;  // some built-in file is left out
  std::size_t unknown_rules_ = 0;
  Mistakes& mistakes_;
  ProgramData program_;
  MatcherCompiler matchers_;
  std::map<std::string, FileIndex, std::less<>> packs_;
};

}  // namespace

bool drop_replaced(std::vector<File>& files) {
  std::set<std::string, std::less<>> packs;
  std::vector<std::string> paths;
  for (const File& file : files) {
    if (file.origin != Origin::user) continue;
    if (!file.pack.empty()) packs.insert(file.pack);
    paths.push_back("/" + file.path);
  }
  return 0 < std::erase_if(files, [&](const File& file) {
           if (file.origin == Origin::user) return false;
           return packs.contains(file.pack) ||
                  std::ranges::any_of(paths, [&](const std::string& path) { return path.ends_with("/" + file.path); });
         });
}

ProgramData compile_rules(std::vector<File> files, KnownRegexes known, Mistakes& mistakes) {
  return Compiler(std::move(files), known, mistakes).run();
}

}  // namespace pith
