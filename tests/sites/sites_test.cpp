#include <gtest/gtest.h>

#include "sites/host.h"
#include "sites/site_index.h"

namespace pith {
namespace {

std::string host_of(std::string_view url) {
  const auto address = parse_address(url);
  return address ? address->host : "";
}

TEST(Address, IsReadFromUrlsAndBareHosts) {
  EXPECT_EQ(host_of("https://www.Example.org:8080/a?b#c"), "example.org");
  EXPECT_EQ(host_of("example.org"), "example.org");
  EXPECT_EQ(host_of("//user@example.org/x"), "example.org");
  EXPECT_EQ(host_of("www.dk"), "www.dk");
  EXPECT_EQ(parse_address("http://example.org/a/b?c")->path, "/a/b");
  EXPECT_EQ(parse_address("example.org")->path, "/");
  EXPECT_FALSE(parse_address(""));
  EXPECT_FALSE(parse_address("not a host"));
}

TEST(RegistrableDomain, FollowsThePublicSuffixList) {
  EXPECT_EQ(registrable_domain("a.b.example.co.uk"), "example.co.uk");
  EXPECT_EQ(registrable_domain("example.org"), "example.org");
  EXPECT_EQ(registrable_domain("site.invalid"), "site.invalid");
  EXPECT_EQ(registrable_domain("192.168.0.1"), "192.168.0.1");
  EXPECT_EQ(registrable_domain("localhost"), "localhost");
}

std::vector<std::uint32_t> find(const SiteIndex& index, std::string_view url) {
  return index.find(*parse_address(url));
}

using Values = std::vector<std::uint32_t>;

TEST(SiteIndex, CoversSubdomainsButNotOtherHosts) {
  SiteIndex index;
  index.add("example.org", "", true, 0, 1);
  EXPECT_EQ(find(index, "example.org"), Values{1});
  EXPECT_EQ(find(index, "www.example.org"), Values{1});
  EXPECT_EQ(find(index, "a.b.example.org"), Values{1});
  EXPECT_TRUE(find(index, "badexample.org").empty());
  EXPECT_TRUE(find(index, "org").empty());
}

TEST(SiteIndex, TakesTheMostSpecificPattern) {
  SiteIndex index;
  index.add("example.org", "", true, 0, 1);
  index.add("news.example.org", "", true, 0, 2);
  index.add("example.org", "/blog/*", true, 0, 3);
  index.add("example.org", "", false, 0, 4);
  EXPECT_EQ(find(index, "x.news.example.org"), Values{2});
  EXPECT_EQ(find(index, "sub.example.org"), Values{1});
  EXPECT_EQ(find(index, "sub.example.org/blog/post"), Values{3});
  EXPECT_EQ(find(index, "example.org"), Values{4});
}

TEST(SiteIndex, AddsLevelsUp) {
  SiteIndex index;
  index.add("example.org", "", true, 2, 1);
  index.add("news.example.org", "", true, 3, 2);
  EXPECT_EQ(find(index, "news.example.org"), (Values{1, 2}));
}

TEST(SiteIndex, SaysWhoHoldsAPatternAlready) {
  SiteIndex index;
  EXPECT_EQ(index.add("example.org", "", true, 0, 1), 1U);
  EXPECT_EQ(index.add("example.org", "", true, 0, 2), 1U);
  EXPECT_EQ(index.add("example.org", "", true, 1, 3), 3U);
}

TEST(SiteIndex, StopsAtTheDomainThatPeopleRegister) {
  SiteIndex index;
  index.add("co.uk", "", true, 0, 1);
  EXPECT_TRUE(find(index, "example.co.uk").empty());
}

}  // namespace
}  // namespace pith
