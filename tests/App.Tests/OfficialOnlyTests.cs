using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using PerfFunctions.Azurite;

namespace PerfFunctions.App.Tests;

/// <summary>Nothing in the app may know which host runs it.</summary>
public sealed class OfficialOnlyTests
{
    [Fact]
    public void No_source_file_is_compiled_in_part()
    {
        string folder = Path.Combine(AzuriteConfig.Load().Root, "src", "PerfFunctions.App");
        string[] files = [.. Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))];
        Assert.True(files.Length > 40, $"only {files.Length} files were found");
        Assert.DoesNotContain(files, file => File.ReadLines(file).Any(line => line.TrimStart().StartsWith("#if", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_app_uses_no_type_that_only_the_local_host_has()
    {
        using var file = new PEReader(File.OpenRead(typeof(ServiceSetup).Assembly.Location));
        MetadataReader metadata = file.GetMetadataReader();
        string[] namespaces = [.. metadata.TypeReferences.Select(h => metadata.GetString(metadata.GetTypeReference(h).Namespace)).Distinct()];
        Assert.Contains("Microsoft.DurableTask", namespaces);
        Assert.DoesNotContain(namespaces, n => n.StartsWith("PerfFunctions.Host", StringComparison.Ordinal));
    }
}
