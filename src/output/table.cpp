#include "output/table.h"

#include <algorithm>

#include "output/terminal.h"

namespace pith {

void Table::write(std::string& out) const {
  constexpr std::size_t kGap = 2;
  std::vector<std::size_t> widths;
  for (const auto& row : rows_) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max<std::size_t>(widths[i], column_width(row[i]));
  }
  for (const auto& row : rows_) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string pad(widths[i] - column_width(row[i]), ' ');
      out += i == 0 ? row[i] + pad : std::string(kGap, ' ') + pad + row[i];
    }
    // Nothing to see at the end of a line is nothing.
    out.resize(out.find_last_not_of(' ') + 1);
    out += '\n';
  }
}

}  // namespace pith
