using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Grammar;
using PerfFunctions.Engine.Plans.K6;
using PerfFunctions.Engine.Plans.Reading.Http;
using static PerfFunctions.Engine.Plans.Grammar.Schemas;

namespace PerfFunctions.Engine.Plans.Reading.K6;

/// <summary>Reads <c>names:</c> of a k6 script.</summary>
internal static class K6NamesReader
{
    private const int MaxNames = 200;

    /// <summary>Names that the script makes while it runs.</summary>
    public static readonly MapGrammar<K6MadeNames> Map = new("k6Names", "names of a k6 script", "What is named otherwise is measured together.")
    {
        { "requests", List(MaxNames, Ref("text")), "Names of requests, as tags.name says them.", (d, field) => d with { Requests = Read(field) } },
        { "groups", List(MaxNames, Ref("text")), "Names of groups.", (d, field) => d with { Groups = Read(field) } },
        {
            "tags", List(MaxNames, Ref("text")), "Tags of requests that are measured together besides by their names, such as kind:html.",
            (d, field) => d with { Tags = [.. (field.Items(MaxNames, "a list of tags") ?? []).Select(ReadTags).OfType<K6TagFilter>()] }
        },
        {
            "metrics", List(MaxNames, Ref("text")), "Metrics of a browser for one address each, such as browser_web_vital_lcp{url:https://shop.example}.",
            (d, field) => d with { Metrics = [.. (field.Items(MaxNames, "a list of metrics") ?? []).Select(ReadMetric).OfType<string>()] }
        },
        { "checks", List(MaxNames, Ref("text")), "Names of checks.", (d, field) => d with { Checks = Read(field) } },
    };

    private static K6TagFilter? ReadTags(Field field)
    {
        K6TagFilter? tags = field.Text(K6TagFilter.Allowed, PlanLimits.TextLength) is { } text && SeriesTitles.IsTitle(text) ? K6TagFilter.Parse(text) : null;
        if (tags is null)
        {
            field.Refuse("these are not tags of requests", K6TagFilter.Allowed);
        }

        return tags;
    }

    private static string? ReadMetric(Field field)
    {
        const string Allowed = "a metric of a browser and an address, such as browser_web_vital_lcp{url:https://shop.example}";
        string? name = field.Text(Allowed, PlanLimits.TextLength);
        if (name is null || (SeriesTitles.IsTitle(name) && K6BrowserMetrics.Find(name) is not null))
        {
            return name;
        }

        field.Refuse("this is not a metric of a browser", Allowed);
        return null;
    }

    private static string[] Read(Field field) => [.. (field.Items(MaxNames, "a list of names") ?? []).Select(SeriesTitles.Read).OfType<string>()];
}
