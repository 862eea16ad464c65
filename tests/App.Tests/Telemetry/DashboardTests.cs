using System.Diagnostics;
using System.Text.Json;
using PerfFunctions.Azurite;
using PerfFunctions.TestKit;

namespace PerfFunctions.App.Tests.Telemetry;

/// <summary>Grafana shows the dashboard as it is, and Prometheus understands what it asks and what the alerts ask.</summary>
public sealed class DashboardTests
{
    private const int Columns = 24;

    private static readonly string Folder = Path.Combine(RepositoryRoot.Find(), "infra", "dashboards");
    private static readonly JsonElement Dashboard = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "grafana.json"))).RootElement;
    private static readonly JsonElement[] Panels = [.. Dashboard.GetProperty("panels").EnumerateArray()];

    // The part of Grafana's schema of dashboards that a panel cannot be shown without.
    [Fact]
    public void Each_panel_has_a_place_a_source_that_can_be_chosen_a_unit_and_something_to_ask()
    {
        string[] sources = [.. Dashboard.GetProperty("templating").GetProperty("list").EnumerateArray()
            .Where(v => v.GetProperty("type").GetString() == "datasource").Select(v => $"{v.GetProperty("query").GetString()} ${{{v.GetProperty("name").GetString()}}}")];
        Assert.Equal(Panels.Length, Panels.Select(p => p.GetProperty("id").GetInt32()).Distinct().Count());
        Assert.All(Panels, panel =>
        {
            Assert.Contains(panel.GetProperty("type").GetString(), new[] { "timeseries", "stat" });
            Assert.NotEmpty(panel.GetProperty("title").GetString()!);
            Assert.NotEmpty(panel.GetProperty("fieldConfig").GetProperty("defaults").GetProperty("unit").GetString()!);
            JsonElement source = panel.GetProperty("datasource");
            Assert.Contains($"{source.GetProperty("type").GetString()} {source.GetProperty("uid").GetString()}", sources);
            string[] targets = [.. panel.GetProperty("targets").EnumerateArray().Select(t => t.GetProperty("refId").GetString()!)];
            Assert.NotEmpty(targets);
            Assert.Equal(targets.Distinct(), targets);
        });
        (int X, int Y)[] taken = [.. Panels.SelectMany(Cells)];
        Assert.Equal(taken.Length, taken.Distinct().Count());
        Assert.All(taken, cell => Assert.InRange(cell.X, 0, Columns - 1));
    }

    [Fact]
    public async Task Prometheus_understands_every_query_and_every_alert()
    {
        (string? prometheus, string missing) = await DebianProgram.FindAsync("prometheus", TestContext.Current.CancellationToken);
        Assert.SkipWhen(prometheus is null, missing);
        string promtool = Path.Combine(Path.GetDirectoryName(prometheus)!, "promtool");
        string[] queries = [.. Panels.SelectMany(p => p.GetProperty("targets").EnumerateArray()).Select(t => t.GetProperty("expr").GetString()!)];
        var rules = new { groups = new[] { new { name = "panels", rules = queries.Select((q, i) => new { record = $"panel:{i}", expr = q.Replace("$__rate_interval", "5m", StringComparison.Ordinal) }) } } };
        string file = Path.GetTempFileName();
        try
        {
            // JSON is YAML.
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(rules), TestContext.Current.CancellationToken);
            Assert.Contains($"SUCCESS: {queries.Length} rules found", await PromtoolAsync(promtool, "check", file), StringComparison.Ordinal);
            Assert.Contains("SUCCESS: 6 rules found", await PromtoolAsync(promtool, "check", Path.Combine(Folder, "alerts.yml")), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static IEnumerable<(int X, int Y)> Cells(JsonElement panel)
    {
        int[] place = [.. new[] { "x", "y", "w", "h" }.Select(name => panel.GetProperty("gridPos").GetProperty(name).GetInt32())];
        return from x in Enumerable.Range(place[0], place[2]) from y in Enumerable.Range(place[1], place[3]) select (x, y);
    }

    [Fact]
    public async Task Alerts_tell_what_they_are_for_and_nothing_else()
    {
        (string? prometheus, string missing) = await DebianProgram.FindAsync("prometheus", TestContext.Current.CancellationToken);
        Assert.SkipWhen(prometheus is null, missing);
        string told = await PromtoolAsync(
            Path.Combine(Path.GetDirectoryName(prometheus)!, "promtool"), "test", Path.Combine(RepositoryRoot.Find(), "tests", "App.Tests", "Telemetry", "alerts.test.yml"));
        Assert.Contains("SUCCESS", told, StringComparison.Ordinal);
        Assert.DoesNotContain("FAILED", told, StringComparison.Ordinal);
    }

    private static async Task<string> PromtoolAsync(string promtool, string act, string file)
    {
        using Process process = Process.Start(new ProcessStartInfo(promtool, [act, "rules", file]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> said = process.StandardOutput.ReadToEndAsync();
        string errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return await said + errors;
    }
}
