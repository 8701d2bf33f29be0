#include "worst_cases.h"

#include <fmt/format.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>

namespace pith::bench {
namespace {

constexpr std::size_t kRules = 5000;
constexpr std::size_t kDocument = std::size_t{64} * 1024;
constexpr std::size_t kPlain = 0;  // the language without accents

void put(Sample& sample, std::string_view line, bool stays) {
  (sample.text += line) += '\n';
  if (stays) (sample.kept += line) += '\n';
  ++sample.lines;
  if (!stays) ++sample.hits;
}

// Documents of which `fill` adds to each until it is large enough.
template <class Fill>
std::vector<Sample> fill_samples(std::size_t bytes, Fill fill) {
  std::vector<Sample> samples;
  for (std::size_t done = 0; done < bytes; done += samples.back().text.size()) {
    Sample& sample = samples.emplace_back();
    while (sample.text.size() < std::min(kDocument, bytes - done)) fill(sample);
  }
  return samples;
}

// One document of one line.
WorstCase one_line(const Corpus& corpus, std::string text) {
  Sample sample;
  sample.lines = 1;
  sample.text = std::move(text);
  sample.kept = sample.text;
  return {corpus.rules(kRules), {std::move(sample)}};
}

void add_regex(RuleTexts& rules, const std::string& regex) {
  (rules.pith += "cut line like /") += regex;
  rules.pith += "/\n";
  rules.patterns.push_back(regex);
}

// Puts a word or number in place of every `@`.
std::string filled(std::string_view shape, std::string_view with) {
  std::string out;
  for (const char c : shape) out.append(c == '@' ? with : std::string_view(&c, 1));
  return out;
}

// Rules that hold no word at all; the lines that they take hold digits and signs only.
WorstCase no_literals(const Corpus& corpus, std::size_t bytes) {
  constexpr std::array kShapes = {R"(^[0-9]{@}[-.][0-9]{2,4}$)", R"(^[^\pL]{@,40}[!?]$)", R"(([0-9]{2}\.){@}[0-9]$)",
                                  R"(^\PL{@}\pN+\PL{@}$)", R"(^[\pL ]{@}[0-9]+$)"};
  WorstCase worst;
  worst.rules.pith = "format 1\n\n";
  for (int n = 1; n <= 10; ++n) {
    for (const char* const shape : kShapes) add_regex(worst.rules, filled(shape, std::to_string(n)));
  }
  worst.samples = corpus.documents(bytes, {.hit_rate = 0}, kRules);
  for (Sample& sample : worst.samples) {
    put(sample, sample.kept.substr(0, sample.kept.find('\n')), true);
    put(sample, "12345-678", false);
  }
  return worst;
}

// What is missing to make the rule take the line stands at its end, or between its words.
std::string near_match(const RuleMaker& maker, const MadeRule& rule, Random& random) {
  const Language& language = maker.language(rule.language);
  std::string phrase = plain_text(random.pick(rule.phrases), language);
  const std::string words = maker.words(rule.language, 6, random);
  switch (rule.kind) {
    case RuleKind::is:
      return phrase + ", " + words;
    case RuleKind::starts:
      phrase.pop_back();
      return phrase + ", " + words;
    case RuleKind::ends:
      phrase.pop_back();
      return words + " " + phrase + ".";
    case RuleKind::has: {
      const std::size_t space = phrase.find(' ');
      return words + " " +
             (space == std::string::npos ? phrase.substr(0, phrase.size() / 3 * 2) : phrase.replace(space, 1, ", "));
    }
    case RuleKind::like:
      return "12 (" + phrase + ") " + words;
  }
  return {};
}

WorstCase near_matches(const Corpus& corpus, std::size_t bytes) {
  Random random(Corpus::kSeed);
  return {corpus.rules(kRules), fill_samples(bytes, [&](Sample& sample) {
            const MadeRule& rule = corpus.maker().rule(random.below(kRules));
            put(sample, near_match(corpus.maker(), rule, random), true);
          })};
}

WorstCase one_line_of_prose(const Corpus& corpus, std::size_t bytes) {
  std::string text;
  for (const Sample& sample : corpus.documents(bytes, {.hit_rate = 0, .odd = 0}, kRules)) text += sample.text;
  std::ranges::replace(text, '\n', ' ');
  return one_line(corpus, std::move(text));
}

WorstCase one_line_of_near_matches(const Corpus& corpus, std::size_t bytes) {
  Random random(Corpus::kSeed);
  std::string text;
  while (text.size() < bytes) {
    text += near_match(corpus.maker(), corpus.maker().rule(random.below(kRules)), random) + " ; ";
  }
  return one_line(corpus, std::move(text));
}

// The first word of a `has` rule, over and over.
WorstCase one_line_of_one_word(const Corpus& corpus, std::size_t bytes) {
  const RuleMaker& maker = corpus.maker();
  std::size_t index = 0;
  while (maker.rule(index).kind != RuleKind::has || maker.rule(index).language != kPlain) ++index;
  const MadeRule& rule = maker.rule(index);
  const std::string& word = maker.language(rule.language).word(rule.phrases.front().front().word).lower;
  std::string text;
  while (text.size() < bytes) (text += word) += ' ';
  return one_line(corpus, std::move(text));
}

// One paragraph stays, so that the rules together do not take more than they may.
WorstCase all_lines_match(const Corpus& corpus, std::size_t bytes) {
  Random random(Corpus::kSeed);
  std::vector<Sample> samples = fill_samples(bytes, [&](Sample& sample) {
    if (sample.text.empty()) put(sample, corpus.maker().words(kPlain, kDocument / 30, random), true);
    put(sample, corpus.maker().hit(corpus.maker().rule(random.below(kRules)), true, random), false);
  });
  return {corpus.rules(kRules), std::move(samples)};
}

// Bounded repeats around words that many lines hold; the lines that they take end with a number.
WorstCase slow_regexes(const Corpus& corpus, std::size_t bytes) {
  constexpr WordIndex kWords = 16;
  constexpr std::array kShapes = {R"(^(\S+ ){3,60}@ .{0,300}[0-9]{5}$)", R"(@.{10,200}@.{10,200}[0-9]{6}$)",
                                  R"([^x]{1,60}@([a-z]+ ?){2,50}[0-9]{7}$)"};
  const RuleMaker& maker = corpus.maker();
  // Every twentieth word of a text or so is one of these.
  const auto often = [&](std::size_t i) { return maker.language(kPlain).word(static_cast<WordIndex>(30 + i)).lower; };
  Random random(Corpus::kSeed);
  WorstCase worst;
  worst.rules.pith = "format 1\n\n";
  for (WordIndex i = 0; i < kWords; ++i) {
    for (const char* const shape : kShapes) add_regex(worst.rules, filled(shape, often(i)));
  }
  worst.samples = fill_samples(bytes, [&](Sample& sample) {
    const std::string words = maker.words(kPlain, random.between(20, 80), random);
    put(sample, words + ".", true);
    if (random.chance(0.02)) {
      put(sample,
          fmt::format("{} {} {} 12345", maker.words(kPlain, 5, random), often(random.below(kWords)),
                      maker.words(kPlain, 5, random)),
          false);
    }
  });
  return worst;
}

// Prose and hits of phrases, every line changed by `change` in a way that only the match form undoes.
template <class Change>
WorstCase hidden(const Corpus& corpus, std::size_t bytes, Change change) {
  WorstCase worst;
  worst.rules.pith = "format 1\n\n";
  std::vector<std::size_t> phrase_rules;
  for (std::size_t i = 0; phrase_rules.size() < kRules; ++i) {
    if (corpus.maker().rule(i).kind == RuleKind::like) continue;  // a regex sees a line as it is written
    phrase_rules.push_back(i);
    worst.rules.pith += corpus.maker().statement(corpus.maker().rule(i)) + "\n";
  }
  Random random(Corpus::kSeed);
  for (const Sample& plain : corpus.documents(bytes, {.hit_rate = 0, .odd = 0}, kRules)) {
    Sample& sample = worst.samples.emplace_back();
    for (std::size_t at = 0; at < plain.text.size();) {
      const std::size_t end = plain.text.find('\n', at);
      put(sample, change(plain.text.substr(at, end - at)), true);
      if (end > at && random.chance(0.05)) {
        const MadeRule& rule = corpus.maker().rule(random.pick(phrase_rules));
        put(sample, change(corpus.maker().hit(rule, true, random)), false);
      }
      at = end + 1;
    }
  }
  return worst;
}

// Behind every fifth character that is no ASCII sign or space.
std::string with_soft_hyphens(const std::string& line) {
  std::string out;
  std::size_t letters = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    out += line[i];
    const bool is_end = i + 1 == line.size() || (static_cast<unsigned char>(line[i + 1]) & 0xC0) != 0x80;
    if (is_end && ++letters % 5 == 0) out += "\u00AD";
  }
  return out;
}

std::string decomposed(const std::string& line) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfd = icu::Normalizer2::getNFDInstance(status);
  std::string out;
  nfd->normalize(icu::UnicodeString::fromUTF8(line), status).toUTF8String(out);
  return out;
}

