#include "text/encoding_detect.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "text/encoding_models.h"
#include "text/encoding_multi_byte.h"

// Scores are natural logarithms of likelihoods. They need not be exact: what is compared differs by far more.
namespace pith {
namespace {

constexpr std::size_t kAround = 128;  // bytes of ASCII that are kept at each side
constexpr std::size_t kSampleSize = 8192;
constexpr std::size_t kMostBeyondAscii = 4096;  // enough where all letters are
constexpr std::size_t kLongestTag = 512;        // what looks like one and is longer is text

constexpr double kAscii = -3.5;  // a character of ASCII, whatever the language
// A byte beyond ASCII, on average, of which no language makes sense. Of Latin letters every one is a surprise.
constexpr double kHopelessLatin = -9;
constexpr double kHopeless = -7;
constexpr double kHintedLanguage = 6;
constexpr double kHintedDomain = 4;
constexpr double kWord = 1.5;  // a frequent word of the language
constexpr double kMostOfWords = 20;

constexpr bool is_ascii(char c) {
  return static_cast<unsigned char>(c) < 0x80;
}
constexpr bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
constexpr bool is_letter(char c) {
  return is_upper(c) || (c >= 'a' && c <= 'z');
}

// --- The sample -----------------------------------------------------------------------------------------------------

// The bytes beyond ASCII with what stands around them; stretches of ASCII between are cut out, up to a line feed.
std::string around_non_ascii(std::string_view bytes) {
  std::string sample;
  std::size_t looked = 0;  // bytes beyond ASCII
  std::size_t done = 0;
  for (std::size_t i = 0; sample.size() < kSampleSize && looked < kMostBeyondAscii;) {
    const auto next = std::find_if_not(bytes.begin() + static_cast<std::ptrdiff_t>(i), bytes.end(), is_ascii);
    if (next == bytes.end()) break;
    i = static_cast<std::size_t>(next - bytes.begin());
    const std::size_t begin = std::max(done, i - std::min(i, kAround));
    if (begin > done) sample += '\n';
    std::size_t end = i;
    for (; i < std::min(bytes.size(), end + kAround) && i < begin + kSampleSize && looked < kMostBeyondAscii; ++i) {
      if (is_ascii(bytes[i])) continue;
      end = i + 1;
      ++looked;
    }
    done = std::min(bytes.size(), end + (looked < kMostBeyondAscii ? kAround : 0));
    sample += bytes.substr(begin, done - begin);
    i = done;
  }
  return sample;
}

// Tags are the same in all languages.
std::string without_tags(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const bool opens =
        text[i] == '<' && i + 1 < text.size() && (is_letter(text[i + 1]) || text[i + 1] == '/' || text[i + 1] == '!');
    const std::size_t end = opens ? text.substr(i, kLongestTag).find('>') : std::string_view::npos;
    if (end == std::string_view::npos) {
      out += text[i++];
    } else {
      out += '\n';
      i += end + 1;
    }
  }
  return out;
}

// The bytes that are looked at, with white space at both ends so that every byte beyond ASCII has two before it and one
// behind it.
struct Sample {
  std::string bytes;
  std::vector<std::uint32_t> beyond_ascii;  // their positions
  double ascii_words = 0;                   // words of ASCII letters that begin behind a byte of ASCII

