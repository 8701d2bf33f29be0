#include "output/leftovers.h"

#include <algorithm>
#include <memory>
#include <unordered_map>

#include "text/match_form.h"
#include "text/unicode.h"

namespace pith {
namespace {

constexpr std::uint32_t kShortWords = 6;
constexpr std::uint32_t kProseWords = 15;  // rule-language, section 3
constexpr std::uint32_t kManyTimes = 3;

// A line that is not blank.
struct Content {
  std::uint32_t number = 0;
  std::string_view text;
  LineFate fate = LineFate::kept;
  bool is_short = false;
  bool is_prose = false;
};

// How often a text stands in the document, and whether it was cut somewhere.
struct Seen {
  std::uint32_t kept = 0;
  bool cut = false;
};

std::vector<Content> content_of(std::string_view text, std::span<const LineChange> changes) {
  std::vector<Content> content;
  std::string form;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const LineChange& change = changes[i];
    if (change.line.blank) continue;
    Content line{static_cast<std::uint32_t>(i + 1), trim(change.line.text(text)), change.fate};
    form.clear();
    build_match_form(line.text, form);
    const std::uint32_t words = count_words(form);
    const bool sentence = has_sentence_end(form);
    line.is_short = words >= 1 && words <= kShortWords && !sentence;
    line.is_prose = words >= kProseWords && sentence;
    content.push_back(line);
  }
  return content;
}

}  // namespace

std::vector<Leftover> find_leftovers(std::string_view text, std::span<const LineChange> changes) {
  const std::vector<Content> content = content_of(text, changes);
  std::unordered_map<std::string_view, Seen> seen;
  std::size_t behind_prose = content.size();
  bool any_cut = false;
  for (std::size_t i = 0; i < content.size(); ++i) {
    Seen& same = seen[content[i].text];
    if (content[i].fate == LineFate::cut) same.cut = true;
    if (content[i].fate == LineFate::kept) ++same.kept;
    any_cut = any_cut || content[i].fate == LineFate::cut;
    if (content[i].is_prose && content[i].fate != LineFate::cut) behind_prose = i + 1;
  }

  std::vector<Leftover> leftovers;
  const auto headline = std::ranges::find_if(content, [](const Content& line) { return line.fate != LineFate::cut; });
  for (std::size_t i = 0; i < content.size(); ++i) {
    const Content& line = content[i];
    if (line.fate != LineFate::kept || &line == std::to_address(headline)) continue;
    const bool between =
        i > 0 && i + 1 < content.size() && content[i - 1].fate == LineFate::cut && content[i + 1].fate == LineFate::cut;
    std::string_view reason;
    if (seen[line.text].cut) {
      reason = "the same line was cut elsewhere";
    } else if (line.is_short && between) {
      reason = "short, between two lines that were cut";
    } else if (line.is_short && any_cut && i >= behind_prose) {
      reason = "short, behind the last paragraph";
    } else if (line.is_short && seen[line.text].kept >= kManyTimes) {
      reason = "short, and here three times or more";
    }
    if (!reason.empty()) leftovers.push_back({line.number, line.text, reason});
  }
  return leftovers;
}

}  // namespace pith
