// An element whose contents are not shown: where it ends, told without a tree.
#pragma once

#include <array>
#include <cstddef>

#include "html/tokenizer.h"

namespace pith {

// Follows the tags inside one element. The elements open in it are known to a depth of kMaxDepth and counted below.
// Where the source leaves its end in doubt, it ends early: text that should be hidden harms less than an article that
// is lost.
class SkippedElement {
 public:
  bool is_open() const { return root_ != Tag::other || is_other_; }

  // Opens one; `start` is its start tag, of no void element.
  void open(const Token& start);

  // A tag inside. False when the element ends before it, so that it counts as any other tag; of its own end tag, too.
  bool takes_start(const Token& tag);
  bool takes_end(const Token& tag);

  // True where tags are those of SVG or MathML, so that no start tag changes how text is read (WHATWG HTML, 13.2.6.5).
  bool is_foreign() const { return depth_ == 0 ? is_root_foreign_ : inner_[depth_ - 1].holds_foreign; }

 private:
  static constexpr std::size_t kMaxDepth = 512;

  struct Open {
    Tag tag;
    bool holds_foreign;  // its contents are SVG or MathML
  };

  void close();
  bool ends_before(Tag tag) const;

  Tag root_ = Tag::other;
  bool is_other_ = false;  // open, and of a name that is not listed
  bool is_root_foreign_ = false;
  std::array<Open, kMaxDepth> inner_;
  std::size_t depth_ = 0;
  std::size_t deeper_ = 0;  // elements beyond kMaxDepth
};

}  // namespace pith
