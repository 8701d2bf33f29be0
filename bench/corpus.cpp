#include "corpus.h"

#include <algorithm>

namespace pith::bench {
namespace {

// The hits come from a stream of their own, so that the prose is the same for every set of rules.
class Writer {
 public:
  Writer(const RuleMaker& maker, const TextOptions& options, std::size_t rules, std::uint64_t seed)
      : maker_(maker),
        options_(options),
        rules_(rules),
        prose_(seed),
        hits_(~seed),
        language_index_(options.language.value_or(prose_.below(Language::kCount))),
        language_(maker.language(language_index_)),
        typographic_(prose_.chance(options.typographic)),
        odd_(prose_.chance(options.odd)) {}

  Sample write() {
    if (options_.shape == Shape::short_lines) {
      write_short_lines();
    } else {
      write_news();
    }
    return std::move(sample_);
  }

 private:
  void write_news() {
    const bool is_long = options_.shape == Shape::long_lines;
    put_hits();
    put_line(heading());
    blank();
    while (sample_.text.size() < options_.bytes) {
      put_line(paragraph(is_long ? prose_.between(400, 4000) : prose_.between(20, 80)));
      put_hits();
      blank();
      if (prose_.chance(0.12)) {
        put_line(heading());
        put_hits();
        if (prose_.chance(0.5)) blank();
      }
    }
    put_line(paragraph(prose_.between(20, 40)));
  }

  void write_short_lines() {
    constexpr std::size_t kEvery = 6;
    while (sample_.text.size() < options_.bytes) {
      if (sample_.lines % kEvery == kEvery - 1) {
        put_hit();
      } else {
        put_line(short_line());
      }
    }
  }

  void put_line(const std::string& line) {
    (sample_.text += line) += '\n';
    (sample_.kept += line) += '\n';
    ++sample_.lines;
  }

  void blank() {
    sample_.text += '\n';
    sample_.kept += '\n';
  }

  void put_hit() {
    sample_.text += maker_.hit(maker_.rule(hits_.below(rules_)), typographic_, hits_);
    sample_.text += '\n';
    ++sample_.lines;
    ++sample_.hits;
  }

  // Called once a line of prose. A hit always has such a line for a neighbour, so that taking it brings no two blank
  // runs together.
  void put_hits() {
    while (hits_.chance(options_.hit_rate)) put_hit();
  }

  std::string heading() {
    return unreserved([&] { return words(prose_.between(4, 9), true); });
  }

  std::string short_line() {
    constexpr std::size_t kLeast = 39;
    return unreserved([&] {
      std::string line;
      while (line.size() < kLeast) {
        if (!line.empty()) line += language_.punctuation().space;
        line += next_word(line.empty());
      }
      return line;
    });
  }

  template <class Make>
  std::string unreserved(Make make) {
    for (;;) {
      line_ = {};
      previous_ = Language::kWords;
      std::string line = make();
      if (!maker_.is_reserved_line(line_)) return line;
    }
  }

  std::string words(std::size_t count, bool title) {
    std::string out;
    for (std::size_t i = 0; i < count; ++i) {
      if (i > 0) out += language_.punctuation().space;
      out += next_word(title && i == 0);
    }
    return out;
  }

  // Words that no rule takes behind the previous one.
  std::string next_word(bool title) {
    WordIndex index = language_.frequent_word(prose_);
    while (previous_ < Language::kWords && maker_.is_reserved_pair(language_index_, previous_, index)) {
      index = language_.frequent_word(prose_);
    }
    previous_ = index;
    const Word& word = language_.word(index);
    if (!line_.empty()) line_ += language_.punctuation().space;
    line_ += word.lower;
    std::string out = title ? word.title : word.lower;
    const bool joins = !language_.punctuation().elision.empty() && !title && prose_.chance(0.08);
    if (joins) out = std::string(language_.punctuation().elision) + (typographic_ ? "’" : "'") + out;
    if (odd_ && word.lower.size() > 6 && prose_.chance(0.1)) insert_soft_hyphen(out);
    return out;
  }

  static void insert_soft_hyphen(std::string& word) {
    std::size_t at = word.size() / 2;
    while ((static_cast<unsigned char>(word[at]) & 0xC0) == 0x80) ++at;
    word.insert(at, "\u00AD");
  }

  std::string paragraph(std::size_t count) {
    std::string out;
    previous_ = Language::kWords;
    std::size_t written = 0;
    while (written < count) {
      const std::size_t length = std::min(prose_.between(6, 18), count - written);
      if (!out.empty()) out += language_.punctuation().between_sentences;
      sentence(out, length);
      written += length;
    }
    line_ = {};
    return out;
  }

  void sentence(std::string& out, std::size_t length) {
    const Punctuation& signs = language_.punctuation();
    const bool said = prose_.chance(0.12);
    if (said) out += typographic_ ? signs.open_quote : "\"";
    const std::size_t sign_behind = 4 + prose_.below(12);
    for (std::size_t i = 0; i < length; ++i) {
      if (i > 0) out += i == sign_behind ? inner_sign() : std::string(signs.space);
      out += next_word(i == 0);
    }
    out += prose_.chance(0.05) ? "?" : signs.stop;
    if (said) out += typographic_ ? signs.close_quote : "\"";
  }

  // Never among the first words, where a colon would make a `starts` rule's phrase of them.
  std::string inner_sign() {
    const Punctuation& signs = language_.punctuation();
    const std::size_t percent = prose_.below(100);
    previous_ = Language::kWords;
    if (percent < 70) return std::string(signs.comma);
    if (percent < 90) return typographic_ ? std::string(signs.dash) : " - ";
    if (percent < 97) return " (" + words(2, false) + ") ";
    return ": ";
  }

  const RuleMaker& maker_;
  const TextOptions& options_;
  std::size_t rules_;
  Random prose_;
  Random hits_;
  std::size_t language_index_;
  const Language& language_;
  bool typographic_;
  bool odd_;
  Sample sample_;
  std::string line_;  // the words of the line so far, in lower case
  WordIndex previous_ = Language::kWords;
};

}  // namespace

Corpus::Corpus(std::uint64_t seed) : seed_(seed), maker_(seed) {
  maker_.make(kMostRules);
}

RuleTexts Corpus::rules(std::size_t count) const {
  RuleTexts texts;
  texts.pith = "format 1\n\n";
  for (std::size_t i = 0; i < count; ++i) {
    const MadeRule& rule = maker_.rule(i);
    texts.pith += maker_.statement(rule) + "\n";
    texts.patterns.push_back(maker_.pattern(rule));
  }
  return texts;
}

Sample Corpus::document(const TextOptions& options, std::size_t rules, std::uint64_t number) const {
  Random seed(seed_ ^ (number * 0x9E3779B97F4A7C15));
  return Writer(maker_, options, rules, seed.next()).write();
}

std::vector<Sample> Corpus::documents(std::size_t total, const TextOptions& options, std::size_t rules) const {
  std::vector<Sample> samples;
  Random sizes(seed_);
  std::size_t bytes = 0;
  while (bytes < total) {
    TextOptions one = options;
    one.bytes = options.bytes / 2 + sizes.below(options.bytes + 1);
    samples.push_back(document(one, rules, samples.size() + 1));
    bytes += samples.back().text.size();
  }
  return samples;
}

}  // namespace pith::bench
