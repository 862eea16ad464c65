using System.Text.Json;
using PerfFunctions.Engine.Histograms;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Text;
using PerfFunctions.Reports.Figures;
using PerfFunctions.Reports.Json;
using PerfFunctions.TestKit.Builders;

namespace PerfFunctions.Reports.Tests.Json;

public class JsonReportTests
{
    [Fact]
    public void A_program_reads_what_the_run_came_to()
    {
        RunReport report = RunReportBuilder.Shop().Build();
        using JsonDocument document = JsonDocument.Parse(JsonReport.Render(report));
        JsonElement root = document.RootElement;
        Assert.Equal(1, root.GetProperty("version").GetInt32());
        Assert.Equal("failed", root.GetProperty("verdict").GetProperty("outcome").GetString());
        Assert.Equal(5, root.GetProperty("verdict").GetProperty("rules").GetArrayLength());

        JsonElement browse = root.GetProperty("scenarios")[0];
        var response = LatencyHistogram.Decode(report.Summary!.Scenarios[0].Response);
        Assert.Equal(response.PercentileMs(99.9), browse.GetProperty("responseMs").GetProperty("p999").GetDouble());
        Assert.Equal(response.MeanMs, browse.GetProperty("responseMs").GetProperty("mean").GetDouble());
        Assert.Equal(49.75, browse.GetProperty("throughputPerSecond").GetDouble());
        Assert.Equal(120, browse.GetProperty("timeline").GetArrayLength());
        Assert.Equal(3350, root.GetProperty("pages")[0].GetProperty("loads")[3].GetProperty("values").GetProperty("lcp").GetDouble());
    }

    [Fact]
    public void Pictures_and_encoded_histograms_stay_out()
    {
        RunReport report = RunReportBuilder.Shop().With(r => r with { Screenshots = new Dictionary<string, byte[]> { ["home"] = new byte[300] } }).Build();
        string json = JsonReport.Render(report);
        Assert.DoesNotContain(Convert.ToBase64String(report.Summary!.Scenarios[0].Response)[..40], json, StringComparison.Ordinal);
        Assert.DoesNotContain("screenshots", json, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_program_reads_all_that_load_tells_of_itself()
    {
        using JsonDocument document = JsonDocument.Parse(JsonReport.Render(RunReportBuilder.Rich().Build()));
        JsonElement browse = document.RootElement.GetProperty("scenarios")[0];
        Assert.Equal(10, browse.GetProperty("warmupSeconds").GetDouble());
        Assert.Equal(7426, browse.GetProperty("delivery").GetProperty("started").GetInt32());
        Assert.Equal(7176, browse.GetProperty("counts").GetProperty("started").GetInt32());
        Assert.Equal(2, browse.GetProperty("leftOut").GetProperty("shardSeconds").GetInt32());
        Assert.Equal("wait", browse.GetProperty("phases")[4].GetProperty("phase").GetString());
        Assert.Equal(10, browse.GetProperty("exemplars").GetArrayLength());
        Assert.Equal(100, browse.GetProperty("windows")[3].GetProperty("rateAsked").GetDouble());
        Assert.Equal(75, browse.GetProperty("breakpoint").GetProperty("lastGoodRate").GetDouble());
        Assert.True(browse.GetProperty("timeline")[0].GetProperty("warmup").GetBoolean());
        Assert.Equal(120, document.RootElement.GetProperty("generator").GetProperty("timeline").GetArrayLength());
    }

    [Fact]
    public void A_summary_that_was_stored_reads_back_with_all_of_it()
    {
        RunSummary summary = RunReportBuilder.Rich().Build().Summary!;
        string json = JsonSerializer.Serialize(summary, PerfJson.Options);
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<RunSummary>(json, PerfJson.Options), PerfJson.Options));
    }

    [Fact]
    public void The_document_reads_back_as_its_own_record()
    {
        string json = JsonReport.Render(RunReportBuilder.Rich().Build());
        JsonReportDocument document = JsonSerializer.Deserialize<JsonReportDocument>(json, PerfJson.Options)!;
        Assert.Equal(json, JsonSerializer.Serialize(document, PerfJson.Options));
    }

    [Fact]
    public void Numbers_that_are_not_finite_are_left_out()
    {
        ScenarioSummary odd = new ScenarioBuilder("odd") { Seconds = 2 }.Build();
        odd = odd with { Timeline = [.. odd.Timeline.Select(p => p with { P50Ms = double.NaN })] };
        using JsonDocument document = JsonDocument.Parse(JsonReport.Render(RunReportBuilder.Empty().WithScenario(odd).WithPage(
            PageBuilder.Build("p") with { Loads = [PageBuilder.Load(1, double.NaN)] }).Build()));
        Assert.False(document.RootElement.GetProperty("scenarios")[0].GetProperty("timeline")[0].TryGetProperty("p50Ms", out _));
        Assert.False(document.RootElement.GetProperty("pages")[0].GetProperty("loads")[0].GetProperty("values").TryGetProperty("lcp", out _));
        Assert.NotEmpty(JsonReport.Render(Hostile.Report()));
    }

    [Fact]
    public void Latencies_that_may_not_be_judged_are_given_as_a_reason()
    {
        ScenarioSummary saturated = new ScenarioBuilder("browse") { Seconds = 2 }.Build() with { LatencyMissing = "saturated" };
        using JsonDocument document = JsonDocument.Parse(JsonReport.Render(RunReportBuilder.Empty().WithScenario(saturated).Build()));
        JsonElement browse = document.RootElement.GetProperty("scenarios")[0];
        Assert.Equal("saturated", browse.GetProperty("latencyMissing").GetString());
        Assert.False(browse.TryGetProperty("responseMs", out _));
        Assert.False(browse.GetProperty("timeline")[0].TryGetProperty("p95Ms", out _));
    }
}
