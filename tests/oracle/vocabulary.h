// The words of random rules and random documents. Both are made of the same, so that rules hit often.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "oracle/dice.h"

namespace pith::oracle {

// Dice that roll words too: those of one world, a few kinds of all there are.
class WordDice : public Dice {
 public:
  explicit WordDice(std::uint64_t seed);

  // A short text of some script; most have several spellings here that mostly share a match form.
  std::string phrase();

  // A phrase that a rule file can hold: valid UTF-8, with some letter, digit or bracket in it unless `signs_will_do`.
  // Not yet quoted.
  std::string rule_phrase(bool signs_will_do);

  // A piece of a shortcode, whole or broken.
  std::string tag();

  // A document of up to `most_lines` lines, now and then some more, with all sorts of line ends; `valid` says that it
  // must be UTF-8.
  std::string text(std::size_t most_lines, bool valid);

  // A title that a page with this text could have: often one of its lines, with more behind it or not. May be empty.
  std::string title(std::string_view text);

 private:
  std::string rewritten(std::string phrase);
  std::string prose();
  std::string words();
  std::string line(bool valid);
  std::string next_line(std::vector<std::string>& lines, bool valid);
  void disturb(std::string& line, std::string_view bytes);

  std::vector<std::size_t> kinds_;  // of phrases in this world
  std::vector<std::string> said_;   // by rules, so that lines may repeat it to the letter
  std::size_t kind_of_line_ = 0;    // of the last one, so that several of one kind may follow each other
};

}  // namespace pith::oracle
