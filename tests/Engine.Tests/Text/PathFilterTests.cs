using PerfFunctions.Engine.Plans.Reading;
using PerfFunctions.Engine.Text;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Engine.Tests.Text;

public class PathFilterTests
{
    [Theory]
    [InlineData("web/**", "web/a/b.ts", true)]
    [InlineData("web/**", "webshop/a.ts", false)]
    [InlineData("web/*", "web/a/b.ts", false)]
    [InlineData("*.json", "package.json", true)]
    [InlineData("*.json", "web/package.json", false)]
    [InlineData("**/*.json", "package.json", true)]
    [InlineData("**/*.json", "web/a/package.json", true)]
    [InlineData("web/**/test/?.ts", "web/test/a.ts", true)]
    [InlineData("web/a+(b).ts", "web/a+(b).ts", true)]
    [InlineData("web/**", "web/a\nb", true)]
    public void A_pattern_takes_the_paths_that_it_fits(string pattern, string path, bool takes) =>
        Assert.Equal(takes, new PathFilter([pattern]).Takes(path));

    [Theory]
    [InlineData("web/a.ts", true)]
    [InlineData("web/docs/a.md", false)]
    [InlineData("web/docs/api/a.md", true)]
    [InlineData("api/a.cs", false)]
    public void The_last_pattern_that_fits_decides(string path, bool takes) =>
        Assert.Equal(takes, new PathFilter(["web/**", "!web/docs/**", "web/docs/api/**"]).Takes(path));

    [Theory]
    [InlineData("paths: []", "paths")]
    [InlineData("paths: web/**", "paths")]
    [InlineData("paths: [ '!web/**' ]", "paths")]
    [InlineData("paths: [ a, '', /web, '!', '!!web' ]", "paths[1], paths[2], paths[3], paths[4]")]
    public void Patterns_that_would_mislead_are_refused_all_at_once(string paths, string where) =>
        Assert.Equal(where, string.Join(", ", PlanParser.Parse(PlanText.With(paths)).Problems.Select(p => p.Path)));
}
