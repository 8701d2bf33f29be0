#include "input/tree.h"

#include <dirent.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <memory>

#include "input/descriptor.h"

namespace pith {
namespace {

using Folder = std::unique_ptr<DIR, int (*)(DIR*)>;

class Walk {
 public:
  Walk(const TreeOptions& options, std::vector<InputFile>& files, std::vector<std::string>& failures)
      : options_(options), files_(files), failures_(failures) {}

  void run(const std::string& root) {
    const std::string prefix = root.ends_with('/') ? root : root + '/';
    inside_ = static_cast<std::uint32_t>(prefix.size());
    open_.push_back(prefix);
    const std::size_t first = files_.size();
    while (!open_.empty()) {
      const std::string folder = std::move(open_.back());
      open_.pop_back();
      read(folder);
    }
    std::sort(files_.begin() + static_cast<std::ptrdiff_t>(first), files_.end(),
              [](const InputFile& a, const InputFile& b) { return a.path < b.path; });
  }

 private:
  void read(const std::string& prefix) {
    const Folder folder(::opendir(prefix.c_str()), ::closedir);
    if (!folder) return fail("cannot open folder", prefix.substr(0, prefix.size() - 1), errno);
    while (true) {
      errno = 0;
      const dirent* entry = ::readdir(folder.get());  // NOLINT(concurrency-mt-unsafe): one thread a folder is safe
      if (entry == nullptr) break;
      const std::string_view name = entry->d_name;
      if (name == "." || name == ".." || (name.starts_with('.') && !options_.hidden) || name.starts_with(kOwnPrefix))
        continue;
      take(prefix + std::string(name), entry->d_type);
    }
    if (errno != 0) fail("cannot read folder", prefix.substr(0, prefix.size() - 1), errno);
  }

  void take(std::string path, unsigned char type) {
    struct stat state = {};
    if (type == DT_UNKNOWN) {
      if (::lstat(path.c_str(), &state) != 0) return fail("cannot look at", path, errno);
      type = static_cast<unsigned char>(IFTODT(state.st_mode));
    }
    if (type == DT_DIR) {
      open_.push_back(std::move(path) + '/');
      return;
    }
    const bool is_link = type == DT_LNK;
    if (is_link && !options_.links) return;
    if (is_link && wanted(path)) {
      if (::stat(path.c_str(), &state) != 0) return fail("cannot follow link", path, errno);
      type = static_cast<unsigned char>(IFTODT(state.st_mode));
    }
    if (type == DT_REG && wanted(path)) files_.push_back({std::move(path), inside_, is_link});
  }

  bool wanted(std::string_view path) const {
    return path.ends_with(options_.only_suffix) &&
           (options_.skip_suffix.empty() || !path.ends_with(options_.skip_suffix));
  }

  void fail(std::string_view what, const std::string& path, int code) {
    failures_.push_back(fmt::format("{} '{}': {}", what, path, errno_text(code)));
  }

  const TreeOptions& options_;
  std::vector<InputFile>& files_;
  std::vector<std::string>& failures_;
  std::vector<std::string> open_;  // folders that were not read yet, each with a slash behind it
  std::uint32_t inside_ = 0;
};

}  // namespace

void list_tree(const std::string& folder, const TreeOptions& options, std::vector<InputFile>& files,
               std::vector<std::string>& failures) {
  Walk(options, files, failures).run(folder);
}

InputFile named_file(std::string path) {
  const std::size_t slash = path.rfind('/');
  const auto inside = static_cast<std::uint32_t>(slash == std::string::npos ? 0 : slash + 1);
  return {std::move(path), inside, true};
}

}  // namespace pith
