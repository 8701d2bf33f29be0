#include "peers.h"

#include <re2/re2.h>
#include <re2/set.h>
#include <unicode/regex.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <locale>
#include <regex>
#include <utility>

namespace pith::bench {
namespace {

// Calls see(line, line with its end) for each line.
template <class See>
void each_line(std::string_view text, See see) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::size_t next = std::min(end + 1, text.size());
    see(text.substr(0, end), text.substr(0, next));
    text.remove_prefix(next);
  }
}

// Neither form of RE2 is asked about blank lines.
class Re2Peer : public Peer {
 public:
  void load(std::span<const Sample> samples) final { samples_ = samples; }

  void clean(std::size_t sample, std::string& kept) const final {
    each_line(samples_[sample].text, [&](std::string_view line, std::string_view whole) {
      if (line.empty() || !matches({line.data(), line.size()})) kept.append(whole);
    });
  }

 protected:
  static RE2::Options options() {
    // The default of 8 MB makes large sets forget their states again and again.
    constexpr std::int64_t kMemory = std::int64_t{1} << 30;
    RE2::Options options;
    options.set_case_sensitive(false);
    options.set_log_errors(false);
    options.set_max_mem(kMemory);
    return options;
  }

 private:
  virtual bool matches(re2::StringPiece line) const = 0;

  std::span<const Sample> samples_;
};

class Re2Set : public Re2Peer {
 public:
  bool add(const std::vector<std::string>& patterns) {
    for (const std::string& pattern : patterns) {
      if (set_.Add(pattern, nullptr) < 0) return false;
    }
    return set_.Compile();
  }

 private:
  bool matches(re2::StringPiece line) const override { return set_.Match(line, nullptr); }

  RE2::Set set_{options(), RE2::UNANCHORED};
};

class Re2Each : public Re2Peer {
 public:
  bool add(const std::vector<std::string>& patterns) {
    for (const std::string& pattern : patterns) {
      regexes_.push_back(std::make_unique<RE2>(pattern, options()));
      if (!regexes_.back()->ok()) return false;
    }
    return true;
  }

 private:
  bool matches(re2::StringPiece line) const override {
    return std::ranges::any_of(regexes_, [&](const auto& regex) { return RE2::PartialMatch(line, *regex); });
  }

  std::vector<std::unique_ptr<RE2>> regexes_;
};

// Lines ready in the library's own kind of string.
template <class String>
struct ReadyLine {
  String line;
  std::string_view whole;
};

class IcuEach : public Peer {
 public:
  bool add(const std::vector<std::string>& patterns) {
    for (const std::string& pattern : patterns) {
      UErrorCode status = U_ZERO_ERROR;
      regexes_.push_back(
          std::make_unique<icu::RegexMatcher>(icu::UnicodeString::fromUTF8(pattern), UREGEX_CASE_INSENSITIVE, status));
      if (U_FAILURE(status)) return false;
    }
    return true;
  }

  void load(std::span<const Sample> samples) override {
    lines_.assign(samples.size(), {});
    for (std::size_t i = 0; i < samples.size(); ++i) {
      each_line(samples[i].text, [&](std::string_view line, std::string_view whole) {
        lines_[i].push_back(
            {icu::UnicodeString::fromUTF8({line.data(), static_cast<std::int32_t>(line.size())}), whole});
      });
    }
  }

  void clean(std::size_t sample, std::string& kept) const override {
    for (const auto& [line, whole] : lines_[sample]) {
      const bool found = std::ranges::any_of(regexes_, [&, text = &line](const auto& regex) {
        UErrorCode status = U_ZERO_ERROR;
        regex->reset(*text);
        return regex->find(status);
      });
      if (line.isEmpty() || !found) kept.append(whole);
    }
  }

 private:
  std::vector<std::unique_ptr<icu::RegexMatcher>> regexes_;
  std::vector<std::vector<ReadyLine<icu::UnicodeString>>> lines_;
};

class StdEach : public Peer {
 public:
  bool add(const std::vector<std::string>& patterns) {
    const std::locale utf8("C.UTF-8");
    for (const std::string& pattern : patterns) {
      std::wregex& regex = regexes_.emplace_back();
      regex.imbue(utf8);
      regex.assign(wide(pattern), std::regex::ECMAScript | std::regex::icase | std::regex::optimize);
    }
    return true;
  }

  void load(std::span<const Sample> samples) override {
    lines_.assign(samples.size(), {});
    for (std::size_t i = 0; i < samples.size(); ++i) {
      each_line(samples[i].text, [&](std::string_view line, std::string_view whole) {
        lines_[i].push_back({wide(line), whole});
      });
    }
  }

  void clean(std::size_t sample, std::string& kept) const override {
    for (const auto& [line, whole] : lines_[sample]) {
      const bool found = std::ranges::any_of(
          regexes_, [&, text = &line](const std::wregex& regex) { return std::regex_search(*text, regex); });
      if (line.empty() || !found) kept.append(whole);
    }
  }

 private:
  static std::wstring wide(std::string_view text) {
    const auto source = icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
    std::wstring out;
    for (std::int32_t i = 0; i < source.length(); i = source.moveIndex32(i, 1)) {
      out += static_cast<wchar_t>(source.char32At(i));
    }
    return out;
  }

  std::vector<std::wregex> regexes_;
  std::vector<std::vector<ReadyLine<std::wstring>>> lines_;
};

template <class Made>
std::unique_ptr<Peer> make(const std::vector<std::string>& patterns) {
  auto peer = std::make_unique<Made>();
  if (!peer->add(patterns)) return nullptr;
  return peer;
}

}  // namespace

const std::vector<PeerMaker>& peers() {
  static const std::vector<PeerMaker> all = {
      {"re2_set", "RE2::Set, a line at a time", std::size_t{1} << 60, make<Re2Set>},
      {"re2_each", "one RE2 a rule", 2'500'000'000, make<Re2Each>},
      {"icu_each", "one ICU regex a rule", 1'500'000'000, make<IcuEach>},
      {"std_each", "one std::regex a rule", 100'000'000, make<StdEach>},
  };
  return all;
}

}  // namespace pith::bench
