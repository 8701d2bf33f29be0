// Which rule files a document gets.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "engine/match_index.h"
#include "engine/run.h"
#include "rules/program.h"
#include "types.h"

namespace pith {

// The rules of one choice of files and risks. Immutable, shared by threads.
struct Stack {
  std::vector<FileIndex> files;  // ascending by path
  std::vector<RuleIndex> rules;  // in rank order, without those that a file switched off, or of too high a risk
  MatchIndex index;              // of their matchers, and of all that sites are known by

  // The same rules by what must be found for them to have anything to do: a line of their matcher, or nothing.
  std::span<const RuleIndex> of_matcher(MatcherId matcher) const {
    return std::span(by_matcher)
        .subspan(first_of_matcher[matcher], first_of_matcher[matcher + 1] - first_of_matcher[matcher]);
  }
  std::vector<RuleIndex> by_matcher;            // sorted by matcher
  std::vector<std::uint32_t> first_of_matcher;  // in by_matcher, by MatcherId
  std::vector<RuleIndex> always;
};

// Chooses files and keeps the stacks it made. Safe to share between threads.
class Selector {
 public:
  explicit Selector(const ProgramData& program);

  // Decides by the document's `site`, then by its `url`; with neither there is no site, until known_files() finds one.
  // Adds what a person should know to `notices`.
  std::shared_ptr<const Stack> select(const Document& document, Keep keep, Choice& choice,
                                      std::vector<Notice>& notices) const;

  // The files of the site that lines of the document give away (`known by`), which any stack's index has looked
  // through. Empty when there is none, or more than one: then a notice says so.
  std::vector<FileIndex> known_files(Run& run) const;
  std::shared_ptr<const Stack> select_known(std::vector<FileIndex> files, std::string_view lang, Keep keep,
                                            Choice& choice) const;

  // The stack of a rule file's own tests: a pack with the packs it uses and `common`; a site file as its site.
  std::shared_ptr<const Stack> select_for_test(FileIndex file, Keep keep, Choice& choice) const;

 private:
  // A run over many sites must not keep a stack for each of them.
  static constexpr std::size_t kMostStacks = 256;

  std::vector<FileIndex> site_files(std::string_view host_or_url) const;
  std::shared_ptr<const Stack> stack_of_site(std::vector<FileIndex> files, std::string_view lang, Keep keep,
                                             Choice& choice) const;
  std::shared_ptr<const Stack> stack_of(std::vector<FileIndex> files, std::string_view lang,
                                        std::optional<FileIndex> tested, Keep keep, Choice& choice) const;
  void add_with_uses(FileIndex file, std::vector<char>& chosen) const;
  void add_language_packs(std::string_view lang, std::vector<char>& chosen) const;
  std::shared_ptr<const Stack> make_stack(const std::vector<FileIndex>& files, Keep keep) const;

  const ProgramData& program_;
  std::vector<FileIndex> always_;  // `common` and files that name no site
  std::map<std::string, FileIndex, std::less<>> packs_;
  mutable std::mutex mutex_;
  struct Kept {
    std::shared_ptr<const Stack> stack;
    std::uint64_t last_use = 0;
  };
  mutable std::map<std::pair<Keep, std::vector<FileIndex>>, Kept> stacks_;
  mutable std::uint64_t uses_ = 0;
};

}  // namespace pith
