using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.K6;
using PerfFunctions.Engine.Plans.Reading.Budgets;
using PerfFunctions.Engine.Plans.Reading.Http;
using PerfFunctions.Engine.Plans.Reading.K6;
using PerfFunctions.Engine.Plans.Reading.Load;
using PerfFunctions.Engine.Plans.Reading.Objectives;
using PerfFunctions.Engine.Plans.Reading.Pages;
using PerfFunctions.Engine.Plans.Reading.Scopes;
using PerfFunctions.Engine.Plans.Reading.Scripts;
using PerfFunctions.Engine.Units;

namespace PerfFunctions.Engine.Plans.Reading;

/// <summary>Reads the top level of a plan.</summary>
internal static class PlanReader
{
    /// <summary>The plan; not to be used when the problems have grown.</summary>
    public static PerfPlan? Read(Field root)
    {
        if (root.Map(RootKeys.Map.Keys) is not { } map)
        {
            return null;
        }

        PerfPlan start = RootKeys.Map.Read(map, new PerfPlan { Name = "" });
        Field? load = map.Get("load");
        Field? pages = map.Get("pages");
        Field? server = map.Get("server");
        K6Script? script = map.Get("k6") is { } k6 ? K6Reader.Read(k6) : null;
        PlanScope scope = new(start.Feeds) { K6 = script, LacksK6 = script is null && map.Get("k6") is not null };
        PerfPlan plan = ReadLoad(map, load, start, scope) with
        {
            Pages = ReadPages(map, pages, SubjectNames.Of(load), scope),
            Secrets = [.. scope.Secrets],
            Server = server is null ? [] : ServerReader.ReadAll(server, hasLoad: load is not null),
        };
        if (plan is { Sends: false, Target: null, RealUsers.Origins: [string origin, ..] })
        {
            plan = plan with { Target = origin };
        }

        return map.Present("budgets", "objectives").Count > 0
            ? ReadRules(map, plan, BudgetSubjectsReader.Of(plan, load, pages, map.Get("audit"), server, map.Get("rum")))
            : plan;
    }

    private static PerfPlan ReadRules(MapField map, PerfPlan plan, BudgetSubjects subjects)
    {
        IReadOnlyList<BudgetRule> own = map.Get("budgets") is { } budgets ? BudgetReader.ReadAll(budgets, plan, subjects) : [];
        if (map.Get("objectives") is not { } field)
        {
            return plan with { Budgets = own };
        }

        PlanObjectives read = ObjectivesReader.Read(field, subjects);
        return plan with { Objectives = read.Objectives, Budgets = ObjectiveRules.AddTo(own, read.Rules, field) };
    }

    private static IReadOnlyList<Page> ReadPages(MapField map, Field? pages, IReadOnlyList<string> scenarioNames, PlanScope scope)
    {
        PageReader reader = PageReader.For(map.Get("audit"), scope);
        return pages is null ? [] : reader.ReadAll(pages, scenarioNames);
    }

    private static PerfPlan ReadLoad(MapField map, Field? load, PerfPlan start, PlanScope scope)
    {
        HttpSettings http = map.Get("http") is { } h
            ? HttpSettingsReader.Read(h, new HttpSettings(), new VariableScope(scope, null, []))
            : new HttpSettings();
        PlanScript? functions = map.Get("functions") is { } script ? ScriptReader.ReadFunctions(script) : null;
        SharedLoad? shared = SharedLoad.Read(map, load);
        FixtureReader fixtures = new(map, scope, http, functions);
        Scenario? setup = fixtures.ReadSetup();
        IReadOnlyList<Scenario> scenarios = load is null ? [] : new ScenarioReader(scope, http, functions, shared, fixtures.Given).ReadAll(load);
        if (map.Get("feeds") is { } field)
        {
            UniqueFeeds.Check(field, start.Feeds, scenarios, scope);
        }

        PerfPlan plan = start with
        {
            Setup = setup,
            Teardown = fixtures.ReadTeardown(),
            Load = scenarios,
            Abort = ConditionReader.ReadAbort(map.Get("abort"), SubjectNames.Of(load), scenarios),
        };
        if (scenarios.MinBy(s => s.End) is { } first && plan.Warmup >= first.End)
        {
            map.Get("warmup")!.Refuse(
                $"the warm-up leaves no time of '{first.Name}' to measure", $"less than {Durations.Format(first.End)}");
        }

        return plan;
    }
}
