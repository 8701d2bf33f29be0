#include "rules/regex_edges.h"

#include <algorithm>

#include "text/unicode.h"

namespace pith {
namespace {

constexpr std::size_t kMost = 64;     // strings
constexpr std::size_t kLongest = 40;  // bytes; two words are enough
constexpr int kDeepest = 8;           // groups inside groups

// What a part of a regex matches, as seen from the edge that is asked for.
struct Part {
  std::string text;
  bool exact = true;  // false: only the end of it that is nearer to the edge is known

  bool operator==(const Part&) const = default;
};
using Parts = std::vector<Part>;

void forget_rest(Parts& parts) {
  for (Part& part : parts) part.exact = false;
}

// Every one of `parts` followed by every one of `next`.
Parts followed_from_start(const Parts& parts, const Parts& next) {
  Parts out;
  for (const Part& part : parts) {
    if (!part.exact || part.text.size() > kLongest) {
      out.push_back({part.text, false});
      continue;
    }
    for (const Part& tail : next) out.push_back({part.text + tail.text, tail.exact});
  }
  return out;
}

Parts followed_to_end(const Parts& parts, const Parts& next) {
  Parts out;
  for (const Part& tail : next) {
    if (!tail.exact || tail.text.size() > kLongest) {
      out.push_back({tail.text, false});
      continue;
    }
    for (const Part& part : parts) out.push_back({part.text + tail.text, part.exact});
  }
  return out;
}

// Reads one regex from left to right; groups may be kDeepest deep.
class Reader {
 public:
  Reader(std::string_view source, RegexEdge edge) : source_(source), edge_(edge) {}

  std::vector<std::string> read() {
    Parts all;
    const bool good = alternatives(all, true, 0) && i_ == source_.size() && all.size() <= kMost;
    std::vector<std::string> texts;
    for (Part& part : all) texts.push_back(std::move(part.text));
    return good ? texts : std::vector<std::string>();
  }

 private:
  bool at(char c) const { return i_ < source_.size() && source_[i_] == c; }

  // Alternatives up to the closing bracket or the end; on the top level each must be anchored at the edge.
  bool alternatives(Parts& all, bool top, int depth) {
    do {
      Parts parts = {Part{}};
      if (top && !start_of_text(parts)) return false;
      if (!sequence(parts, top, depth)) return false;
      all.insert(all.end(), parts.begin(), parts.end());
    } while (at('|') && ++i_);
    return true;
  }

  // At the start of the regex or of one of its alternatives.
  bool start_of_text(Parts& parts) {
    const bool anchored = at('^');
    if (anchored) ++i_;
    if (edge_ == RegexEdge::start) return anchored;
    parts = {{anchored ? "\n" : "", false}};
    return true;
  }

  bool sequence(Parts& parts, bool top, int depth) {
    bool anchored = !top || edge_ == RegexEdge::start;
    while (i_ < source_.size() && source_[i_] != '|' && source_[i_] != ')') {
      if (edge_ == RegexEdge::end && at('$')) {
        ++i_;
        anchored = top && (i_ == source_.size() || at('|'));
        if (!anchored) return false;
        break;
      }
      Parts next;
      if (!item(next, depth) || !quantify(next)) return false;
      if (next.size() > kMost) next = {{"", false}};
      append(parts, next);
    }
    return anchored;
  }

  void append(Parts& parts, Parts& next) const {
    const bool from_start = edge_ == RegexEdge::start;
    Parts both = from_start ? followed_from_start(parts, next) : followed_to_end(parts, next);
    if (both.size() <= kMost) {
      parts.clear();
      for (Part& part : both) {
        if (std::ranges::find(parts, part) == parts.end()) parts.push_back(std::move(part));
      }
      return;
    }
    // What is nearer to the edge is of more use.
    if (!from_start) parts = std::move(next);
    forget_rest(parts);
  }

