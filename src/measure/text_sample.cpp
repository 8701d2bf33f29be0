#include "measure/text_sample.h"

#include <xxhash.h>

#include <algorithm>

namespace pith {

void TextSample::add(const Document& document, std::uint64_t number, std::uint64_t host,
                     const std::vector<MinedLine>& lines) {
  const std::uint64_t priority = XXH3_64bits(&number, sizeof number);
  const std::size_t size = sizeof(Entry) + document.text.size() + document.site.size() + document.url.size() +
                           document.lang.size() + document.date.size() + document.title.size() +
                           lines.size() * sizeof(MinedLine);
  const bool is_out = !is_whole_ && !entries_.empty() && priority > entries_.front().priority && used_ + size > room_;
  if (size > room_ || is_out) {
    is_whole_ = false;
    return;
  }
  SampledText text{number,
                   host,
                   std::string(document.text),
                   std::string(document.site),
                   std::string(document.url),
                   std::string(document.lang),
                   std::string(document.date),
                   std::string(document.title),
                   lines,
                   {}};
  entries_.push_back({priority, size, std::move(text)});
  std::ranges::push_heap(entries_, {}, &Entry::priority);
  used_ += size;
  while (used_ > room_) {
    std::ranges::pop_heap(entries_, {}, &Entry::priority);
    used_ -= entries_.back().size;
    entries_.pop_back();
    is_whole_ = false;
  }
}

std::vector<SampledText> TextSample::take() {
  std::ranges::sort(entries_, {}, [](const Entry& entry) { return entry.text.number; });
  std::vector<SampledText> texts;
  texts.reserve(entries_.size());
  for (Entry& entry : entries_) texts.push_back(std::move(entry.text));
  entries_.clear();
  return texts;
}

}  // namespace pith
