using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Reading.Scopes;

namespace PerfFunctions.Engine.Plans.Reading.Pages;

/// <summary>Reads <c>pages:</c> and <c>audit:</c>.</summary>
/// <param name="scope">Takes note of secrets.</param>
/// <param name="above">What holds for all pages.</param>
internal sealed class PageReader(PlanScope scope, PageSettings above)
{
    private readonly VariableScope _texts = new(scope, null, []);

    /// <summary>Reads <c>audit:</c>, where there is one.</summary>
    public static PageReader For(Field? audit, PlanScope scope) =>
        new(scope, audit?.Map(PlanKeys.Audit) is { } map ? PageSettingsReader.Read(map, new PageSettings(), new VariableScope(scope, null, [])) : new PageSettings());

    /// <summary>The pages.</summary>
    public IReadOnlyList<Page> ReadAll(Field field, IReadOnlyList<string> scenarioNames)
    {
        IReadOnlyList<NamedField>? entries = field.Entries(PlanLimits.Pages, "pages by name, such as home: { path: / }");
        if (entries is { Count: 0 })
        {
            field.Refuse("there are no pages", "at least one page");
        }

        return [.. (entries ?? []).Select(e => Read(e, scenarioNames))];
    }

    private Page Read(NamedField entry, IReadOnlyList<string> scenarioNames)
    {
        SubjectNames.Check(entry, scenarioNames);
        MapField? map = entry.Value.Map(PlanKeys.Page);
        Field? field = map?.Require("path", "the path of the page");
        string path = (field is null ? null : PageTexts.ReadPath(field)) ?? "";
        PageSettings settings = map is null ? above : PageSettingsReader.Read(map, above, _texts);
        if (settings.Base is not null && path.Length > 0 && path[0] != '/')
        {
            field!.Refuse("'against' needs a path, and this is an absolute address", "a path that starts with '/'");
        }

        return new Page(entry.Name, path, settings.Conditions, settings.Runs)
        {
            Base = settings.Base,
            Steps = settings.Steps,
            MaxRuns = settings.Most,
            Spread = settings.Spread,
        };
    }
}