  // One item. Of one that is not understood nothing is known.
  bool item(Parts& next, int depth) {
    const char c = source_[i_];
    switch (c) {
      case '(':
        return group(next, depth);
      case '[':
        return char_class(next);
      case '\\':
        return escape(next);
      case '$':
        ++i_;
        next = {{"\n", false}};
        return true;
      case '.':
        ++i_;
        next = {{"", false}};
        return true;
      case '^':
      case '*':
      case '+':
      case '?':
      case '{':
        return false;
      default: {
        const Decoded d = decode(source_, i_);
        next = {{std::string(source_.substr(i_, d.size)), true}};
        i_ += d.size;
        return true;
      }
    }
  }

  bool group(Parts& next, int depth) {
    if (depth == kDeepest) return false;
    ++i_;
    if (at('?')) {
      if (source_.substr(i_, 2) != "?:") return false;
      i_ += 2;
    }
    if (!alternatives(next, false, depth + 1) || !at(')')) return false;
    ++i_;
    return true;
  }

  bool char_class(Parts& next) {
    const std::size_t begin = ++i_;
    bool simple = !at('^');
    // A bracket right behind the opening, negated or not, belongs to the class.
    if (at('^')) ++i_;
    if (at(']')) ++i_;
    for (; i_ < source_.size() && source_[i_] != ']'; ++i_) {
      if (source_.substr(i_, 2) == "[:") return false;
      simple = simple && source_[i_] != '-' && source_[i_] != '\\';
      if (source_[i_] == '\\') ++i_;
    }
    if (i_ >= source_.size()) return false;
    const std::string_view inside = source_.substr(begin, i_ - begin);
    ++i_;
    if (!simple || count_code_points(inside) > 4) {
      next = {{"", false}};
      return true;
    }
    for (std::size_t k = 0; k < inside.size();) {
      const Decoded d = decode(inside, k);
      next.push_back({std::string(inside.substr(k, d.size)), true});
      k += d.size;
    }
    return true;
  }

  bool escape(Parts& next) {
    if (i_ + 1 >= source_.size()) return false;
    const char c = source_[i_ + 1];
    i_ += 2;
    const bool letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    const bool digit = c >= '0' && c <= '9';
    if (c == 'b') {
      next = {{"", true}};
    } else if (c == 'd' || c == 's' || c == 'w' || c == 'D' || c == 'S' || c == 'W') {
      next = {{"", false}};
    } else if (c == 'p' || c == 'P') {
      if (at('{')) i_ = std::min(source_.find('}', i_), source_.size() - 1);
      ++i_;
      next = {{"", false}};
    } else if (letter || digit || static_cast<unsigned char>(c) >= 0x80) {
      return false;
    } else {
      next = {{std::string(1, c), true}};
    }
    return true;
  }

  // Takes the quantifier behind an item into account.
  bool quantify(Parts& next) {
    if (at('{')) {
      // Anything but {n}, {n,} and {n,m} is text to RE2.
      const std::size_t close = source_.find_first_not_of("0123456789,", i_ + 1);
      if (close == std::string_view::npos || source_[close] != '}' || close == i_ + 1 || source_[i_ + 1] == ',')
        return false;
      const bool optional = source_[i_ + 1] == '0';
      i_ = close + 1;
      forget_rest(next);
      if (optional) next.push_back({"", false});
    } else if (at('*')) {
      ++i_;
      forget_rest(next);
      next.push_back({"", false});
    } else if (at('+')) {
      ++i_;
      forget_rest(next);
    } else if (at('?')) {
      ++i_;
      next.push_back({"", true});
    } else {
      return true;
    }
    if (at('?')) ++i_;  // not greedy: the same texts match
    return true;
  }

  std::string_view source_;
  RegexEdge edge_;
  std::size_t i_ = 0;
};

}  // namespace

std::vector<std::string> regex_edges(std::string_view source, RegexEdge edge) {
  return Reader(source, edge).read();
}

}  // namespace pith
