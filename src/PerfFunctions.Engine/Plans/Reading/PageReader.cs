using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Engine.Plans.Reading;

/// <summary>Reads <c>pages:</c>.</summary>
internal static class PageReader
{
    private const int DefaultRuns = 5;

    private static readonly Dictionary<string, int> Devices = DeviceProfile.Named.Select((d, i) => (d, i)).ToDictionary(p => p.d.Name, p => p.i);

    public static IReadOnlyList<Page> ReadAll(Field field, IReadOnlyList<string> scenarioNames)
    {
        IReadOnlyList<NamedField>? entries = field.Entries(PlanLimits.Pages, "pages by name, such as home: { path: / }");
        if (entries is { Count: 0 })
        {
            field.Refuse("there is no page in it", "at least one page");
        }

        return [.. (entries ?? []).Select(e => Read(e, scenarioNames))];
    }

    private static Page Read(NamedField entry, IReadOnlyList<string> scenarioNames)
    {
        SubjectNames.Check(entry, scenarioNames);
        MapField? map = entry.Value.Map(PlanKeys.Page);
        string? path = map?.Require("path", "the path of the page") is { } field ? ReadPath(field) : null;
        return new Page(
            entry.Name,
            path ?? "",
            new PageConditions { Device = map?.Get("device")?.Choice(Devices) is { } index ? DeviceProfile.Named[index] : DeviceProfile.Mobile },
            map?.Get("runs")?.Whole(1, PlanLimits.Runs) ?? DefaultRuns);
    }

    private static string? ReadPath(Field field)
    {
        string? path = TargetReader.ReadPath(field);
        if (path?.Contains("${", StringComparison.Ordinal) == true)
        {
            field.Refuse("a page has no variables", "a path without ${ }");
        }

        return path;
    }
}
