// A sample of the texts, of bounded size, with what mining knows of their lines.
//
// Of few texts all are in it. Of more, those whose number in the input hashes lowest: every text has the same chance,
// and the same input gives the same sample.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "measure/mined_text.h"
#include "types.h"

namespace pith {

struct SampledText {
  std::uint64_t number = 0;  // in the input, from 0 on
  std::uint64_t host = 0;    // a hash
  std::string text;
  std::string site;
  std::string url;
  std::string lang;
  std::string date;
  std::string title;
  std::vector<MinedLine> lines;
  LineRange article;

  Document document() const { return {text, {}, site, url, lang, date, title}; }
  std::string_view line(std::uint32_t index) const { return lines[index].of(text); }
};

class TextSample {
 public:
  // Of texts and lines together, in bytes.
  static constexpr std::size_t kRoom = std::size_t{24} << 20;

  explicit TextSample(std::size_t room = kRoom) : room_(room) {}

  // Takes a copy, if the text is to be in the sample. Numbers must grow.
  void add(const Document& document, std::uint64_t number, std::uint64_t host, const std::vector<MinedLine>& lines);

  // Every text that was added is in it.
  bool is_whole() const { return is_whole_; }

  // The texts in the order of the input; nothing can be added any more.
  std::vector<SampledText> take();

 private:
  struct Entry {
    std::uint64_t priority = 0;
    std::size_t size = 0;
    SampledText text;
  };

  std::size_t room_;
  std::size_t used_ = 0;
  bool is_whole_ = true;
  std::vector<Entry> entries_;  // a heap: the highest priority number, the first to go, in front
};

}  // namespace pith
