#include "text/encoding_models.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "text/encoding_tables.h"
#include "text/unicode.h"

namespace pith {
namespace {

constexpr double kUnknownLetter = -7;  // one that a language hardly uses
constexpr double kUnknownSign = -9;

bool is_latin(char32_t c) {
  UErrorCode status = U_ZERO_ERROR;
  return uscript_getScript(static_cast<UChar32>(c), &status) == USCRIPT_LATIN;
}

bool is_one_of(char32_t c, std::u32string_view set) {
  return set.find(c) != std::u32string_view::npos;
}

ByteKind kind_of_sign(char32_t c) {
  if (is_one_of(c, U"’·\u00AD\u00A0–—…ªº\u200C־׳״")) return ByteKind::joining_sign;
  return is_one_of(c, U"½¼¾¤¦¨´¸¹²³") ? ByteKind::numerical_sign : ByteKind::sign;
}

// Of a character beyond ASCII.
ByteKind kind_of(char32_t c, ScriptKind script) {
  if (c == 0xFFFD || (c >= 0x80 && c < 0xA0)) return ByteKind::nothing;
  const auto point = static_cast<UChar32>(c);
  const bool is_letter = is_mark(c) || (u_isalpha(point) != 0 && is_latin(c) == (script == ScriptKind::latin));
  if (!is_letter || c == U'ª' || c == U'º') return kind_of_sign(c);
  return u_isUUppercase(point) != 0 ? ByteKind::upper : ByteKind::lower;
}

ByteKind kind_of_ascii(std::size_t byte) {
  if (byte >= 'a' && byte <= 'z') return ByteKind::ascii_lower;
  if (byte >= 'A' && byte <= 'Z') return ByteKind::ascii_upper;
  return byte >= '0' && byte <= '9' ? ByteKind::digit : ByteKind::space;
}

bool is_letter(ByteKind kind) {
  return kind == ByteKind::lower || kind == ByteKind::upper;
}

SingleByteModel make_model(Encoding encoding, ScriptKind script) {
  SingleByteModel model{encoding, script, {}, {}};
  for (std::size_t byte = 0; byte < model.kinds.size(); ++byte)
    model.kinds[byte] = byte < 0x80 ? kind_of_ascii(byte) : kind_of(single_byte_table(encoding)[byte - 0x80], script);
  return model;
}

SingleByteModel::Reader make_reader(const SingleByteModel& model, std::size_t index) {
  static const Frequencies signs(kSigns, ScriptKind::latin);
  const Frequencies characters(languages()[index].characters, model.script);
  SingleByteModel::Reader reader{index, {}};
  for (std::size_t byte = 0x80; byte < reader.logs.size(); ++byte) {
    if (model.kinds[byte] == ByteKind::nothing) continue;
    const std::uint16_t c = single_byte_table(model.encoding)[byte - 0x80];
    const auto lower = static_cast<char32_t>(u_tolower(c));
    const double otherwise = is_letter(model.kinds[byte]) ? kUnknownLetter : signs.of(lower, kUnknownSign);
    reader.logs[byte] = static_cast<float>(characters.of(lower, otherwise));
  }
  return reader;
}

// Calls see(position, language) for the languages that come in the encoding.
template <class See>
void for_each_language(Encoding encoding, See see) {
  for (std::size_t k = 0; k < languages().size(); ++k) {
    const Language& language = languages()[k];
    if (std::ranges::find(language.encodings, encoding) != language.encodings.end()) see(k, language);
  }
}

std::vector<SingleByteModel> make_single_byte_models() {
  std::vector<SingleByteModel> models;
  for (std::size_t k = 0; k < kEncodings; ++k) {
    const auto encoding = static_cast<Encoding>(k);
    if (!is_single_byte(encoding)) continue;
    for_each_language(encoding, [&](std::size_t index, const Language& language) {
      if (models.empty() || models.back().encoding != encoding) models.push_back(make_model(encoding, language.script));
      models.back().readers.push_back(make_reader(models.back(), index));
    });
  }
  return models;
}

std::vector<WideModel> make_wide_models() {
  std::vector<WideModel> models;
  for (std::size_t k = 0; k < languages().size(); ++k) {
    const Language& language = languages()[k];
    if (language.script != ScriptKind::wide) continue;
    for (const Encoding encoding : language.encodings)
      models.push_back({encoding, k, Frequencies(language.characters, ScriptKind::wide)});
  }
  return models;
}

using WordMap = std::unordered_map<std::string_view, std::vector<std::uint8_t>>;

WordMap make_words() {
  WordMap map;
  for (std::size_t k = 0; k < languages().size(); ++k) {
    std::string_view words = languages()[k].words;
    while (!words.empty()) {
      const std::size_t end = std::min(words.find(' '), words.size());
      map[words.substr(0, end)].push_back(static_cast<std::uint8_t>(k));
      words.remove_prefix(std::min(end + 1, words.size()));
    }
  }
  return map;
}

}  // namespace

Frequencies::Frequencies(std::string_view groups, ScriptKind script) {
  double share = 1;
  double sum = 0;
  for (std::size_t i = 0; i < groups.size();) {
    const Decoded d = decode(groups, i);
    i += d.size;
    if (d.code_point == U' ') {
      share /= 2;
    } else {
      logs_.emplace_back(d.code_point, std::log(share));
      sum += share;
    }
  }
  // Of wide characters, of which there are thousands, only the most frequent are listed.
  constexpr double kFirstWide = 1.0 / 32;
  const double scale = script == ScriptKind::wide ? std::log(kFirstWide) : -std::log(sum);
  for (auto& [character, log] : logs_) log += scale;
  std::ranges::stable_sort(logs_, {}, &Entry::first);
}

double Frequencies::of(char32_t c, double otherwise) const {
  const auto found = std::ranges::lower_bound(logs_, c, {}, &Entry::first);
  return found != logs_.end() && found->first == c ? found->second : otherwise;
}

std::span<const SingleByteModel> single_byte_models() {
  static const std::vector<SingleByteModel> models = make_single_byte_models();
  return models;
}

std::span<const WideModel> wide_models() {
  static const std::vector<WideModel> models = make_wide_models();
  return models;
}

std::span<const std::uint8_t> languages_of_word(std::string_view word) {
  static const WordMap words = make_words();
  const auto found = words.find(word);
  return found != words.end() ? std::span<const std::uint8_t>(found->second) : std::span<const std::uint8_t>{};
}

}  // namespace pith
