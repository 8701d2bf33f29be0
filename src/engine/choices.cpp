#include "engine/choices.h"

#include <algorithm>

#include "text/unicode.h"

namespace pith {
namespace {

// The address without what no choice depends on, as parse_address() takes it apart.
std::string_view deciding_part(std::string_view url, bool has_paths) {
  if (has_paths) return url;
  url = trim(url);
  const std::size_t scheme = url.find("://");
  const std::size_t host = scheme != std::string_view::npos ? scheme + 3 : url.starts_with("//") ? 2 : 0;
  return url.substr(0, std::min(url.find_first_of("/?#", host), url.size()));
}

}  // namespace

const Choices::Made* Choices::find(const Document& document, Keep keep) {
  key_.assign(1, static_cast<char>('0' + static_cast<int>(keep)));
  key_ += document.site;
  key_ += '\n';
  if (document.site.empty()) key_ += deciding_part(document.url, has_paths_);
  key_ += '\n';
  key_ += document.lang;
  const auto found = made_.find(key_);
  return found == made_.end() || found->second.stack.expired() ? nullptr : &found->second;
}

const Choices::Made* Choices::keep(Choice choice, std::shared_ptr<const Stack> stack) {
  if (made_.size() >= kMost) made_.clear();
  Made& made = made_[key_];
  made = {std::move(choice), std::move(stack)};
  return &made;
}

}  // namespace pith
