using System.Reflection;
using System.Text.Json;
using PerfFunctions.Engine.Plans.Reading;

namespace PerfFunctions.Engine.Tests;

/// <summary>The engine is pure: it knows no cloud, no web server, no browser.</summary>
public class DependencyRuleTests
{
    private static readonly string[] Forbidden =
        ["Azure", "Microsoft.Azure", "Microsoft.DurableTask", "DurableTask", "Microsoft.AspNetCore", "Microsoft.Playwright", "Octokit", "PerfFunctions"];

    private static readonly string[] AllowedPackages =
        ["Acornima", "AngleSharp", "Bogus", "Google.Protobuf", "MathNet.Numerics", "NCrontab.Signed", "YamlDotNet"];

    private static readonly Assembly Engine = typeof(PlanParser).Assembly;

    [Fact]
    public void The_engine_references_nothing_impure()
    {
        string[] references = [.. Engine.GetReferencedAssemblies().Select(a => a.Name!)];

        Assert.Contains("YamlDotNet", references);
        Assert.DoesNotContain(references, IsForbidden);
        Assert.Empty(references.Where(r => !r.StartsWith("System.", StringComparison.Ordinal)).Except(AllowedPackages));
    }

    // A package that is referenced but not used yet leaves no trace in the assembly, only in the dependency file.
    [Fact]
    public void The_engine_depends_on_its_packages_and_no_others()
    {
        string file = Path.Combine(AppContext.BaseDirectory, "Engine.Tests.deps.json");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(file));
        JsonElement engine = document.RootElement.GetProperty("targets").EnumerateObject().First().Value.EnumerateObject()
            .Single(l => l.Name.StartsWith("PerfFunctions.Engine/", StringComparison.Ordinal)).Value;

        Assert.Equal(AllowedPackages, engine.GetProperty("dependencies").EnumerateObject().Select(d => d.Name).Order(StringComparer.Ordinal));
    }

    private static bool IsForbidden(string name) =>
        Forbidden.Any(f => name == f || name.StartsWith(f + ".", StringComparison.Ordinal));
}
