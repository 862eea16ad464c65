using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Reading.Scopes;

namespace PerfFunctions.Engine.Plans.Reading.Pages;

/// <summary>Reads <c>pages:</c> and <c>audit:</c>.</summary>
/// <param name="above">What holds for all pages.</param>
internal sealed class PageReader(PageSettings above)
{
    /// <summary>Reads <c>audit:</c>, where there is one.</summary>
    public static PageReader For(Field? audit, PlanScope scope)
    {
        PageSettings usual = new(new VariableScope(scope, null, []));
        return new PageReader(audit?.Map(PageKeys.Audit.Keys) is { } map ? Checked(map, PageKeys.Audit.Read(map, usual)) : usual);
    }

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
        (string path, PageSettings settings) = new PageDraft("", above);
        if (entry.Value.Map(PageKeys.Page.Keys) is { } map)
        {
            (path, settings) = PageKeys.Page.Read(map, new PageDraft("", above));
            Checked(map, settings);
            if (settings.Base is not null && path.Length > 0 && path[0] != '/')
            {
                map.Get("path")!.Refuse("'against' needs a path, and this is an absolute address", "a path that starts with '/'");
            }
        }

        return new Page(entry.Name, path, settings.Conditions, settings.Runs)
        {
            Base = settings.Base,
            Steps = settings.Steps,
            MaxRuns = settings.Most,
            Spread = settings.Spread,
        };
    }

    // What no key can say alone. A problem is the last key's that has a part in it.
    private static PageSettings Checked(MapField map, PageSettings settings)
    {
        if (settings.MaxRuns < settings.Runs)
        {
            (map.Get("maxRuns") ?? map.Get("runs"))?.Refuse(
                $"at most {settings.MaxRuns} loads are fewer than 'runs', which is {settings.Runs}", "'maxRuns' of at least 'runs'");
        }

        if (settings.Conditions is { Browser: not BrowserKind.Chromium } slow && (slow.CpuSlowdown > 1 || slow.Network != NetworkProfile.None))
        {
            (map.Get("network") ?? map.Get("cpu") ?? map.Get("browser"))?.Refuse(
                "only Chromium supports throttling", "browser: chromium, or network: none and cpu: 1x");
        }

        return settings;
    }
}
