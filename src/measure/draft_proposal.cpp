#include "measure/draft_proposal.h"

#include <algorithm>
#include <set>

#include "text/unicode.h"

namespace pith {
namespace {

constexpr std::uint32_t kFewest = 3;
constexpr std::uint32_t kShortWords = 3;
// One document in so many.
constexpr std::uint64_t kShortShare = 10;
constexpr std::uint64_t kLongShare = 5;
// In a small sample, more than half of the documents.
constexpr std::uint64_t kManyDocuments = 20;
constexpr std::uint64_t kShareAcrossHosts = 200;

// What a rule file cannot hold, or a person cannot see: control characters, line and paragraph separators, marks of
// the direction of writing (UAX #9), the byte-order mark.
bool is_unfit(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) ||
         c == 0x200E || c == 0x200F || c == 0x061C || c == 0xFEFF;
}

}  // namespace

bool RecurrenceBar::is_shared(const KeyCount& count) const {
  return count.documents >= kFewest + slack;
}

bool RecurrenceBar::passes(const KeyCount& count, std::uint32_t words) const {
  std::uint64_t least = kFewest + slack;
  if (across_hosts) {
    if (count.hosts < kFewest) return false;
    least = std::max(least, documents / kShareAcrossHosts);
  } else {
    least = std::max(least, (documents + 1) / (words <= kShortWords ? kShortShare : kLongShare));
    if (words > kShortWords) least = std::max(least, std::min(documents / 2 + 1, kManyDocuments));
  }
  return count.documents >= least;
}

bool RecurrenceBar::carries(std::size_t texts, std::size_t hosts) const {
  return texts >= kFewest && (!across_hosts || hosts >= kFewest);
}

HitSums sum_hits(std::span<const SampledText> texts, std::span<const DraftHit> hits) {
  HitSums sums;
  std::set<std::uint64_t> hosts;
  std::uint64_t last_text = ~std::uint64_t{0};
  for (const DraftHit& hit : hits) {
    const SampledText& text = texts[hit.text];
    bool takes = false;
    for (std::uint32_t i = hit.from; i < hit.to; ++i) {
      const MinedLine& line = text.lines[i];
      if (!line.stays() || line.taken) continue;
      takes = true;
      ++sums.lines;
      sums.characters += line.chars;
      const bool known = line.in_gold != InGold::unknown;
      if (known ? line.in_gold == InGold::yes : text.article.has(i)) ++sums.wrong;
    }
    if (!takes) continue;
    if (last_text == hit.text) sums.repeats = true;
    if (last_text != hit.text) ++sums.texts;
    last_text = hit.text;
    hosts.insert(text.host);
  }
  sums.hosts = hosts.size();
  return sums;
}

void take_hits(std::span<const DraftHit> hits, std::span<SampledText> texts) {
  for (const DraftHit& hit : hits) {
    for (std::uint32_t i = hit.from; i < hit.to; ++i) texts[hit.text].lines[i].taken = true;
  }
}

std::string for_rule_file(std::string_view written, std::size_t most) {
  std::string out;
  bool gap = false;
  for (std::size_t i = 0; i < written.size();) {
    const Decoded d = decode(written, i);
    const std::string_view bytes = written.substr(i, d.size);
    i += d.size;
    if (d.valid && !is_unfit(d.code_point) && !is_white_space(d.code_point)) {
      if (gap && !out.empty()) out += ' ';
      gap = false;
      out += bytes;
    } else {
      gap = true;
    }
    if (out.size() > most) break;
  }
  if (out.size() <= most) return out;
  const std::size_t space = out.rfind(' ', most);
  std::size_t end = space != std::string::npos && space > most / 2 ? space : most;
  while (end > 0 && (static_cast<unsigned char>(out[end]) & 0xC0) == 0x80) --end;
  out.resize(end);
  return std::string(trim(out));
}

bool has_letters(std::string_view line) {
  for (std::size_t i = 0; i < line.size();) {
    const Decoded d = decode(line, i);
    if (d.valid && is_word(d.code_point) && !(d.code_point >= '0' && d.code_point <= '9')) return true;
    i += d.size;
  }
  return false;
}

}  // namespace pith
