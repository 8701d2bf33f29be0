// What the rules did over many documents: sums, so that those of several runs can be added.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "input/sums.h"
#include "pith.h"
#include "types.h"

namespace pith {

// Who said which site a document is from.
enum class SiteFrom : std::uint8_t { option, address, folder, known_by, unknown };
constexpr std::size_t kSiteFroms = 5;

// What is counted of a document that was cleaned.
struct Counted {
  std::string_view text;  // of the input
  const Outcome& outcome;
  std::uint64_t bytes_out = 0;
  bool by_folder = false;     // its site was named by the folder that it lies in
  std::string_view encoding;  // what it was decoded from; empty: UTF-8
};

class Stats {
 public:
  explicit Stats(const Program& program) : program_(program), rules_(program.rule_count()) {}

  void add(const Counted& counted);
  // Counts an input or record that could not be cleaned.
  void add_failed() { ++failed_; }
  // Counts an input that was passed over because it is no text.
  void add_skipped() { ++skipped_; }
  // Counts a place where an input is damaged.
  void add_damage() { ++damaged_; }
  // Counts a record that holds no text: it is none of the others.
  void add_other() { ++others_; }
  // Adds the sums of another thread; of the same program.
  void merge(const Stats& other);
  // Adds what to_json() wrote. Rules that the program has not got are left out.
  void merge(const Sums& sums);
  // Back to nothing; costs what was counted, not what could be.
  void clear();

  std::uint64_t documents() const { return documents_; }
  std::uint64_t changed() const { return changed_; }
  std::uint64_t failed() const { return failed_; }
  std::uint64_t skipped() const { return skipped_; }
  std::uint64_t others() const { return others_; }
  std::uint64_t damaged() const { return damaged_; }
  std::uint64_t refused() const { return refused_; }
  // Documents in which a rule met its limit, and those whose lines fit several sites equally.
  std::uint64_t capped() const { return capped_; }
  std::uint64_t site_ties() const { return site_ties_; }
  std::uint64_t bytes_in() const { return bytes_in_; }
  // Less than nothing when replacements are longer than what they replace.
  std::int64_t bytes_removed() const { return static_cast<std::int64_t>(bytes_in_ - bytes_out_); }
  // Sites of which a rule file was used.
  std::size_t site_count() const;
  std::uint64_t site_from(SiteFrom from) const { return site_from_[static_cast<std::size_t>(from)]; }

  // One JSON object; every number in it is a sum.
  std::string to_json() const;
  // Tables for people; only the first rules and sites unless `all`.
  void write_table(bool all, std::string& out) const;

 private:
  struct RuleSums {
    std::uint64_t documents = 0;
    std::uint64_t hits = 0;
    std::uint64_t characters = 0;
    std::uint64_t capped = 0;
    std::uint64_t report_only = 0;
    std::uint64_t no_end = 0;
    std::uint64_t gave_up = 0;
    std::uint64_t last_document = 0;  // in which it hit, by the count of documents
    bool touched = false;             // it is in touched_

    void add(const RuleSums& other);
  };
  struct SiteSums {
    std::uint64_t documents = 0;
    std::uint64_t changed = 0;
    std::uint64_t characters = 0;
  };

  // The names of all sums, so that adding, reading and writing agree on them.
  static const std::array<std::pair<std::string_view, std::uint64_t Stats::*>, 12> kTotals;
  static const std::array<std::pair<std::string_view, std::uint64_t RuleSums::*>, 7> kRuleSums;

  static SiteFrom site_from(SiteSource source, bool by_folder);
  RuleSums& touch(RuleIndex rule);
  std::uint64_t add_edits(std::string_view text, const Outcome& outcome);
  void add_notices(const Outcome& outcome);
  std::map<std::string_view, RuleSums> rules_by_name() const;
  void write_site_table(bool all, std::string& out) const;
  void write_rule_table(bool all, std::string& out) const;

  Program program_;
  std::vector<RuleSums> rules_;
  std::vector<RuleIndex> touched_;
  std::map<std::string, SiteSums, std::less<>> sites_;
  std::array<std::uint64_t, kSiteFroms> site_from_ = {};
  std::map<std::string, std::uint64_t, std::less<>> encodings_;
  std::uint64_t documents_ = 0;
  std::uint64_t changed_ = 0;
  std::uint64_t failed_ = 0;
  std::uint64_t skipped_ = 0;
  std::uint64_t others_ = 0;
  std::uint64_t damaged_ = 0;
  std::uint64_t refused_ = 0;
  std::uint64_t capped_ = 0;
  std::uint64_t site_ties_ = 0;
  std::uint64_t bytes_in_ = 0;
  std::uint64_t bytes_out_ = 0;
  std::uint64_t characters_ = 0;
};

}  // namespace pith
