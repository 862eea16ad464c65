using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.App.Tests.Documentation;

public sealed class MetricsPageTests
{
    [Fact]
    public void The_page_of_metrics_lists_every_metric()
    {
        string page = Pages.Read("src/PerfFunctions.Web/docs/metrics.md");
        string[] missing = [.. MetricCatalog.All.Select(metric => metric.Name).Where(name => !IsListed(page, name))];
        Assert.True(missing.Length == 0, $"docs/metrics.md lacks {string.Join(", ", missing)}.");
    }

    // By its name, alone or with a parameter, or by the part of it that follows a name before it.
    private static bool IsListed(string page, string name) =>
        page.Contains($"`{name}`", StringComparison.Ordinal) || page.Contains($"`{name}.", StringComparison.Ordinal) ||
        (name.Split('.') is [var of, var part] && page.Contains($"`{of}.", StringComparison.Ordinal) &&
            (page.Contains($"`.{part}`", StringComparison.Ordinal) || (page.Contains($"`{of}.TYPE`", StringComparison.Ordinal) && page.Contains($"`{part}`", StringComparison.Ordinal))));
}
