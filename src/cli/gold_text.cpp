#include "cli/gold_text.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <cerrno>

#include "cli/inputs.h"
#include "input/file.h"

namespace pith {
namespace {

bool is_there(const std::string& path) {
  struct stat state = {};
  return ::stat(path.c_str(), &state) == 0 || (errno != ENOENT && errno != ENOTDIR);
}

}  // namespace

Result<void> check_gold_folder(const std::string& folder) {
  struct stat state = {};
  if (::stat(folder.c_str(), &state) == 0 && S_ISDIR(state.st_mode)) return {};
  return tl::unexpected(Error{fmt::format("'--gold {}' is not a folder", folder)});
}

Result<std::optional<std::string>> read_gold_text(const std::string& folder, const InputFile& input) {
  const std::string path = fmt::format("{}{}{}", folder, folder.ends_with('/') ? "" : "/", input.name());
  if (input.path == kStdinPath || !is_there(path)) return std::nullopt;
  std::string text;
  if (auto state = read_file(path, text); !state) return tl::unexpected(std::move(state).error());
  if (looks_binary(text)) return tl::unexpected(Error{fmt::format("skipped '{}': it {}", path, kWhyBinary)});
  return text;
}

}  // namespace pith