  explicit Sample(std::string_view document) : bytes("\n\n" + without_tags(around_non_ascii(document)) + "\n") {
    for (std::size_t i = 1; i < bytes.size(); ++i) {
      if (!is_ascii(bytes[i])) {
        beyond_ascii.push_back(static_cast<std::uint32_t>(i));
      } else if (is_letter(bytes[i]) && is_ascii(bytes[i - 1]) && !is_letter(bytes[i - 1])) {
        ++ascii_words;
      }
    }
  }
};

// How many words are frequent in each language, of those that are all ASCII; by the position in languages().
std::vector<double> count_words(std::string_view sample) {
  constexpr std::size_t kLongestWord = 8;
  std::vector<double> counts(languages().size());
  for (std::size_t i = 0; i < sample.size();) {
    std::string word;
    bool ascii = true;
    for (; i < sample.size() && (is_letter(sample[i]) || !is_ascii(sample[i])); ++i) {
      ascii = ascii && is_ascii(sample[i]);
      if (word.size() <= kLongestWord) word += static_cast<char>(sample[i] | 0x20);
    }
    if (word.empty()) ++i;
    if (word.empty() || !ascii) continue;
    for (const std::uint8_t language : languages_of_word(word)) ++counts[language];
  }
  return counts;
}

// --- Single bytes ---------------------------------------------------------------------------------------------------

using enum ByteKind;

constexpr bool is_ascii_letter(ByteKind kind) {
  return kind == ascii_lower || kind == ascii_upper;
}
constexpr bool is_own_letter(ByteKind kind) {
  return kind == lower || kind == upper;
}
constexpr bool is_any_letter(ByteKind kind) {
  return is_ascii_letter(kind) || is_own_letter(kind);
}
constexpr bool is_capital(ByteKind kind) {
  return kind == upper || kind == ascii_upper;
}

constexpr bool is_sign(ByteKind kind) {
  return kind == sign || kind == joining_sign || kind == numerical_sign;
}

// A letter that is not ASCII, and the three that it stands between.
constexpr double letter_in_place(ByteKind before_that, ByteKind before, ByteKind here, ByteKind behind,
                                 ScriptKind script) {
  double score = 0;
  if (script == ScriptKind::latin) {
    score = is_own_letter(before) ? -4 : -2.8;
    if (!is_any_letter(before) && !is_any_letter(behind)) score -= 1;
  } else if (is_ascii_letter(before)) {
    score = -6;
  }
  if (before == digit || behind == digit) score -= 3;
  if (here == upper) return score - (!is_any_letter(before) ? 2 : is_capital(before) ? 1 : 6);
  const bool in_capitals = is_capital(before) && is_capital(before_that);
  return in_capitals ? score - 4 : score;
}

// A letter of ASCII behind one that is not.
constexpr double ascii_in_place(ByteKind before, ByteKind here, ScriptKind script) {
  if (script != ScriptKind::latin) return -6;
  return before == lower && here == ascii_upper ? -6 : 0;
}

constexpr double sign_in_place(ByteKind before, ByteKind here, ByteKind behind) {
  const bool inside = is_any_letter(before) && is_any_letter(behind);
  const bool opens = before == space && is_any_letter(behind);
  const double score = is_sign(before) ? -6 : -4;
  if (here == joining_sign) return inside ? score + 1 : opens ? score - 2 : score;
  const bool touches = is_any_letter(before) || is_any_letter(behind);
  return inside || (touches && here == numerical_sign) ? score - 5 : score;
}

// Words of ASCII and of the encoding's letters: the fewer there are of one kind, the less likely each.
double score_mixture(double own, double ascii) {
  const auto part = [&](double count) { return count > 0 ? count * std::log(count / (own + ascii)) : 0; };
  return 1.5 * (part(own) + part(ascii));
}

// What the characters' places say of an encoding, whatever the language.
double score_places(const Sample& sample, const SingleByteModel& model) {
  const auto kind_at = [&](std::size_t i) { return model.kinds[static_cast<unsigned char>(sample.bytes[i])]; };
  double score = 0;
  double own_words = 0;
  double ascii_words = sample.ascii_words;
  for (const std::uint32_t i : sample.beyond_ascii) {
    const ByteKind before = kind_at(i - 1);
    const ByteKind here = kind_at(i);
    const ByteKind behind = kind_at(i + 1);
    if (is_own_letter(here)) {
      own_words += is_any_letter(before) ? 0 : 1;
      score += letter_in_place(kind_at(i - 2), before, here, behind, model.script);
      if (is_ascii_letter(behind)) score += ascii_in_place(here, behind, model.script);
    } else {
      score += here == nothing ? kUnlikely : sign_in_place(before, here, behind);
      ascii_words += is_ascii_letter(behind) ? 1 : 0;
    }
  }
  return model.script == ScriptKind::latin ? score : score + score_mixture(own_words, ascii_words);
}

using Histogram = std::array<std::uint32_t, 256>;  // of bytes beyond ASCII

Histogram histogram_of(const Sample& sample) {
  Histogram counts{};
  for (const std::uint32_t i : sample.beyond_ascii) ++counts[static_cast<unsigned char>(sample.bytes[i])];
  return counts;
}

// What the characters themselves say of a language.
double score_characters(const Histogram& counts, const SingleByteModel::Reader& reader) {
  double score = 0;
  for (std::size_t byte = 0x80; byte < counts.size(); ++byte) score += double{reader.logs[byte]} * counts[byte];
  return score;
}

// --- Several bytes --------------------------------------------------------------------------------------------------

constexpr double kEveryday = -9.2;
constexpr double kSeldom = -13;
constexpr double kExotic = -15;

// First bytes of the everyday part of a character set, and of signs, letters and rarer characters.
struct Rows {
  Encoding encoding;
  unsigned char everyday_first, everyday_last;
  unsigned char signs_first, signs_last;
  unsigned char seldom_first, seldom_last;
  unsigned char least_trail;  // in front of it all are exotic
};

constexpr auto kRows = std::to_array<Rows>({
    {Encoding::gbk, 0xB0, 0xD7, 0xA1, 0xA3, 0xD8, 0xF7, 0xA1},
    {Encoding::big5, 0xA4, 0xC6, 0xA1, 0xA3, 0xC9, 0xF9, 0x40},
    {Encoding::euc_kr, 0xB0, 0xC8, 0xA1, 0xA3, 0xB0, 0xC8, 0xA1},
    {Encoding::shift_jis, 0x88, 0x98, 0x81, 0x83, 0x98, 0xEA, 0x40},
    {Encoding::euc_jp, 0xB0, 0xCF, 0xA1, 0xA5, 0xD0, 0xF4, 0xA1},
});

// Characters that are not listed, by the part of the character set that they are from.
double score_rare(Encoding encoding, std::string_view bytes, const MultiByte& character) {
  const char32_t c = character.code_point;
  const bool is_halfwidth_kana = c >= 0xFF61 && c < 0xFFA0;
  if (character.size == 1 || is_halfwidth_kana) return kEveryday;
  const bool is_kana = c >= 0x3041 && c < 0x3100;
  if (is_kana && (encoding == Encoding::shift_jis || encoding == Encoding::euc_jp)) return kEveryday + 2;
  const Rows& rows = *std::ranges::find(kRows, encoding, &Rows::encoding);
  const auto lead = static_cast<unsigned char>(bytes[0]);
  const auto trail = static_cast<unsigned char>(bytes[1]);
  const auto between = [&](unsigned char first, unsigned char last) { return lead >= first && lead <= last; };
  if (character.size > 2) return kExotic;
  // Syllables that KS X 1001 left out are written, if seldom.
  if (trail < rows.least_trail) return encoding == Encoding::euc_kr ? kSeldom : kExotic;
  if (between(rows.everyday_first, rows.everyday_last)) return kEveryday;
  const bool seldom = between(rows.signs_first, rows.signs_last) || between(rows.seldom_first, rows.seldom_last);
  return seldom ? kSeldom : kExotic;
}

// Punctuation, which may stand beside anything.
constexpr bool is_wide_sign(char32_t c) {
  return (c >= 0x3000 && c < 0x3040) || (c >= 0xFF00 && c < 0xFF10) || (c >= 0x2010 && c < 0x2040);
}

double score_wide(std::string_view sample, const WideModel& model) {
  constexpr double kBesideLetter = -2.5;  // of ASCII
  ReadMultiByte* const read = multi_byte_reader(model.encoding);
  double score = 0;
  double wide_words = 0;
  double ascii_words = 0;
  bool after_letter = false;
  bool after_wide = false;
  for (std::size_t i = 0; i < sample.size();) {
    const MultiByte character = read(sample, i);
    const bool is_wide = character.size > 1 || !is_ascii(sample[i]);
    const bool is_ascii_letter = !is_wide && is_letter(sample[i]);
    const bool is_wide_letter = is_wide && !is_wide_sign(character.code_point);
    if ((after_letter && is_wide_letter) || (after_wide && is_ascii_letter)) score += kBesideLetter;
    wide_words += is_wide_letter && !after_wide ? 1 : 0;
    ascii_words += is_ascii_letter && !after_letter ? 1 : 0;
    if (!is_wide) {
      score += kAscii;
    } else if (!character.valid) {
      score += i + character.size < sample.size() ? kUnlikely : 0;  // the sample may end inside of a character
    } else {
      score += model.characters.of(character.code_point, score_rare(model.encoding, sample.substr(i), character));
    }
    after_letter = is_ascii_letter;
    after_wide = is_wide_letter;
    i += character.size;
  }
  return score + score_mixture(wide_words, ascii_words);
}

// --- All together ---------------------------------------------------------------------------------------------------

struct Prior {
  Encoding encoding;
  double log;
};

// How much less frequent an encoding is than others that read the same languages; 0 for what is not listed.
constexpr auto kPriors = std::to_array<Prior>({
    {Encoding::windows_1250, -0.5}, {Encoding::windows_1253, -0.5}, {Encoding::big5, -0.5},
    {Encoding::euc_jp, -0.5},       {Encoding::windows_1254, -1.5}, {Encoding::windows_1255, -1.5},
    {Encoding::windows_1256, -1.5}, {Encoding::windows_1257, -1.5}, {Encoding::windows_874, -1.5},
    {Encoding::iso_8859_2, -1.5},   {Encoding::iso_8859_7, -1.5},   {Encoding::koi8_r, -1.5},
    {Encoding::koi8_u, -1.5},       {Encoding::windows_1258, -3},   {Encoding::iso_8859_6, -3},
    {Encoding::iso_8859_15, -3},    {Encoding::ibm866, -6},         {Encoding::iso_8859_4, -6},
    {Encoding::iso_8859_5, -6},     {Encoding::iso_8859_13, -6},    {Encoding::iso_8859_16, -6},
    {Encoding::macintosh, -6},      {Encoding::x_mac_cyrillic, -6},
});

constexpr double prior(Encoding encoding) {
  const auto found = std::ranges::find(kPriors, encoding, &Prior::encoding);
  return found != kPriors.end() ? found->log : 0;
}

// The part of a tag before its first hyphen, as languages() has it.
std::string primary_language(std::string_view tag) {
  std::string primary(tag.substr(0, std::min<std::size_t>(tag.find_first_of("-_"), 8)));
  for (char& c : primary) c = is_upper(c) ? static_cast<char>(c | 0x20) : c;
  if (primary == "nb" || primary == "nn") return "no";
  if (primary == "iw") return "he";
  if (primary == "bs" || primary == "sh") return "hr";
  return primary;
}

bool has_word(std::string_view words, std::string_view word) {
  for (std::size_t at = 0; at < words.size();) {
    const std::size_t end = std::min(words.find(' ', at), words.size());
    if (words.substr(at, end - at) == word) return true;
    at = end + 1;
  }
  return false;
}

double score_hints(const Language& language, const EncodingHints& hints) {
  double score = 0;
  if (!hints.lang.empty()) {
    const std::string hinted = primary_language(hints.lang);
    const bool fits = primary_language(language.tag) == hinted || (hinted == "sr" && language.tag == "hr");
    score += fits ? kHintedLanguage : 0;
  }
  const std::string_view domain = hints.host.substr(hints.host.rfind('.') + 1);
  if (has_word(languages_of_domain(domain), language.tag)) score += kHintedDomain;
  return score;
}

class Detector {
 public:
  Detector(std::string_view document, const EncodingHints& hints)
      : sample_(document), histogram_(histogram_of(sample_)), words_(count_words(sample_.bytes)), hints_(hints) {}

