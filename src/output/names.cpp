#include "output/names.h"

#include <fmt/format.h>

namespace pith {

std::string_view name_of(NoticeKind kind) {
  switch (kind) {
    case NoticeKind::capped:
      return "capped";
    case NoticeKind::no_end:
      return "no-end";
    case NoticeKind::gave_up:
      return "gave-up";
    case NoticeKind::report_only:
      return "report-only";
    case NoticeKind::refused:
      return "refused";
    case NoticeKind::site_tie:
      return "site-tie";
    case NoticeKind::no_site_file:
      return "no-site-file";
    case NoticeKind::too_large:
      return "too-large";
  }
  return {};
}

std::string_view name_of(SiteSource source) {
  switch (source) {
    case SiteSource::none:
      return "none";
    case SiteSource::named:
      return "named";
    case SiteSource::address:
      return "address";
    case SiteSource::known_by:
      return "known-by";
  }
  return {};
}

std::string_view name_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::note:
      return "note";
  }
  return {};
}

bool concerns_a_rule(NoticeKind kind) {
  switch (kind) {
    case NoticeKind::capped:
    case NoticeKind::no_end:
    case NoticeKind::gave_up:
    case NoticeKind::report_only:
      return true;
    case NoticeKind::refused:
    case NoticeKind::site_tie:
    case NoticeKind::no_site_file:
    case NoticeKind::too_large:
      return false;
  }
  return false;
}

std::string describe(const Notice& notice, const Program& program) {
  std::string out(name_of(notice.kind));
  if (notice.line != 0) out += fmt::format(": line {}", notice.line);
  if (concerns_a_rule(notice.kind)) out += fmt::format(": {}", program.rule(notice.rule).name);
  if (!notice.detail.empty()) out += fmt::format(": {}", notice.detail);
  return out;
}

std::string describe_site(const Choice& choice) {
  switch (choice.source) {
    case SiteSource::none:
      return "unknown: only the packs apply";
    case SiteSource::named:
      return choice.site + ", as named";
    case SiteSource::address:
      return choice.site + ", by the document's address";
    case SiteSource::known_by:
      return choice.site + ", by the document's lines (known by)";
  }
  return {};
}

}  // namespace pith