std::string full_width(const std::string& line) {
  std::string out;
  for (const char c : line) {
    if (c > ' ' && c < 0x7F) {
      icu::UnicodeString(static_cast<UChar32>(c + 0xFEE0)).toUTF8String(out);
    } else {
      out += c;
    }
  }
  return out;
}

WorstCase tiny_lines(const Corpus& corpus, std::size_t bytes) {
  Sample sample;
  while (sample.text.size() < bytes) put(sample, "a", true);
  return {corpus.rules(kRules), {std::move(sample)}};
}

WorstCase blank_lines(const Corpus& corpus, std::size_t bytes) {
  Sample sample;
  sample.text.assign(bytes, '\n');
  sample.kept = sample.text;
  return {corpus.rules(kRules), {std::move(sample)}};
}

// Prose of which every 50th byte is one that UTF-8 never holds.
WorstCase broken_utf8(const Corpus& corpus, std::size_t bytes) {
  constexpr std::size_t kEvery = 50;
  WorstCase worst{corpus.rules(kRules), corpus.documents(bytes, {.hit_rate = 0, .odd = 0}, kRules)};
  for (Sample& sample : worst.samples) {
    for (std::size_t i = kEvery; i < sample.text.size(); i += kEvery) {
      if (sample.text[i] != '\n') sample.text[i] = '\xFF';
    }
    sample.kept = sample.text;
  }
  return worst;
}

}  // namespace

