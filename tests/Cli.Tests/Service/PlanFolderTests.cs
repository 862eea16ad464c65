using PerfFunctions.Cli.Service;
using PerfFunctions.Engine.Plans.Files;

namespace PerfFunctions.Cli.Tests.Service;

public sealed class PlanFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("perf-files-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Files_are_read_from_the_folder_of_the_plan()
    {
        byte[] bytes = [0, 255, 13, 10];
        Directory.CreateDirectory(Path.Combine(_folder, "data"));
        await File.WriteAllBytesAsync(Path.Combine(_folder, "data", "a+b.bin"), bytes, TestContext.Current.CancellationToken);

        PlanFiles files = await ReadAsync("data/a+b.bin", "none.csv", "data");

        PlanFile only = Assert.Single(files.All);
        Assert.Equal("data/a+b.bin", only.Path);
        Assert.Equal(bytes, only.Content!);
    }

    [Fact]
    public async Task A_link_is_not_followed_whether_it_is_the_file_or_a_folder_on_the_way()
    {
        string secret = Path.Combine(_folder, "secret.csv");
        await File.WriteAllTextAsync(secret, "name\nanna\n", TestContext.Current.CancellationToken);
        string plans = Directory.CreateDirectory(Path.Combine(_folder, "plans")).FullName;
        File.CreateSymbolicLink(Path.Combine(plans, "link.csv"), secret);
        Directory.CreateSymbolicLink(Path.Combine(plans, "up"), _folder);

        PlanFiles files = await PlanFolder.Of(Path.Combine(plans, "perf.yml"))
            .ReadAsync([new FileReference("link.csv", false), new FileReference("up/secret.csv", false)], TestContext.Current.CancellationToken);

        Assert.All(files.All, f => Assert.Contains("symbolic link", f.Problem, StringComparison.Ordinal));
        Assert.All(files.All, f => Assert.Null(f.Content));
        Assert.Equal(2, files.All.Count);
    }

    [Fact]
    public async Task A_large_file_is_not_read()
    {
        await using (FileStream large = File.Create(Path.Combine(_folder, "large.csv")))
        {
            large.SetLength(PlanFileLimits.FileBytes + 1);
        }

        Assert.Contains("too large", Assert.Single((await ReadAsync("large.csv")).All).Problem, StringComparison.Ordinal);
    }

    private Task<PlanFiles> ReadAsync(params string[] paths) => PlanFolder.Of(Path.Combine(_folder, "perf.yml"))
        .ReadAsync([.. paths.Select(p => new FileReference(p, IsText: false))], TestContext.Current.CancellationToken);
}
