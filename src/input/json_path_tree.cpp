#include "input/json_path_tree.h"

#include <algorithm>

#include "text/json_slot.h"

namespace pith {
namespace {

constexpr std::array<JsonField, kJsonFields> kFields = {JsonField::text,  JsonField::page,  JsonField::url,
                                                        JsonField::id,    JsonField::lang,  JsonField::date,
                                                        JsonField::title, JsonField::source};

}  // namespace

JsonPathTree::JsonPathTree(const JsonKeys& keys) {
  nodes_.emplace_back();
  for (const JsonField field : kFields) {
    std::uint32_t rank = 0;
    for (const std::string& path : keys.paths(field)) {
      const std::vector<Node> ends = add_path(path);
      if (field == JsonField::text && first_text_.empty()) first_text_ = ends;
      for (const Node node : ends) {
        nodes_[node].places.push_back({field, rank++});
        nodes_[node].holds_content |= field == JsonField::text || field == JsonField::page;
      }
    }
  }
  error_ = add(kRoot, kJsonErrorKey);
}

// A key with dots in it, and the path; one node when there is no dot.
std::vector<JsonPathTree::Node> JsonPathTree::add_path(const std::string& path) {
  std::vector<Node> ends;
  if (path.find('.') != std::string::npos) ends.push_back(add(kRoot, path));
  Node node = kRoot;
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t end = std::min(path.find('.', begin), path.size());
    node = add(node, std::string_view(path).substr(begin, end - begin));
    begin = end + 1;
  }
  ends.push_back(node);
  return ends;
}

JsonPathTree::Node JsonPathTree::add(Node parent, std::string_view key) {
  if (const Node known = child(parent, key); known != kNone) return known;
  const auto node = static_cast<Node>(nodes_.size());
  nodes_.push_back({std::string(key), parent, {}, false, {}, {}});
  longest_key_ = std::max(longest_key_, key.size());
  Entry& above = nodes_[parent];
  if (above.children_end.size() <= key.size()) {
    above.children_end.resize(key.size() + 1, static_cast<std::uint32_t>(above.children.size()));
  }
  above.children.insert(above.children.begin() + above.children_end[key.size()], node);
  for (std::size_t size = key.size(); size < above.children_end.size(); ++size) ++above.children_end[size];
  return node;
}

JsonPathTree::Node JsonPathTree::child(Node node, std::string_view key) const {
  const Entry& above = nodes_[node];
  if (key.size() >= above.children_end.size()) return kNone;
  const std::uint32_t begin = key.empty() ? 0 : above.children_end[key.size() - 1];
  for (std::uint32_t i = begin; i < above.children_end[key.size()]; ++i) {
    if (nodes_[above.children[i]].key == key) return above.children[i];
  }
  return kNone;
}

}  // namespace pith