  std::optional<Encoding> run() {
    for (const SingleByteModel& model : single_byte_models()) {
      const double places = score_places(sample_, model);
      for (const SingleByteModel::Reader& reader : model.readers)
        see(model.encoding, reader.language, places + score_characters(histogram_, reader));
    }
    const auto beyond_ascii = static_cast<double>(sample_.beyond_ascii.size());
    const double of_ascii = kAscii * (static_cast<double>(sample_.bytes.size()) - beyond_ascii);
    for (const WideModel& model : wide_models())
      see(model.encoding, model.language, score_wide(sample_.bytes, model) - of_ascii);
    return best_;
  }

 private:
  // `of_bytes`: without ASCII that all encodings have in common.
  void see(Encoding encoding, std::size_t language_index, double of_bytes) {
    const Language& language = languages()[language_index];
    const double hopeless = language.script == ScriptKind::latin ? kHopelessLatin : kHopeless;
    const double alone = of_bytes + prior(encoding);
    if (alone < hopeless * static_cast<double>(sample_.beyond_ascii.size())) return;
    const double score = alone + score_words(language_index) + score_hints(language, hints_);
    if (score <= best_score_) return;
    best_ = encoding;
    best_score_ = score;
  }

  double score_words(std::size_t language) const {
    const double most = *std::ranges::max_element(words_);
    return most > 0 ? std::min(kMostOfWords, kWord * most) * words_[language] / most : 0;
  }

  Sample sample_;
  Histogram histogram_;
  std::vector<double> words_;
  const EncodingHints& hints_;
  std::optional<Encoding> best_;
  double best_score_ = -std::numeric_limits<double>::infinity();
};

}  // namespace

std::optional<Encoding> detect_legacy_encoding(std::string_view bytes, const EncodingHints& hints) {
  return Detector(bytes, hints).run();
}

bool looks_iso_2022_jp(std::string_view bytes) {
  constexpr std::size_t kLooked = 16384;
  bytes = bytes.substr(0, kLooked);
  if (bytes.find("\x1B$B") == std::string_view::npos && bytes.find("\x1B$@") == std::string_view::npos) return false;
  Iso2022JpReader reader(bytes);
  std::size_t wide = 0;
  std::size_t errors = 0;
  for (MultiByte character; reader.next(character);) {
    errors += character.valid ? 0 : 1;
    wide += character.size > 1 ? 1 : 0;
  }
  return wide > 0 && errors <= 1;  // the last character may be cut
}

}  // namespace pith
