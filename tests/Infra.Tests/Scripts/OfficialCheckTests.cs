using System.Xml.Linq;

namespace PerfFunctions.Infra.Tests.Scripts;

/// <summary><c>infra/official/check</c>, as far as it goes where no package is to be had.</summary>
public sealed class OfficialCheckTests : IDisposable
{
    private readonly string _feed = Directory.CreateTempSubdirectory("perffunctions-feed-").FullName;

    /// <inheritdoc />
    public void Dispose() => Directory.Delete(_feed, recursive: true);

    [Fact]
    public async Task An_empty_feed_lacks_every_package_of_official_mode_in_the_version_that_is_pinned()
    {
        string[] pinned =
        [
            .. XDocument.Load(Repository.PathOf("Directory.Packages.props")).Descendants("ItemGroup")
                .Single(group => group.Attribute("Label")?.Value.StartsWith("Official mode", StringComparison.Ordinal) == true)
                .Elements().Select(package => $"{package.Attribute("Include")!.Value} {package.Attribute("Version")!.Value}"),
        ];

        ProgramEnd end = await CheckAsync("--feed", _feed, "--only");

        Assert.True(end.Code == 3, end.Errors);
        Assert.Equal(
            pinned.Order(StringComparer.Ordinal),
            end.Errors.Split('\n').Where(line => line.StartsWith("  ", StringComparison.Ordinal)).Select(line => line.Trim()).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("--feed", "/no/such/folder", "'/no/such/folder' is none")]
    [InlineData("--only", null, "--only goes with --feed DIR")]
    [InlineData("now", null, "usage: check")]
    public async Task A_wrong_call_says_what_is_wrong_with_it(string first, string? second, string message)
    {
        ProgramEnd end = await CheckAsync(second is null ? [first] : [first, second]);

        Assert.Equal(2, end.Code);
        Assert.Contains(message, end.Errors, StringComparison.Ordinal);
    }

    private static async Task<ProgramEnd> CheckAsync(params string[] arguments)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The script is bash.");
        return (await Programs.RunAsync(Repository.PathOf("infra", "official", "check"), Repository.Root, arguments))!;
    }
}
