using PerfFunctions.Azurite;

namespace PerfFunctions.Infra.Tests;

/// <summary>Files of this repository.</summary>
internal static class Repository
{
    /// <summary>Its root.</summary>
    public static string Root { get; } = AzuriteConfig.Load().Root;

    /// <summary>A file or folder by its path from the root.</summary>
    public static string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    /// <summary>The text of a file.</summary>
    public static string Read(params ReadOnlySpan<string> parts) => File.ReadAllText(PathOf(parts));
}
