using PerfFunctions.Engine.Expressions;
using PerfFunctions.Engine.Plans;

namespace PerfFunctions.Engine.Workloads;

/// <summary>Finds which feeds a step takes from.</summary>
public static class FeedNames
{
    /// <summary>Names of what may be feeds, each once: a property of a variable is written like a column.</summary>
    public static IEnumerable<string> Of(HttpStep step) => Slots(step)
        .SelectMany(s => s.Expression.Walk())
        .OfType<MemberExpression>()
        .Select(m => m.Feed)
        .OfType<string>()
        .Distinct();

    private static IEnumerable<TemplateSlot> Slots(HttpStep step) => Texts(step)
        .SelectMany(t => TextTemplate.Parse(t).Slots)
        .Concat(step.Body is TextBody { IsJson: true } json ? JsonTemplate.Parse(json.Text).Slots : []);

    private static IEnumerable<string> Texts(HttpStep step) =>
        [step.Path, .. step.Query.Values, .. step.Headers.Values, .. step.Body switch
        {
            TextBody { IsJson: false } text => [text.Text],
            FormBody form => form.Fields.Values,
            MultipartBody parts => parts.Parts.Select(p => p.Text),
            _ => Array.Empty<string>(),
        }];
}
