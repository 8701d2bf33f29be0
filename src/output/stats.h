// What the rules did over many documents: sums, so that those of several runs can be added.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "output/terminal.h"
#include "pith.h"
#include "types.h"

namespace pith {

class Stats {
 public:
  explicit Stats(const Program& program) : program_(program), rules_(program.rule_count()) {}

  // Counts a document that was cleaned into `bytes_out` bytes.
  void add(std::string_view text, const Outcome& outcome, std::uint64_t bytes_out);
  // Counts an input that could not be cleaned.
  void add_failed() { ++failed_; }
  // Counts an input that was passed over because it is no text.
  void add_skipped() { ++skipped_; }
  // Adds the sums of another thread; of the same program.
  void merge(const Stats& other);

  std::uint64_t documents() const { return documents_; }
  std::uint64_t changed() const { return changed_; }
  std::uint64_t failed() const { return failed_; }
  std::uint64_t skipped() const { return skipped_; }
  std::uint64_t refused() const { return refused_; }
  // Documents in which a rule met its limit, and those whose lines fit several sites equally.
  std::uint64_t capped() const { return capped_; }
  std::uint64_t site_ties() const { return site_ties_; }
  std::uint64_t bytes_in() const { return bytes_in_; }
  // Less than nothing when replacements are longer than what they replace.
  std::int64_t bytes_removed() const { return static_cast<std::int64_t>(bytes_in_ - bytes_out_); }
  // Sites of which a rule file was used.
  std::size_t site_count() const;

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

    bool is_zero() const { return hits + capped + report_only + no_end + gave_up == 0; }
    void add(const RuleSums& other);
  };
  struct SiteSums {
    std::uint64_t documents = 0;
    std::uint64_t changed = 0;
    std::uint64_t characters = 0;
    bool has_file = false;
  };

  std::uint64_t add_edits(std::string_view text, const Outcome& outcome);
  void add_notices(const Outcome& outcome);
  std::map<std::string_view, RuleSums> rules_by_name() const;
  void write_site_table(bool all, std::string& out) const;
  void write_rule_table(bool all, std::string& out) const;

  Program program_;
  std::vector<RuleSums> rules_;
  std::map<std::string, SiteSums, std::less<>> sites_;
  std::uint64_t documents_ = 0;
  std::uint64_t changed_ = 0;
  std::uint64_t failed_ = 0;
  std::uint64_t skipped_ = 0;
  std::uint64_t refused_ = 0;
  std::uint64_t capped_ = 0;
  std::uint64_t site_ties_ = 0;
  std::uint64_t bytes_in_ = 0;
  std::uint64_t bytes_out_ = 0;
  std::uint64_t characters_ = 0;
};

}  // namespace pith
