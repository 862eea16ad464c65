namespace PerfFunctions.Infra.Tests.Architecture;

/// <summary>A folder has enough in it to be one, and not more than can be taken in at a glance.</summary>
public sealed class FolderSizeTests
{
    private const int Fewest = 3;
    private const int Most = 25;

    [Fact]
    public void No_folder_has_fewer_than_3_or_more_than_25_files() => Assert.Empty(
        from project in Directory.GetDirectories(Repository.PathOf("src"))
        from folder in Directory.GetDirectories(project, "*", SearchOption.AllDirectories)
        where !IsBuilt(project, folder)
        let files = Directory.GetFiles(folder, "*.cs").Length
        where files is > 0 and (< Fewest or > Most)
        select $"{Path.GetRelativePath(Repository.Root, folder)}: {files}");

    private static bool IsBuilt(string project, string folder) =>
        Path.GetRelativePath(project, folder).Split(Path.DirectorySeparatorChar)[0] is "bin" or "obj" or "node_modules";
}
