#include "input/descriptor.h"

#include <sys/uio.h>

#include <algorithm>
#include <array>
#include <system_error>

namespace pith {

int write_all(int fd, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(fd, text.data(), text.size());
    if (written < 0) {
      if (errno == EINTR) continue;
      return errno;
    }
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

int write_all(int fd, std::span<const std::string_view> pieces) {
  constexpr std::size_t kMost = 256;
  std::array<::iovec, kMost> vectors;
  std::size_t done = 0;  // of the first piece
  while (!pieces.empty()) {
    const std::size_t count = std::min(pieces.size(), kMost);
    for (std::size_t i = 0; i < count; ++i) {
      const std::string_view rest = pieces[i].substr(i == 0 ? done : 0);
      vectors[i] = {const_cast<char*>(rest.data()), rest.size()};
    }
    const ssize_t written = ::writev(fd, vectors.data(), static_cast<int>(count));
    if (written < 0) {
      if (errno == EINTR) continue;
      return errno;
    }
    done += static_cast<std::size_t>(written);
    while (!pieces.empty() && done >= pieces.front().size()) {
      done -= pieces.front().size();
      pieces = pieces.subspan(1);
    }
  }
  return 0;
}

std::string errno_text(int code) {
  return std::generic_category().message(code);
}

}  // namespace pith
