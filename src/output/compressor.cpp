#include "output/compressor.h"

#include <isa-l/igzip_lib.h>
#include <zstd.h>

#include <algorithm>
#include <limits>
#include <new>
#include <vector>

namespace pith {

class Compressor::Method {
 public:
  Method() = default;
  Method(const Method&) = delete;
  Method& operator=(const Method&) = delete;
  virtual ~Method() = default;
  virtual void append(std::string_view plain, std::string& out) = 0;
};

namespace {

class Copy : public Compressor::Method {
 public:
  void append(std::string_view plain, std::string& out) override { out += plain; }
};

class Gzip : public Compressor::Method {
 public:
  void append(std::string_view plain, std::string& out) override {
    isal_deflate_init(stream_.get());
    stream_->level = ISAL_DEF_MAX_LEVEL;
    stream_->level_buf = room_.data();
    stream_->level_buf_size = static_cast<std::uint32_t>(room_.size());
    stream_->gzip_flag = IGZIP_GZIP;
    const std::size_t expected = plain.size() / 2 + kLeastRoom;
    std::size_t size = out.size();
    while (stream_->internal_state.state != ZSTATE_END) {
      // isa-l counts in 32 bits.
      const std::size_t piece = stream_->avail_in == 0 ? std::min(plain.size(), kLargestPiece) : 0;
      if (piece > 0) {
        stream_->next_in = reinterpret_cast<std::uint8_t*>(const_cast<char*>(plain.data()));
        stream_->avail_in = static_cast<std::uint32_t>(piece);
        plain.remove_prefix(piece);
      }
      stream_->end_of_stream = plain.empty() ? 1 : 0;
      out.resize(size + std::min(expected, kLargestPiece));
      stream_->next_out = reinterpret_cast<std::uint8_t*>(out.data() + size);
      stream_->avail_out = static_cast<std::uint32_t>(out.size() - size);
      isal_deflate(stream_.get());
      size = out.size() - stream_->avail_out;
    }
    out.resize(size);
  }

 private:
  static constexpr std::size_t kLeastRoom = std::size_t{16} << 10;
  static constexpr std::size_t kLargestPiece = std::size_t{1} << 30;

  std::unique_ptr<isal_zstream> stream_ = std::make_unique<isal_zstream>();
  std::vector<std::uint8_t> room_ = std::vector<std::uint8_t>(ISAL_DEF_LVL3_DEFAULT);
};

class Zstd : public Compressor::Method {
 public:
  Zstd() : context_(ZSTD_createCCtx()) {
    if (!context_) throw std::bad_alloc();
    ZSTD_CCtx_setParameter(context_.get(), ZSTD_c_checksumFlag, 1);
  }

  void append(std::string_view plain, std::string& out) override {
    const std::size_t size = out.size();
    out.resize(size + ZSTD_compressBound(plain.size()));
    const std::size_t made =
        ZSTD_compress2(context_.get(), out.data() + size, out.size() - size, plain.data(), plain.size());
    // With room for the worst case only memory can be missing.
    if (ZSTD_isError(made) != 0) throw std::bad_alloc();
    out.resize(size + made);
  }

 private:
  struct Free {
    void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
  };
  std::unique_ptr<ZSTD_CCtx, Free> context_;
};

std::unique_ptr<Compressor::Method> create(Compression kind) {
  switch (kind) {
    case Compression::none:
      return std::make_unique<Copy>();
    case Compression::gzip:
      return std::make_unique<Gzip>();
    case Compression::zstd:
      break;
  }
  return std::make_unique<Zstd>();
}

}  // namespace

Compressor::Compressor(Compression kind) : method_(create(kind)) {}
Compressor::Compressor(Compressor&&) noexcept = default;
Compressor& Compressor::operator=(Compressor&&) noexcept = default;
Compressor::~Compressor() = default;

void Compressor::append(std::string_view plain, std::string& out) {
  method_->append(plain, out);
}

}  // namespace pith
