using PerfFunctions.Engine.Metrics;
using PerfFunctions.Reports.Html.Elements;
using PerfFunctions.Reports.Text;

namespace PerfFunctions.Reports.Html.Sections.Load;

/// <summary>Examples of failed requests, as the target answered them.</summary>
internal static class FailureList
{
    private const int MaxExamples = 12;

    /// <summary>The examples; nothing for none.</summary>
    public static Markup Render(IReadOnlyList<FailureSample> failures) => failures.Count == 0 ? Markup.Empty : Markup.Of(
        $"""
        <div class="more"><h4>Examples of failures</h4>
        {failures.Take(MaxExamples).Select(Example)}
        <p class="sub">Cookies, authorization and the plan's secrets are removed.</p>
        </div>
        """);

    private static Markup Example(FailureSample failure) => Markup.Of(
        $"""
        <div class="failure"><p><b class="failed">{CleanText.Line(failure.Failure, Parts.MaxText)}</b> at {Span.Clock(failure.Second)}, shard {failure.Shard}{Times(failure)}; expected {CleanText.Line(failure.Expected, Parts.MaxText)}</p>
        {(failure.Headers.Count == 0 && failure.Body.Length == 0 ? Markup.Empty : Parts.Folded("Response", Markup.Of($"""<pre>{failure.Headers.Select(h => Markup.Of($"{h.Name}: {h.Value}\n"))}{"\n"}{failure.Body}</pre>""")))}
        </div>
        """);

    private static string Times(FailureSample failure) =>
        failure.Status == 0 ? "" : $", status {failure.Status} after {Parts.Time(failure.ServiceMs)}";
}
