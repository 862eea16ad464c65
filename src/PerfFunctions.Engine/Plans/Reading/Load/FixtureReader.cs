using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Reading.Http;
using PerfFunctions.Engine.Plans.Reading.Scopes;

namespace PerfFunctions.Engine.Plans.Reading.Load;

/// <summary>Reads <c>setup:</c> and <c>teardown:</c>.</summary>
/// <param name="plan">The plan.</param>
/// <param name="scope">Feeds and secrets.</param>
/// <param name="http">How requests travel.</param>
/// <param name="functions">Functions of scripts; null for none.</param>
internal sealed class FixtureReader(MapField plan, PlanScope scope, HttpSettings http, PlanScript? functions)
{
    private readonly HashSet<string> _given = [];

    /// <summary>The names that are set once the setup is over.</summary>
    public IReadOnlyCollection<string> Given => _given;

    /// <summary>The steps before the load; null for none.</summary>
    public Scenario? ReadSetup()
    {
        VariableScope? known = null;
        Scenario? setup = Read(Fixture.Setup, captured => known = new VariableScope(scope, Fixture.Setup, [], captured));
        _given.UnionWith(known?.Names ?? []);
        CheckNames();
        return setup;
    }

    /// <summary>The steps at the end; null for none.</summary>
    public Scenario? ReadTeardown() =>
        Read(Fixture.Teardown, captured => new VariableScope(scope, Fixture.Teardown, _given, captured));

    private Scenario? Read(string name, Func<HashSet<string>, VariableScope> scopeOf)
    {
        if (plan.Get(name) is not { } field)
        {
            return null;
        }

        IReadOnlyList<FlowStep> steps = FlowReader.Read(field, http, scopeOf);
        if (steps.Count > 0)
        {
            SeriesTitles.CheckCount(field, ScenarioSeries.Of(steps));
            ProxyReader.CheckFlow(field, http, steps);
        }

        return Fixture.Of(name, http, steps) with { Functions = functions };
    }

    // One of the same name would hide what the setup captured.
    private void CheckNames()
    {
        if (plan.Get(Fixture.Setup) is not { } setup)
        {
            return;
        }

        Dictionary<string, int> lines = [];
        foreach (NamedPlace place in FlowNames.InFlow(setup.Node, Fixture.Setup, setup.Problems.Files)
            .Where(p => p.Kind is "capture" or FlowNames.SetVariable))
        {
            lines.TryAdd(place.Name, place.Line);
        }

        IEnumerable<NamedPlace> others =
        [
            .. FlowNames.Keys(plan.Get("feeds")?.Node, "feeds", "feed"),
            .. FlowNames.InScenarios(plan.Get("load")?.Node, setup.Problems.Files),
            .. FlowNames.InFlow(plan.Get(Fixture.Teardown)?.Node, Fixture.Teardown, setup.Problems.Files),
        ];
        foreach (NamedPlace place in others.Where(p => lines.ContainsKey(p.Name)))
        {
            setup.Problems.Add(place.Path, place.Line, place.Name,
                $"the {place.Kind} '{place.Name}' has the name of what 'setup' captures on line {lines[place.Name]}",
                "different names for the two");
        }
    }
}
