using System.Reflection;

namespace PerfFunctions.App.Documentation;

/// <summary>Reads the Markdown files and pictures that are embedded in the assembly.</summary>
internal static class DocumentationFiles
{
    /// <summary>The page that lists all others, in the order of the navigation.</summary>
    public const string Index = "README";

    private const string Prefix = "docs/";
    private const string ImagePrefix = "docs/images/";
    private const string Ending = ".md";

    private static readonly Assembly Assembly = typeof(DocumentationFiles).Assembly;

    /// <summary>Names of all pages, without their ending.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(Ending, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..^Ending.Length])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The Markdown of a page.</summary>
    public static string Read(string name)
    {
        using Stream stream = Assembly.GetManifestResourceStream($"{Prefix}{name}{Ending}") ??
            throw new InvalidOperationException($"The resource {Prefix}{name}{Ending} is missing.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    /// <summary>A picture; null where there is none of this name.</summary>
    public static Stream? OpenImage(string file) => Assembly.GetManifestResourceStream($"{ImagePrefix}{file}");
}
