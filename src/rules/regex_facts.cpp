#include "rules/regex_facts.h"

#include <re2/filtered_re2.h>
#include <re2/re2.h>

#include <algorithm>
#include <utility>

#include "rules/regex_edges.h"
#include "text/match_form.h"
#include "text/plain.h"
#include "text/unicode.h"

namespace pith {
namespace {

// Regexes that need one of more strings than this are tried everywhere.
constexpr std::size_t kMostAtoms = 200;

// Calls `see(offset, byte)` for every byte of a regex that is neither escaped nor inside a class; an escape is seen at
// its backslash.
template <class See>
void for_each_operator(std::string_view source, See see) {
  bool in_class = false;
  for (std::size_t i = 0; i < source.size(); ++i) {
    const char c = source[i];
    if (c == '\\') {
      see(i, c);
      ++i;
    } else if (in_class) {
      in_class = c != ']';
    } else if (c == '[') {
      in_class = true;
      // A bracket right behind the opening belongs to the class.
      if (i + 1 < source.size() && source[i + 1] == '^') ++i;
      if (i + 1 < source.size() && source[i + 1] == ']') ++i;
    } else {
      see(i, c);
    }
  }
}

bool repeats_without_bound(std::string_view source) {
  bool found = false;
  for_each_operator(source, [&](std::size_t i, char c) {
    found |= c == '*' || c == '+';
    if (c == '{') {
      const std::size_t close = source.find('}', i);
      found |= close != std::string_view::npos && source[close - 1] == ',';
    }
  });
  return found;
}

// Where the mistake that RE2 names is. For a missing bracket RE2 names the whole regex; the last bracket that is open
// is of more use.
std::uint32_t error_offset(std::string_view source, const RE2& re) {
  if (re.error_code() == RE2::ErrorMissingParen) {
    std::vector<std::size_t> open;
    for_each_operator(source, [&](std::size_t i, char c) {
      if (c == '(') open.push_back(i);
      if (c == ')' && !open.empty()) open.pop_back();
    });
    if (!open.empty()) return static_cast<std::uint32_t>(open.back());
  }
  const std::size_t at = re.error_arg().empty() ? std::string_view::npos : source.find(re.error_arg());
  return at == std::string_view::npos ? 0 : static_cast<std::uint32_t>(at);
}

// RE2 gives the strings of which a match needs at least one, in lower case. The match form of a text that holds such a
// string holds the form of the string, but for its edges: a mark behind the last letter may compose with it, spaces
// fold, signs are made plain. What can be relied on is the inside of words, without a last letter that nothing follows.
RegexLiteral reliable_literal(std::string_view atom) {
  std::string form;
  build_match_form(atom, form);
  // Marks, and letters that compose with what stands before them, are no part of a piece.
  const auto composes = [](char32_t c) {
    return is_mark(c) || plain_entry(c) == static_cast<std::uint16_t>(PlainKind::odd);
  };
  RegexLiteral best;
  for (std::size_t i = 0; i < form.size();) {
    const std::size_t begin = i;
    std::size_t last = i;  // where the last letter starts
    bool closed = false;   // what follows cannot change the last letter
    bool marked = false;
    while (i < form.size()) {
      const Decoded d = decode(form, i);
      closed = !is_word(d.code_point);
      marked = !closed && composes(d.code_point);
      if (closed || marked) break;
      last = i;
      i += d.size;
    }
    // "ss" may stand for one ß, which a mark takes away as a whole.
    if (marked && last > begin && form[last] == 's' && form[last - 1] == 's') --last;
    const std::size_t firm = (closed ? i : last) - begin;
    if (firm > best.firm) best = {std::string(atom), form.substr(begin, (marked ? last : i) - begin), firm};
    if (i < form.size()) i += decode(form, i).size;
  }
  return best;
}

// True when a text that holds just these strings could match.
bool could_match(const re2::FilteredRE2& filter, const std::vector<int>& atoms) {
  std::vector<int> regexes;
  filter.AllPotentials(atoms, &regexes);
  return !regexes.empty();
}

std::vector<RegexLiteral> literals_of(re2::FilteredRE2& filter) {
  std::vector<std::string> atoms;
  filter.Compile(&atoms);
  if (atoms.size() > kMostAtoms) return {};
  struct Piece {
    int atom;
    RegexLiteral literal;
  };
  std::vector<Piece> pieces;
  for (int atom = 0; atom < static_cast<int>(atoms.size()); ++atom) {
    pieces.push_back({atom, reliable_literal(atoms[static_cast<std::size_t>(atom)])});
  }
  // Of strings that are needed together one is enough: the short ones are taken for present as long as a match still
  // needs one of the others.
  std::ranges::stable_sort(pieces, {}, [](const Piece& piece) { return piece.literal.firm; });
  std::vector<int> present;
  std::vector<RegexLiteral> literals;
  for (Piece& piece : pieces) {
    present.push_back(piece.atom);
    if (!could_match(filter, present)) continue;
    if (piece.literal.firm < kShortestLiteral) return {};
    literals.push_back(std::move(piece.literal));
    present.pop_back();
  }
  return literals;
}

// Does every alternative of the whole begin with ^?
bool is_anchored(std::string_view source) {
  bool anchored = source.starts_with('^');
  int depth = 0;
  for_each_operator(source, [&](std::size_t i, char c) {
    if (c == '(') ++depth;
    if (c == ')') --depth;
    if (c == '|' && depth == 0) anchored &= source.substr(i + 1).starts_with('^');
  });
  return anchored;
}

// RE2's PossibleMatchRange is wrong about regexes that ask for a word's edge: for ^ab\\b it begins at "ab0".
bool asks_for_word_edge(std::string_view source) {
  bool found = false;
  for_each_operator(source, [&](std::size_t i, char c) {
    found |= c == '\\' && i + 1 < source.size() && (source[i + 1] == 'b' || source[i + 1] == 'B');
  });
  return found;
}

// Of an anchored regex: what texts that match are between.
void add_range(std::string_view source, const RE2::Options& options, RegexFacts& facts) {
  constexpr int kLongest = 8;  // bytes; a start is told apart by its first letters
  // RE2 asks that the whole text matches, so whatever bytes follow belong to it.
  const RE2 re("(?:" + std::string(source) + ")\\C*", options);
  std::string least;
  std::string most;
  if (!re.ok() || !re.PossibleMatchRange(&least, &most, kLongest)) return;
  facts.least = std::move(least);
  facts.most = std::move(most);
}

}  // namespace

tl::expected<RegexFacts, RegexError> regex_facts(std::string_view source, bool ignore_case) {
  std::size_t single_byte = std::string_view::npos;
  for_each_operator(source, [&](std::size_t i, char c) {
    if (c == '\\' && i + 1 < source.size() && source[i + 1] == 'C') single_byte = std::min(single_byte, i);
  });
  if (single_byte != std::string_view::npos) {
    return tl::unexpected(RegexError{"\\C could split a character", static_cast<std::uint32_t>(single_byte)});
  }
  if (const std::size_t quoted = source.find("\\Q"); quoted != std::string_view::npos) {
    return tl::unexpected(
        RegexError{"\\Q…\\E is not understood: put a backslash before each sign", static_cast<std::uint32_t>(quoted)});
  }
  RE2::Options options(RE2::Quiet);  // the library never prints
  options.set_case_sensitive(!ignore_case);
  re2::FilteredRE2 filter(static_cast<int>(kShortestLiteral));
  int id = 0;
  if (filter.Add({source.data(), source.size()}, options, &id) != RE2::NoError) {
    const RE2 broken({source.data(), source.size()}, options);  // asked again for its message
    return tl::unexpected(RegexError{broken.error(), error_offset(source, broken)});
  }
  RegexFacts facts;
  facts.groups = static_cast<std::uint32_t>(filter.GetRE2(0).NumberOfCapturingGroups());
  facts.unbounded = repeats_without_bound(source);
  facts.literals = literals_of(filter);
  facts.starts = regex_edges(source, RegexEdge::start);
  facts.ends = regex_edges(source, RegexEdge::end);
  if (is_anchored(source) && !asks_for_word_edge(source)) add_range(source, options, facts);
  return facts;
}

}  // namespace pith
