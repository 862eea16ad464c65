using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Templates;

namespace PerfFunctions.Engine.Workloads;

/// <summary>Finds which feeds a step takes from.</summary>
public static class FeedNames
{
    /// <summary>Their names, each once.</summary>
    public static IEnumerable<string> Of(HttpStep step) => Texts(step)
        .SelectMany(t => TextTemplate.Parse(t).Slots)
        .Select(s => s.Inner ?? s)
        .Where(s => s.Kind == SlotKind.Feed)
        .Select(s => s.Name)
        .Distinct();

    private static IEnumerable<string> Texts(HttpStep step) =>
        [step.Path, .. step.Headers.Values, .. step.Body switch
        {
            TextBody text => [text.Text],
            FormBody form => form.Fields.Values,
            MultipartBody parts => parts.Parts.Select(p => p.Text),
            _ => Array.Empty<string>(),
        }];
}
