// A table of plain text.
#pragma once

#include <string>
#include <vector>

namespace pith {

// Rows of cells; the first row is the head. The first column is flush left, the others flush right.
class Table {
 public:
  void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }
  void write(std::string& out) const;

 private:
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace pith
