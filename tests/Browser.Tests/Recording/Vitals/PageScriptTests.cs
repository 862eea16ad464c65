using System.Text.RegularExpressions;
using PerfFunctions.Browser.Recording.Vitals;
using PerfFunctions.Engine.Metrics;

namespace PerfFunctions.Browser.Tests.Recording.Vitals;

public partial class PageScriptTests
{
    private static readonly string Script = Read();

    [Fact]
    public void The_script_in_the_page_reports_vitals_under_the_names_that_metrics_have() => Assert.Equal(
        [PageMetric.Cls, PageMetric.Fcp, PageMetric.Inp, PageMetric.Lcp, PageMetric.Ttfb],
        Vital().Matches(Script).Select(vital => vital.Groups[1].Value.ToLowerInvariant()).Order(StringComparer.Ordinal));

    [Fact]
    public void What_else_it_reports_is_the_load_the_interactions_and_the_end() => Assert.Equal(
        [VitalsMessage.Hidden, "interactions", PageMetric.Load],
        Named().Matches(Script).Select(message => message.Groups[1].Value).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_name_is_that_of_a_metric() => Assert.All(
        [PageMetric.Cls, PageMetric.Fcp, PageMetric.Inp, PageMetric.Lcp, PageMetric.Ttfb, PageMetric.Load],
        name => Assert.NotNull(MetricCatalog.Find(MetricKind.Page, name)));

    private static string Read()
    {
        using Stream script = typeof(VitalsMessage).Assembly.GetManifestResourceStream("measure.js")!;
        using StreamReader reader = new(script);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"webVitals\.on([A-Z]+)\(")]
    private static partial Regex Vital();

    [GeneratedRegex(@"send\(\{ name: '([a-z]+)'")]
    private static partial Regex Named();
}
