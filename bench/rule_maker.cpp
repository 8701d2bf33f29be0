#include "rule_maker.h"

#include <array>

namespace pith::bench {
namespace {

std::uint64_t pair_key(std::size_t language, WordIndex first, WordIndex second) {
  return (static_cast<std::uint64_t>(language) << 48) | (static_cast<std::uint64_t>(first) << 24) | second;
}

std::string quoted(std::string_view phrase) {
  std::string out = "\"";
  for (const char c : phrase) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

std::string lower_text(const Phrase& phrase, const Language& language) {
  std::string out;
  for (const Piece& piece : phrase)
    out += piece.kind == Piece::Kind::word ? language.word(piece.word).lower : piece.text;
  return out;
}

std::string number(Random& random, std::size_t least, std::size_t most) {
  return std::to_string(random.between(least, most));
}

}  // namespace

RuleMaker::RuleMaker(std::uint64_t seed) : random_(seed) {
  for (std::size_t i = 0; i < Language::kCount; ++i) languages_.emplace_back(i, seed);
}

void RuleMaker::make(std::size_t count) {
  while (rules_.size() < count) {
    MadeRule rule = make_rule();
    if (statements_.insert(statement(rule)).second) rules_.push_back(std::move(rule));
  }
}

MadeRule RuleMaker::make_rule() {
  MadeRule rule;
  rule.language = random_.below(languages_.size());
  const Language& language = languages_[rule.language];
  const std::size_t percent = random_.below(100);
  if (percent < 45) {
    rule.kind = RuleKind::is;
    const std::size_t more = random_.below(10);
    std::size_t count = more < 6 ? 1 : more < 9 ? random_.between(2, 3) : random_.between(4, 8);
    while (count > 0) {
      Phrase phrase = is_phrase(language);
      if (!lines_.insert(lower_text(phrase, language)).second) continue;
      rule.phrases.push_back(std::move(phrase));
      --count;
    }
  } else if (percent < 70) {
    rule.kind = RuleKind::starts;
    rule.phrases.push_back(starts_phrase(language));
  } else if (percent < 78) {
    rule.kind = RuleKind::ends;
    rule.phrases.push_back(ends_phrase(language));
  } else if (percent < 90) {
    rule.kind = RuleKind::has;
    rule.phrases.push_back(has_phrase(rule.language));
  } else {
    rule.kind = RuleKind::like;
    make_like(rule);
  }
  return rule;
}

Phrase RuleMaker::is_phrase(const Language& language) {
  constexpr std::array<std::size_t, 10> kLengths = {1, 1, 2, 2, 2, 3, 3, 4, 4, 5};
  Phrase phrase;
  const std::size_t count = random_.pick(kLengths);
  const bool spaced = !language.punctuation().space.empty();
  const bool has_dash = spaced && count > 2 && random_.chance(0.1);
  const bool has_quotes = spaced && count > 1 && random_.chance(0.08);
  for (std::size_t i = 0; i < count; ++i) {
    if (has_dash && i == 2) {
      phrase.push_back(text_piece(" "));
      phrase.push_back({Piece::Kind::dash, 0, {}});
    }
    // A single word is a rare one: no rule takes a line that is only "the".
    const WordIndex word = count == 1 ? language.rule_word(random_) : language.frequent_word(random_);
    const bool quoted_word = has_quotes && i + 1 == count;
    if (!phrase.empty() && spaced) phrase.push_back(text_piece(" "));
    if (quoted_word) phrase.push_back({Piece::Kind::quote, 0, {}});
    if (!language.punctuation().elision.empty() && i > 0 && random_.chance(0.15)) {
      phrase.push_back(text_piece(language.punctuation().elision));
      phrase.push_back({Piece::Kind::apostrophe, 0, {}});
    }
    phrase.push_back(word_piece(word));
    if (quoted_word) phrase.push_back({Piece::Kind::quote, 0, {}});
  }
  return phrase;
}

Phrase RuleMaker::starts_phrase(const Language& language) {
  Phrase phrase;
  const std::size_t count = random_.between(1, 3);
  for (std::size_t i = 0; i < count; ++i) {
    append_word(phrase, language, count == 1 ? language.rule_word(random_) : language.frequent_word(random_));
  }
  if (language.punctuation().space_before_colon) phrase.push_back({Piece::Kind::space, 0, {}});
  phrase.push_back(text_piece(":"));
  return phrase;
}

Phrase RuleMaker::ends_phrase(const Language& language) {
  const bool square = random_.chance(0.3);
  Phrase words;
  const std::size_t count = random_.between(1, 3);
  for (std::size_t i = 0; i < count; ++i) append_word(words, language, language.rule_word(random_));
  Phrase phrase = {text_piece(square ? "[" : "(")};
  phrase.insert(phrase.end(), words.begin(), words.end());
  phrase.push_back(text_piece(square ? "]" : ")"));
  return phrase;
}

Phrase RuleMaker::has_phrase(std::size_t index) {
  const Language& language = languages_[index];
  Phrase phrase;
  if (!language.punctuation().elision.empty() && random_.chance(0.25)) {
    phrase.push_back(text_piece(language.punctuation().elision));
    phrase.push_back({Piece::Kind::apostrophe, 0, {}});
  }
  // The words at the edges are part of no other, so that plain regexes need no word boundaries, which not all of the
  // peers have for all scripts.
  const WordIndex first = language.edge_word(random_);
  const WordIndex second = language.edge_word(random_);
  pairs_.insert(pair_key(index, first, second));
  phrase.push_back(word_piece(first));
  append_word(phrase, language, second);
  if (random_.chance(0.5)) append_word(phrase, language, language.edge_word(random_));
  return phrase;
}

void RuleMaker::make_like(MadeRule& rule) {
  const Language& language = languages_[rule.language];
  constexpr std::array kKinds = {LikeKind::count, LikeKind::credit, LikeKind::date, LikeKind::page, LikeKind::section};
  rule.like = random_.pick(kKinds);
  const std::size_t parts = rule.like == LikeKind::date ? 1 : rule.like == LikeKind::page ? 2 : 3;
  for (std::size_t i = 0; i < parts; ++i) {
    Phrase phrase;
    append_word(phrase, language, language.rule_word(random_));
    if (rule.like == LikeKind::date && random_.chance(0.5))
      append_word(phrase, language, language.frequent_word(random_));
    rule.phrases.push_back(std::move(phrase));
  }
}

// What differs between pith and the peers is `\d` and the slash.
std::string RuleMaker::like_source(const MadeRule& rule, bool for_pith) const {
  const Language& language = languages_[rule.language];
  const std::string digit = for_pith ? "\\d" : "[0-9]";
  const auto part = [&](std::size_t i) { return lower_text(rule.phrases[i], language); };
  switch (rule.like) {
    case LikeKind::count:
      return "^" + digit + "+ (" + part(0) + "|" + part(1) + "|" + part(2) + ")$";
    case LikeKind::credit:
      return "^" + part(0) + ": .{3,40}" + (for_pith ? "\\/" : "/") + "(" + part(1) + "|" + part(2) + ")";
    case LikeKind::date:
      return "^" + part(0) + ": " + digit + "{1,2}\\." + digit + "{1,2}\\." + digit + "{4}";
    case LikeKind::page:
      return "\\[" + part(0) + " " + digit + "+ " + part(1) + " " + digit + "+\\]";
    case LikeKind::section:
      return "^(" + part(0) + "|" + part(1) + ") \\| " + part(2);
  }
  return {};
}

std::string RuleMaker::statement(const MadeRule& rule) const {
  constexpr std::array<std::string_view, 5> kWords = {"is", "starts", "ends", "has", "like"};
  std::string out = "cut line ";
  out += kWords[static_cast<std::size_t>(rule.kind)];
  if (rule.kind == RuleKind::like) {
    return out + " /" + like_source(rule, true) + (rule.like == LikeKind::count ? "/" : "/i");
  }
  std::string_view between = " ";
  for (const Phrase& phrase : rule.phrases) {
    out += between;
    out += quoted(plain_text(phrase, languages_[rule.language]));
    between = " | ";
  }
  return out;
}

std::string RuleMaker::pattern(const MadeRule& rule) const {
  const Language& language = languages_[rule.language];
  switch (rule.kind) {
    case RuleKind::is: {
      std::string any;
      for (const Phrase& phrase : rule.phrases) any += (any.empty() ? "" : "|") + pattern_of(phrase, language);
      return rule.phrases.size() == 1 ? "^" + any + "$" : "^(" + any + ")$";
    }
    case RuleKind::starts:
      return "^" + pattern_of(rule.phrases.front(), language);
    case RuleKind::ends:
      return pattern_of(rule.phrases.front(), language) + "$";
    case RuleKind::has:
      return pattern_of(rule.phrases.front(), language);
    case RuleKind::like:
      return like_source(rule, false);
  }
  return {};
}

std::string RuleMaker::hit(const MadeRule& rule, bool typographic, Random& random) const {
  const Language& language = languages_[rule.language];
  if (rule.kind == RuleKind::like) return like_hit(rule, random);
  std::string phrase = printed(random.pick(rule.phrases), language, typographic, random);
  const auto some_words = [&] { return words(rule.language, random.between(3, 9), random); };
  switch (rule.kind) {
    case RuleKind::starts:
      return phrase + " " + some_words();
    case RuleKind::ends:
      return some_words() + " " + phrase;
    case RuleKind::has:
      return some_words() + " " + phrase + " " + some_words();
    case RuleKind::is:
    case RuleKind::like:
      break;
  }
  return phrase;
}

std::string RuleMaker::like_hit(const MadeRule& rule, Random& random) const {
  const Language& language = languages_[rule.language];
  const auto part = [&](std::size_t i) { return printed(rule.phrases[i], language, false, random); };
  switch (rule.like) {
    case LikeKind::count:
      return number(random, 1, 9999) + " " + lower_text(rule.phrases[random.below(3)], language);
    case LikeKind::credit:
      return part(0) + ": " + language.word(language.rule_word(random)).title + " " +
             language.word(language.rule_word(random)).title + "/" + part(random.between(1, 2));
    case LikeKind::date:
      return part(0) + ": " + number(random, 1, 31) + "." + number(random, 1, 12) + "." + number(random, 1990, 2030);
    case LikeKind::page:
      return "[" + part(0) + " " + number(random, 1, 9) + " " + part(1) + " " + number(random, 1, 99) + "]";
    case LikeKind::section:
      return part(random.below(2)) + " | " + part(2) + " " + words(rule.language, 3, random);
  }
  return {};
}

std::string RuleMaker::words(std::size_t index, std::size_t count, Random& random) const {
  const Language& language = languages_[index];
  std::string out;
  WordIndex previous = Language::kWords;
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) out += language.punctuation().space;
    WordIndex word = language.frequent_word(random);
    while (is_reserved_pair(index, previous, word)) word = language.frequent_word(random);
    out += language.word(word).lower;
    previous = word;
  }
  return out;
}

bool RuleMaker::is_reserved_pair(std::size_t language, WordIndex first, WordIndex second) const {
  return pairs_.contains(pair_key(language, first, second));
}

}  // namespace pith::bench
