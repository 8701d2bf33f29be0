// The engine and its slow twin side by side, on the same rule files and documents.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "oracle/oracle.h"
#include "pith.h"
#include "rules/ast.h"

namespace pith::oracle {

struct RuleFile {
  std::string path;
  Origin origin = Origin::user;
  std::string text;
};

// A document that owns its text.
struct Paper {
  std::string text;
  std::string site;
  std::string url;
  std::string lang;
  std::string date;
  std::string title;
  Keep keep = Keep::balanced;  // how carefully it is to be cleaned

  Document view() const { return {text, "", site, url, lang, date, title}; }
};

class Twins {
 public:
  // Nothing when there is a mistake in the files.
  static std::optional<Twins> compile(const std::vector<RuleFile>& files);

  const Program& program() const { return program_; }
  const std::vector<ast::File>& files() const { return files_; }

  // Both in the form of merged(). What the engine notices beyond the oracle's kinds is left out.
  Result engine(const Paper& paper);
  Result oracle(const Paper& paper);

  // True when the two differ, or broken_law() has something to say of the engine.
  bool disagree(const Paper& paper);

  // One for each way to keep; lives as long as this.
  Cleaner& cleaner(Keep keep) { return cleaners_[static_cast<std::size_t>(keep)]; }

 private:
  Twins(Program program, std::vector<ast::File> files);

  Program program_;
  std::array<Cleaner, 3> cleaners_;  // in the order of Keep
  std::vector<ast::File> files_;
  Regexes regexes_;
};

// The edits with neighbouring cuts of one rule made one: how far they are merged is nobody's business.
std::vector<NamedEdit> merged(const std::vector<NamedEdit>& edits);

// Which law the edits of a text break: they are in bounds, sorted, disjoint, none is empty or changes nothing, and
// apply() gives the kept bytes and the replacements in their order. Empty when all is well.
std::string broken_law(std::string_view text, std::span<const Edit> edits);

// For people: line ends, control characters, invisible characters and bytes that are no UTF-8 as escapes.
std::string escaped(std::string_view text);

// For people: edits and notices, one a line.
std::string described(const Result& result, std::string_view text);

}  // namespace pith::oracle
