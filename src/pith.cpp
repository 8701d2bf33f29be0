#include "pith.h"

#include <xxhash.h>

#include <algorithm>
#include <utility>

#include "config.h"
#include "engine/engine.h"
#include "engine/rule_tests.h"
#include "engine/select.h"
#include "rules/builtin.h"
#include "rules/compile.h"
#include "rules/dump.h"
#include "rules/lint.h"
#include "rules/made_id.h"
#include "rules/parser.h"
#include "text/edit_distance.h"

namespace pith {
namespace {

ast::Origin written(Origin origin) {
  return origin == Origin::builtin ? ast::Origin::builtin : ast::Origin::user;
}

std::string_view name_of(Level level) {
  switch (level) {
    case Level::pack:
      return "pack";
    case Level::imported:
      return "imported";
    case Level::site:
      return "site";
    case Level::user:
      return "user";
  }
  return {};
}

CodeHelp help_of(const Code& code) {
  return {code.id, code.title, code.explanation};
}

}  // namespace

struct RuleSet::Impl {
  std::vector<ast::File> files;
  Mistakes mistakes;
  std::uint64_t fingerprint = 0;

  void add_to_fingerprint(std::string_view part) {
    fingerprint = XXH3_64bits_withSeed(part.data(), part.size(), fingerprint + part.size() + 1);
  }

  // The files as the compiler will see them, ids included.
  std::vector<ast::File> with_ids() const {
    std::vector<ast::File> copy = files;
    drop_replaced(copy);
    Mistakes ignored;
    for (ast::File& file : copy) make_ids(file, ignored);
    return copy;
  }
};

RuleSet::RuleSet() : impl_(std::make_unique<Impl>()) {}
RuleSet::RuleSet(RuleSet&&) noexcept = default;
RuleSet& RuleSet::operator=(RuleSet&&) noexcept = default;
RuleSet::~RuleSet() = default;

void RuleSet::add(std::string_view text, std::string_view path, Origin origin) {
  impl_->files.push_back(parse_rules(text, path, written(origin), impl_->mistakes));
  impl_->add_to_fingerprint(path);
  impl_->add_to_fingerprint(text);
}

void RuleSet::add_builtin() {
  for (const BuiltinFile& file : builtin_files()) add(file.text, file.path, Origin::builtin);
}

std::uint64_t RuleSet::fingerprint() const {
  return impl_->fingerprint;
}

std::string RuleSet::to_json() const {
  return dump_rules(impl_->with_ids());
}

std::vector<Diagnostic> RuleSet::lint(std::string_view today, const FileFilter& files) const {
  Mistakes mistakes;
  lint_rules(impl_->with_ids(), today, files, mistakes);
  mistakes.sort();
  return std::move(mistakes).take();
}

struct Program::Impl {
  explicit Impl(ProgramData compiled) : data(std::move(compiled)), selector(data) {}

