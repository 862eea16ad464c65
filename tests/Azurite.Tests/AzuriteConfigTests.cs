
namespace PerfFunctions.Azurite.Tests;

public sealed class AzuriteConfigTests
{
    [Fact]
    public void The_file_of_the_repository_is_found_and_read()
    {
        AzuriteConfig config = AzuriteConfig.Load();
        Assert.True(File.Exists(Path.Combine(config.Root, "PerfFunctions.sln")));
        Assert.Equal("127.0.0.1", config.Host);
        Assert.Equal(3, new HashSet<int> { config.BlobPort, config.QueuePort, config.TablePort }.Count);
    }

    [Fact]
    public void Comments_and_blanks_are_skipped_and_the_rest_is_taken()
    {
        var config = AzuriteConfig.Parse("/root", ["# ports", "", " blobPort = 5 # blobs", "silent=true", "location = data"]);
        Assert.Equal(5, config.BlobPort);
        Assert.True(config.Silent);
        Assert.False(config.DisableTelemetry);
        Assert.Equal(Path.GetFullPath("/root/data"), config.Location);
    }

    [Theory]
    [InlineData("blobPort", "'blobPort' is not 'name = value'")]
    [InlineData("blobPort = 70000", "blobPort is '70000'")]
    [InlineData("silent = yes", "silent is 'yes'")]
    [InlineData("blobport2 = 5", "'blobport2' is not a known setting")]
    public void A_line_that_is_wrong_is_named(string line, string expected)
    {
        var refused = Assert.Throws<FormatException>(() => AzuriteConfig.Parse("/root", [line]));
        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Outside_of_the_repository_the_error_says_where_it_looked()
    {
        var refused = Assert.Throws<DirectoryNotFoundException>(() => RepositoryRoot.Find(Path.GetTempPath()));
        Assert.Contains(Path.GetTempPath(), refused.Message, StringComparison.Ordinal);
    }
}
