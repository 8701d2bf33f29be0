#include "html/skipped.h"

namespace pith {
namespace {

bool is_foreign_root(Tag tag) {
  return tag == Tag::svg || tag == Tag::math;
}

bool is_cell(Tag tag) {
  return tag == Tag::td || tag == Tag::th;
}

bool is_row_group(Tag tag) {
  return tag == Tag::tbody || tag == Tag::thead || tag == Tag::tfoot;
}

// True when a start tag ends an element that has nothing open in it (13.1.2.4, optional tags).
bool ends_by_start(Tag element, Tag start) {
  if (element == Tag::p) return is_block(start);
  if (element == Tag::li) return start == Tag::li;
  if (element == Tag::dd || element == Tag::dt) return start == Tag::dd || start == Tag::dt;
  if (is_cell(element)) return is_cell(start) || start == Tag::tr || is_row_group(start);
  if (element == Tag::tr) return start == Tag::tr || is_row_group(start);
  if (is_row_group(element)) return is_row_group(start);
  return false;
}

}  // namespace

void SkippedElement::open(const Token& start) {
  root_ = start.tag;
  is_other_ = start.tag == Tag::other;
  is_root_foreign_ = is_foreign_root(start.tag);
  depth_ = 0;
  deeper_ = 0;
}

void SkippedElement::close() {
  root_ = Tag::other;
  is_other_ = false;
}

bool SkippedElement::ends_before(Tag tag) const {
  if (root_ == Tag::select) return tag == Tag::select || tag == Tag::input || tag == Tag::textarea;
  if (is_foreign_root(root_)) return leaves_foreign_content(tag) && is_foreign();
  return depth_ == 0 && ends_by_start(root_, tag);
}

bool SkippedElement::takes_start(const Token& tag) {
  if (ends_before(tag.tag)) {
    close();
    return false;
  }
  const bool is_foreign_tag = is_foreign() || is_foreign_root(tag.tag);
  if (is_void(tag.tag) || (tag.self_closing && is_foreign_tag)) return true;
  if (depth_ == kMaxDepth) {
    ++deeper_;
  } else {
    inner_[depth_++] = {tag.tag, is_foreign_tag && !is_integration_point(tag.tag)};
  }
  return true;
}

bool SkippedElement::takes_end(const Token& tag) {
  if (deeper_ > 0) {
    --deeper_;
    return true;
  }
  for (std::size_t i = depth_; i > 0; --i) {
    if (inner_[i - 1].tag != tag.tag) continue;
    depth_ = i - 1;
    return true;
  }
  if (tag.tag == root_) {
    close();
    return false;
  }
  // What is open neither here nor inside is open outside, or nowhere. Only blocks end what is open in them, and a
  // paragraph is never around a block.
  const bool ends =
      root_ != Tag::template_ && is_block(tag.tag) && !is_void(tag.tag) && !(tag.tag == Tag::p && is_block(root_));
  if (!ends) return true;
  close();
  return false;
}

}  // namespace pith
