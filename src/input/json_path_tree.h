// The paths of JsonKeys as a tree, so that a record's keys are looked up while it is read.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "input/json_keys.h"

namespace pith {

class JsonPathTree {
 public:
  using Node = std::uint32_t;
  static constexpr Node kRoot = 0;  // the record itself
  static constexpr Node kNone = ~Node{0};

  // A field may be at a node; of a field's places the one with the least rank goes first.
  struct Place {
    JsonField field;
    std::uint32_t rank;
  };

  explicit JsonPathTree(const JsonKeys& keys);

  std::size_t size() const { return nodes_.size(); }
  // Parents are less than their children. The root has none and must not be asked.
  Node parent(Node node) const { return nodes_[node].parent; }
  bool has_children(Node node) const { return !nodes_[node].children.empty(); }
  // kNone when `key` leads nowhere.
  Node child(Node node, std::string_view key) const;
  std::span<const Place> places(Node node) const { return nodes_[node].places; }
  // A text or page may be there.
  bool holds_content(Node node) const { return nodes_[node].holds_content; }
  std::size_t longest_key() const { return longest_key_; }

  // Where the first path of texts leads.
  std::span<const Node> first_text() const { return first_text_; }
  // The member kJsonErrorKey of the record.
  Node error() const { return error_; }

 private:
  struct Entry {
    std::string key;
    Node parent = kNone;
    std::vector<Place> places;
    bool holds_content = false;
    std::vector<Node> children;               // by the sizes of their keys
    std::vector<std::uint32_t> children_end;  // by size: behind the last child whose key is of that size or less
  };

  Node add(Node parent, std::string_view key);
  std::vector<Node> add_path(const std::string& path);

  std::vector<Entry> nodes_;
  std::vector<Node> first_text_;
  std::size_t longest_key_ = 0;
  Node error_ = kNone;
};

}  // namespace pith
