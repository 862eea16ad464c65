using System.Diagnostics.Metrics;
using System.Text.Json;
using System.Text.RegularExpressions;
using PerfFunctions.App.Telemetry;
using PerfFunctions.Azurite;

namespace PerfFunctions.App.Tests.Telemetry;

/// <summary>What dashboards, alerts and playbooks name is there.</summary>
public sealed partial class OperationsTests
{
    private static readonly string Root = AzuriteConfig.Load().Root;
    private static readonly string[] Tags = ["perf.run", "perf.outcome", "perf.trigger", "perf.state", "perf.decision", "perf.transient"];
    private static readonly Instrument[] Instruments = FindInstruments();

    [Theory]
    [InlineData("infra/dashboards/grafana.json")]
    [InlineData("infra/dashboards/alerts.yml")]
    public void A_name_in_prometheus_is_one_that_the_service_exports(string file)
    {
        HashSet<string> known = [.. Instruments.SelectMany(InPrometheus), .. Tags.Select(t => t.Replace('.', '_'))];
        string[] named = [.. PrometheusName().Matches(Read(file)).Select(m => m.Value).Distinct()];
        Assert.True(named.Length >= 5, string.Join(", ", named));
        Assert.Empty(named.Except(known));
    }

    [Theory]
    [InlineData("infra/dashboards/workbook.json")]
    [InlineData("src/PerfFunctions.Web/docs/runbook.md")]
    [InlineData("src/PerfFunctions.Web/docs/scaling.md")]
    public void A_name_of_opentelemetry_is_one_of_ours(string file)
    {
        string[] known = [.. Instruments.Select(i => i.Name), .. Tags];
        Assert.Empty(OwnName().Matches(Read(file)).Select(m => m.Value).Distinct().Except(known));
    }

    [Fact]
    public void Every_metric_is_on_both_dashboards()
    {
        (string grafana, string workbook) = (Read("infra/dashboards/grafana.json"), Read("infra/dashboards/workbook.json"));
        Assert.All(Instruments, i => Assert.Contains(InPrometheus(i), name => grafana.Contains(name, StringComparison.Ordinal)));
        Assert.All(Instruments, i => Assert.Contains($"'{i.Name}'", workbook, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("infra/dashboards/grafana.json", "panels")]
    [InlineData("infra/dashboards/workbook.json", "items")]
    public void A_dashboard_is_json_with_something_to_show(string file, string list) =>
        Assert.True(JsonDocument.Parse(Read(file)).RootElement.GetProperty(list).GetArrayLength() > 5);

    [Fact]
    public void Every_alert_leads_to_a_part_of_the_runbook()
    {
        string[] parts = [.. Heading().Matches(Read("src/PerfFunctions.Web/docs/runbook.md")).Select(m => m.Groups[1].Value.ToLowerInvariant().Replace(' ', '-'))];
        string[] links = [.. RunbookLink().Matches(Read("infra/dashboards/alerts.yml")).Select(m => m.Groups[1].Value)];
        Assert.Equal(6, links.Length);
        Assert.Empty(links.Except(parts));
    }

    // As the exporter of the collector names them: the unit behind the name, and "total" behind a counter's.
    private static string[] InPrometheus(Instrument instrument)
    {
        string name = instrument.Name.Replace('.', '_') + (instrument.Unit == "s" ? "_seconds" : "");
        return instrument.GetType().Name.StartsWith("Counter", StringComparison.Ordinal) ? [$"{name}_total"]
            : instrument.GetType().Name.StartsWith("Histogram", StringComparison.Ordinal) ? [$"{name}_bucket", $"{name}_sum", $"{name}_count"]
            : [name];
    }

    private static Instrument[] FindInstruments()
    {
        List<Instrument> found = [];
        _ = new LastVerdict(TimeProvider.System);
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter == ServiceTelemetry.Meter)
            {
                found.Add(instrument);
            }
        };
        listener.Start();
        return [.. found.DistinctBy(i => i.Name)];
    }

    private static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    [GeneratedRegex(@"\bperf_[a-z_]+")]
    private static partial Regex PrometheusName();

    [GeneratedRegex(@"\bperf\.[a-z]+(\.[a-z]+)*")]
    private static partial Regex OwnName();

    [GeneratedRegex("^## (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("runbook.md#([a-z-]+)")]
    private static partial Regex RunbookLink();
}
