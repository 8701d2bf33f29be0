// Output that is put together from many small and some large pieces.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pith {

class Pieces {
 public:
  // Adds what lives until clear(): what is large is only referred to.
  void add(std::string_view stable) {
    if (stable.size() < kWorthReferring) {
      copied_ += stable;
    } else {
      end_copied();
      places_.push_back({stable.data(), stable.size()});
    }
  }
  // Adds a copy.
  void copy(std::string_view text) { copied_ += text; }
  // What was copied, to be added to.
  std::string& end() { return copied_; }

  // How much there is, to come back to.
  struct Mark {
    std::size_t copied = 0;
    std::size_t ended = 0;
    std::size_t places = 0;
  };
  Mark mark() const { return {copied_.size(), ended_, places_.size()}; }
  // Takes off what was added since.
  void cut(const Mark& mark) {
    copied_.resize(mark.copied);
    places_.resize(mark.places);
    ended_ = mark.ended;
  }

  bool ends_with(char c) const {
    if (copied_.size() > ended_ || places_.empty()) return copied_.ends_with(c);
    const Place& last = places_.back();
    return last.data == nullptr ? copied_.ends_with(c) : last.data[last.size - 1] == c;
  }
  bool empty() const { return copied_.empty() && places_.empty(); }
  void clear() {
    copied_.clear();
    places_.clear();
    views_.clear();
    ended_ = 0;
  }

  // All of it; the views live until clear(), and nothing may be added.
  std::span<const std::string_view> views() {
    end_copied();
    views_.clear();
    std::size_t at = 0;
    for (const Place& place : places_) {
      views_.emplace_back(place.data == nullptr ? copied_.data() + at : place.data, place.size);
      if (place.data == nullptr) at += place.size;
    }
    return views_;
  }

 private:
  static constexpr std::size_t kWorthReferring = std::size_t{1} << 16;

  struct Place {
    const char* data;  // null: the next bytes that were copied
    std::size_t size;
  };

  void end_copied() {
    if (copied_.size() > ended_) places_.push_back({nullptr, copied_.size() - ended_});
    ended_ = copied_.size();
  }

  std::string copied_;
  std::size_t ended_ = 0;  // of it: in places_
  std::vector<Place> places_;
  std::vector<std::string_view> views_;
};

}  // namespace pith
