using System.IO.Compression;
using PerfFunctions.Browser.Recording.Steps;
using PerfFunctions.Browser.Recording.Trace;
using PerfFunctions.Browser.Recording.Vitals;

namespace PerfFunctions.Browser.Tests.Recording.Steps;

public sealed class StepMetricsTests
{
    private const double First = 1_000_000;
    private const double Second = 1_050_000;

    [Theory]
    [InlineData(26.5, 200, 200)]
    [InlineData(199.2, 200, 199.2)]
    [InlineData(199.2, 26.5, 199.2)]
    public void A_click_whose_slowest_event_is_not_in_the_trace_lasts_as_long_as_the_page_saw(double traced, double seen, double inp)
    {
        RecordedStep step = new("do", new(First, 1000), new(First, 2000), 0);

        Dictionary<string, double> values = Metrics(step, [new(1100, seen)]);
        using TraceLog trace = Trace(traced);
        StepMetrics.Add(values, step, trace, PageTimeline.Find(trace, step.End, First)!);

        Assert.Equal(inp, values["step.do.inp"]);
        Assert.Equal(100 + Math.Max(traced, seen), values["step.do.time"]);
    }

    [Fact]
    public void Only_interactions_within_the_step_are_its_own()
    {
        VitalsInteraction[] before = [new(900, 500)];
        VitalsInteraction[] after = [new(2100, 500)];
        RecordedStep step = new("do", new(First, 1000), new(First, 2000), 0);

        Assert.Equal(104, Metrics(step, [.. before, new(1100, 104), .. after])["step.do.inp"]);
        Assert.DoesNotContain("step.do.inp", Metrics(step, [.. before, .. after]).Keys);
    }

    [Fact]
    public void An_interaction_that_leads_to_another_document_is_of_the_one_that_answered_it()
    {
        RecordedStep step = new("go", new(First, 1000), new(Second, 300), 40);

        Dictionary<string, double> values = Metrics(step, [new(1100, 104)], new VitalsMessage(Second, "interactions", null) { Interactions = [new(200, 500)] });

        Assert.Equal((104, 204), (values["step.go.inp"], values["step.go.time"]));
    }

    private static Dictionary<string, double> Metrics(
        RecordedStep step, IReadOnlyList<VitalsInteraction> interactions, params IEnumerable<VitalsMessage> more)
    {
        Dictionary<string, double> values = [];
        // What is reported later holds what was reported before.
        StepMetrics.Add(values, step, [],
        [
            new(First, "interactions", null) { Interactions = [] },
            new(First, "interactions", null) { Interactions = interactions },
            .. more,
        ]);
        return values;
    }

    private static TraceLog Trace(double duration)
    {
        string json = string.Create(System.Globalization.CultureInfo.InvariantCulture, $$$"""
            { "traceEvents": [
              { "name": "TracingStartedInBrowser", "ph": "I", "ts": 1, "args": { "data": { "frames": [ { "frame": "A", "isOutermostMainFrame": true } ] } } },
              { "name": "navigationStart", "ph": "I", "pid": 1, "tid": 1, "ts": 10000,
                "args": { "frame": "A", "data": { "documentLoaderURL": "http://shop/", "navigationId": "N" } } },
              { "name": "EventTiming", "ph": "b", "pid": 1, "tid": 1, "ts": 1110000, "args": { "data": { "interactionId": 7, "duration": {{{duration}}} } } }
            ] }
            """);
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionMode.Compress))
        {
            gzip.Write(System.Text.Encoding.UTF8.GetBytes(json));
        }
        return TraceLog.Read(packed.ToArray());
    }
}
