using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Syntax;
using PerfFunctions.Azurite;

namespace PerfFunctions.App.Tests.Documentation;

/// <summary>The Markdown files that people read: README, documentation and decisions.</summary>
internal static class Pages
{
    /// <summary>The page that is generated from the plan's schema.</summary>
    public const string Reference = "src/PerfFunctions.Web/docs/plan-reference.md";

    private static readonly MarkdownPipeline Pipeline =
        new MarkdownPipelineBuilder().UsePipeTables().UseAutoIdentifiers(AutoIdentifierOptions.GitHub).Build();

    public static string Root { get; } = RepositoryRoot.Find();

    /// <summary>Their paths from the root.</summary>
    public static TheoryData<string> All =>
    [
        "README.md",
        .. new[] { "src/PerfFunctions.Web/docs", "infra/decisions" }
            .SelectMany(folder => Directory.GetFiles(Path.Combine(Root, folder), "*.md"))
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/')),
    ];

    public static string Read(string page) => File.ReadAllText(Path.Combine(Root, page)).ReplaceLineEndings("\n");

    public static MarkdownDocument Parse(string page) => Markdown.Parse(Read(page), Pipeline);
}