const std::vector<WorstCaseMaker>& worst_cases() {
  constexpr std::size_t kAll = ~std::size_t{0};
  static const std::vector<WorstCaseMaker> cases = {
      {"no-literals", "50 regexes without a word to look for", kAll, no_literals},
      {"slow-regexes", "48 regexes of bounded repeats around words that most lines hold", std::size_t{32} * 1024,
       slow_regexes},
      {"near-matches", "5,000 rules; every line lacks one sign to be taken", kAll, near_matches},
      {"all-match", "5,000 rules; every line is taken", kAll, all_lines_match},
      {"one-line", "5,000 rules; a document of one line", kAll, one_line_of_prose},
      {"one-line-near-matches", "the same, full of near matches", kAll, one_line_of_near_matches},
      {"one-line-one-word", "the same, one word of a rule over and over", kAll, one_line_of_one_word},
      {"soft-hyphens", "5,000 phrases; a soft hyphen in every word", 0,
       [](const Corpus& corpus, std::size_t bytes) { return hidden(corpus, bytes, with_soft_hyphens); }},
      {"combining-marks", "5,000 phrases; every accent a character of its own", 0,
       [](const Corpus& corpus, std::size_t bytes) { return hidden(corpus, bytes, decomposed); }},
      {"full-width", "5,000 phrases; every ASCII letter and sign in its full-width form", 0,
       [](const Corpus& corpus, std::size_t bytes) { return hidden(corpus, bytes, full_width); }},
      {"broken-utf-8", "5,000 rules; every 50th byte is none of UTF-8", kAll, broken_utf8},
      {"tiny-lines", "5,000 rules; lines of one byte", kAll, tiny_lines},
      {"blank-lines", "5,000 rules; nothing but line ends", kAll, blank_lines},
  };
  return cases;
}

}  // namespace pith::bench
