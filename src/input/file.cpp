#include "input/file.h"

#include <fcntl.h>
#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "input/descriptor.h"
#include "input/large_buffer.h"
#include "text/encoding.h"

namespace pith {
namespace {

constexpr std::size_t kBinaryProbe = 8192;
constexpr std::size_t kFirstRead = 1 << 16;

// Reads from the end of `text` on until the end of the file; `text` has room for what is expected. Returns 0 or an
// errno.
int read_to_end(int fd, std::string& text, std::size_t expected) {
  std::size_t used = 0;
  reserve_large(text, expected);
  text.resize(expected);
  while (true) {
    if (used == text.size()) {
      reserve_large(text, text.size() * 2);
      text.resize(text.size() * 2);
    }
    const ssize_t got =
        ::read(fd, text.data() + used, used == 0 ? std::min(kBinaryProbe, text.size()) : text.size() - used);
    if (got < 0) {
      const int code = errno;
      text.resize(used);
      return code;
    }
    if (got == 0) break;
    const bool probed = used >= kBinaryProbe;
    used += static_cast<std::size_t>(got);
    if (!probed && looks_binary(std::string_view(text).substr(0, used))) break;
  }
  text.resize(used);
  return 0;
}

tl::unexpected<Error> cannot_read(const std::string& path, int code) {
  return tl::unexpected(Error{fmt::format("cannot read '{}': {}", path, errno_text(code))});
}

}  // namespace

Result<struct stat> read_file(const std::string& path, std::string& text) {
  text.clear();
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat state = {};
  if (!file.is_open() || ::fstat(file.get(), &state) != 0) return cannot_read(path, errno);
  if (S_ISDIR(state.st_mode)) return cannot_read(path, EISDIR);
  std::size_t expected = kFirstRead;
  if (S_ISREG(state.st_mode)) {
    if (state.st_size >= std::numeric_limits<std::uint32_t>::max()) {
      return tl::unexpected(Error{fmt::format("cannot clean '{}': it is over 4 GiB; split it", path)});
    }
    // One byte more than there is, so that the end shows without growing. Files in /proc say they are empty.
    expected = state.st_size > 0 ? static_cast<std::size_t>(state.st_size) + 1 : kFirstRead;
  }
  if (const int code = read_to_end(file.get(), text, expected); code != 0) return cannot_read(path, code);
  return state;
}

bool looks_binary(std::string_view text) {
  using namespace std::string_view_literals;
  const std::string_view probe = text.substr(0, kBinaryProbe);
  if (probe.find('\0') == std::string_view::npos) return false;
  // FF FE 00 00 is UTF-32, which no text of today has.
  const bool has_mark =
      (probe.starts_with("\xFF\xFE"sv) && !probe.starts_with("\xFF\xFE\0\0"sv)) || probe.starts_with("\xFE\xFF"sv);
  return !has_mark && !looks_utf16(text);
}

}  // namespace pith
