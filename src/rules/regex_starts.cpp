#include "rules/regex_starts.h"

#include <algorithm>

#include "text/unicode.h"

namespace pith {
namespace {

constexpr std::size_t kMostStarts = 64;
constexpr std::size_t kLongest = 40;  // bytes; two words are enough
constexpr int kDeepest = 8;           // groups inside groups

// A string that is known so far; `open` while the next item of the regex still adds to it.
struct Start {
  std::string text;
  bool open = true;
};
using Starts = std::vector<Start>;

void close_all(Starts& starts) {
  for (Start& start : starts) start.open = false;
}

// Every open start followed by every one of `next`; closed ones stay as they are.
bool append(Starts& starts, const Starts& next) {
  Starts out;
  for (const Start& start : starts) {
    if (!start.open || start.text.size() > kLongest) {
      out.push_back({start.text, false});
      continue;
    }
    for (const Start& tail : next) out.push_back({start.text + tail.text, tail.open});
    if (out.size() > kMostStarts) return false;
  }
  starts = std::move(out);
  return true;
}

// Reads one regex from left to right; groups may be kDeepest deep.
class Reader {
 public:
  explicit Reader(std::string_view source) : source_(source) {}

  std::vector<std::string> read() {
    Starts all;
    bool good = alternatives(all, true, 0);
    good = good && i_ == source_.size();
    std::vector<std::string> texts;
    for (Start& start : all) texts.push_back(std::move(start.text));
    return good ? texts : std::vector<std::string>();
  }

 private:
  bool at(char c) const { return i_ < source_.size() && source_[i_] == c; }

  // Alternatives up to the closing bracket or the end; on the top level each must begin with ^.
  bool alternatives(Starts& all, bool top, int depth) {
    do {
      if (top && !at('^')) return false;
      if (top) ++i_;
      Starts starts = {Start{}};
      if (!sequence(starts, depth)) return false;
      all.insert(all.end(), starts.begin(), starts.end());
      if (all.size() > kMostStarts) return false;
    } while (at('|') && ++i_);
    return true;
  }

  bool sequence(Starts& starts, int depth) {
    while (i_ < source_.size() && source_[i_] != '|' && source_[i_] != ')') {
      Starts next;
      if (!item(next, depth) || !quantify(next) || !append(starts, next)) return false;
    }
    return true;
  }

  // One item: what it can begin with. An item that is not understood gives one closed empty string.
  bool item(Starts& next, int depth) {
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

  bool group(Starts& next, int depth) {
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

  bool char_class(Starts& next) {
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

  bool escape(Starts& next) {
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
  bool quantify(Starts& next) {
    if (at('{')) {
      // Anything but {n}, {n,} and {n,m} is text to RE2.
      const std::size_t close = source_.find_first_not_of("0123456789,", i_ + 1);
      if (close == std::string_view::npos || source_[close] != '}' || close == i_ + 1 || source_[i_ + 1] == ',')
        return false;
      const bool optional = source_.substr(i_, 2) == "{0" || source_.substr(i_, 2) == "{,";
      i_ = close + 1;
      close_all(next);
      if (optional) next.push_back({"", false});
    } else if (at('*')) {
      ++i_;
      close_all(next);
      next.push_back({"", false});
    } else if (at('+')) {
      ++i_;
      close_all(next);
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
  std::size_t i_ = 0;
};

}  // namespace

std::vector<std::string> regex_starts(std::string_view source) {
  return Reader(source).read();
}

}  // namespace pith
