// Finds what recurs in texts and proposes rules for it: `pith tune --suggest`.
//
//   Miner miner;
//   miner.add(document, edits, host, gold);          // every text once
//   Draft draft = miner.propose(request);            // rules, judged by a sample
//   DraftTrial trial(draft, program, path);          // every text again, with the proposed rules (draft_trial.h)
//
// Bounds: all lines, line starts, line ends and shapes are counted in a table of 16 MiB (key_counts.h); context comes
// from a sample of 24 MiB of texts and what is known of their lines (text_sample.h). Up to that size nothing is lost;
// of larger inputs, counts are off by at most slack(), and what stands on very few texts is not found. Time is linear
// in the input; what is done with the sample is bounded like it. The same input gives the same draft.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "measure/draft.h"
#include "measure/draft_proposal.h"
#include "measure/key_counts.h"
#include "measure/text_sample.h"

namespace pith {

// Knows a text that came before, among the last ones: 64 Ki of them or so.
class RecentTexts {
 public:
  RecentTexts();

  // True when it came before; remembers it.
  bool has_seen(std::string_view text);

 private:
  std::vector<std::uint64_t> hashes_;  // each at its place
};

struct MineRequest {
  std::string site;  // a site file for this host; empty: for the host of all texts, if there is one
  std::string pack;  // a pack of this name; empty: none
};

class Miner {
 public:
  // A text, with the edits of the rules in use. `host` is empty when unknown; `gold` may be null.
  void add(const Document& document, std::span<const Edit> edits, std::string_view host, GoldLines* gold);

  // A text of another site than the one that rules are for: what stands in it too is not the site's own.
  void add_elsewhere(std::string_view text);

  std::uint64_t documents() const { return documents_; }

  // Nothing is added behind this.
  Draft propose(const MineRequest& request);

  // Then: what the sample knows of its texts, and whether they are all.
  bool sample_is_whole() const { return sample_.is_whole(); }
  const std::vector<SampledText>& texts() const { return texts_; }

  // Then: tells which lines recur. For texts that are read again.
  void mark_recurring(std::vector<MinedLine>& lines) const;

  std::uint32_t slack() const { return counts_.slack(); }

 private:
  void count_keys(std::string_view text, std::uint64_t host);
  void note_lang(std::string_view lang);
  void drop_copies();
  void mark_titles();
  void mark_varying();
  std::vector<std::string> known_by(std::string_view site) const;

  KeyCounts counts_;
  TextSample sample_;
  std::vector<SampledText> texts_;
  RecurrenceBar bar_;
  HostCount hosts_;
  std::string first_host_;
  std::string lang_;
  bool lang_is_mixed_ = false;
  std::uint64_t documents_ = 0;
  std::uint64_t copies_ = 0;
  std::uint64_t elsewhere_ = 0;
  std::uint64_t gold_documents_ = 0;
  RecentTexts recent_;
  LineKeys keys_;
  std::vector<MinedLine> lines_;
  std::vector<LineKey> parts_;
  std::vector<std::uint64_t> document_keys_;
};

}  // namespace pith