  const ProgramData data;
  const Selector selector;
};

Compiled RuleSet::compile() && {
  ProgramData data = compile_rules(std::move(impl_->files), builtin_regexes(), impl_->mistakes);
  if (impl_->mistakes.any_error()) {
    impl_->mistakes.sort();
    return tl::unexpected(std::move(impl_->mistakes).take());
  }
  return Program(std::make_shared<const Program::Impl>(std::move(data)));
}

Program::Program(std::shared_ptr<const Impl> impl) : impl_(std::move(impl)) {}

std::size_t Program::rule_count() const {
  return impl_->data.rules.size();
}

RuleView Program::rule(RuleIndex index) const {
  const RuleInfo& info = impl_->data.infos[index];
  const FileInfo& file = impl_->data.files[info.file];
  return {info.name,
          file.path,
          info.line,
          info.statement,
          info.why,
          name_of(info.level),
          file.origin == ast::Origin::builtin};
}

std::vector<RuleIndex> Program::find_rules(std::string_view name) const {
  std::vector<RuleIndex> found;
  std::vector<RuleIndex> own;
  for (RuleIndex i = 0; i < rule_count(); ++i) {
    const RuleInfo& info = impl_->data.infos[i];
    if (info.name != name && info.id != name) continue;
    found.push_back(i);
    if (impl_->data.files[info.file].origin == ast::Origin::user) own.push_back(i);
  }
  return name.find(':') == std::string_view::npos && !own.empty() ? own : found;
}

std::string_view Program::nearest_rule(std::string_view name) const {
  std::vector<std::string_view> names;
  const bool whole = name.find(':') != std::string_view::npos;
  for (const RuleInfo& info : impl_->data.infos) names.push_back(whole ? info.name : info.id);
  return nearest(name, names);
}

Program Program::with(Keep keep) const {
  Program program = *this;
  program.keep_ = keep;
  return program;
}

TestReports Program::run_tests(const FileFilter& files) const {
  const ProgramData& data = impl_->data;
  RuleTestResults results = run_rule_tests(data, impl_->selector, files);
  TestReports reports;
  for (const RuleTestResult& result : results.tests) {
    const auto& [file, test] = data.tests[result.test];
    reports.tests.push_back({data.files[file].path, test.at.line, test.title, result.passed});
  }
  reports.mistakes = std::move(results.mistakes);
  for (RuleIndex i = 0; i < data.rules.size(); ++i) {
    if (results.fired[i] != 0) continue;
    const RuleInfo& info = data.infos[i];
    const FileInfo& file = data.files[info.file];
    if (files && !files(file.path)) continue;
    if (file.origin == ast::Origin::builtin && !data.builtin_tests) continue;
    const bool must = file.is_pack || file.origin == ast::Origin::builtin;
    const Code& code = must ? codes::kUntested : codes::kUntestedOwn;
    Diagnostic mistake;
    mistake.code = code.id;
    mistake.severity = code.severity;
    mistake.file = file.path;
    mistake.at = {info.line, 1, 1};
    mistake.source_line = info.statement;
    mistake.message = "no test makes `" + info.name + "` fire";
    mistake.help = data.rules[i].risk == ast::Risk::high
                       ? "add a test \"…\" keep bold: other tests run no rule of risk high"
                       : "add a test in which it takes a line and one that looks like it stays";
    reports.mistakes.push_back(std::move(mistake));
  }
  return reports;
}

struct Cleaner::Impl {
  explicit Impl(const Program& of) : program(of.impl_), engine(program->data, program->selector, of.keep_) {}

  std::shared_ptr<const Program::Impl> program;
  Engine engine;
};

Cleaner::Cleaner(const Program& program) : impl_(std::make_unique<Impl>(program)) {}
Cleaner::Cleaner(Cleaner&&) noexcept = default;
Cleaner& Cleaner::operator=(Cleaner&&) noexcept = default;
Cleaner::~Cleaner() = default;

Outcome Cleaner::clean(const Document& document) {
  return impl_->engine.clean(document);
}

Outcome Cleaner::clean(const Document& document, StageTimes& times) {
  return impl_->engine.clean(document, &times);
}

void Cleaner::book_costs() {
  impl_->engine.book_costs();
}

RuleCosts Cleaner::take_costs() {
  RuleCosts costs = impl_->engine.take_costs();
  costs.rules.resize(impl_->program->data.rules.size());
  return costs;
}

std::vector<std::string> Cleaner::why(const Document& document, RuleIndex rule) {
  return impl_->engine.why(document, rule);
}

void apply(std::string_view text, std::span<const Edit> edits, std::string& out) {
  for_each_piece(text, edits, [&](std::string_view piece) { out.append(piece); });
}

std::optional<CodeHelp> explain_code(std::string_view code) {
  const Code* found = find_code(code);
  return found == nullptr ? std::nullopt : std::optional(help_of(*found));
}

std::vector<CodeHelp> all_code_help() {
  std::vector<CodeHelp> all;
  for (const Code* code : all_codes()) all.push_back(help_of(*code));
  return all;
}

std::string_view version() {
  return kVersion;
}

}  // namespace pith
