using System.Net;
using System.Text.RegularExpressions;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Reading.Budgets;
using PerfFunctions.Engine.Plans.Reading.Http;
using PerfFunctions.Engine.Plans.Reading.Load;
using PerfFunctions.Engine.Plans.Reading.Pages;
using PerfFunctions.Engine.Plans.Reading.Parameters;
using PerfFunctions.Engine.Plans.Reading.Scopes;
using PerfFunctions.Engine.Plans.Reading.Scripts;
using PerfFunctions.Engine.Units;

namespace PerfFunctions.Engine.Plans.Reading;

/// <summary>Reads the top level of a plan.</summary>
internal static partial class PlanReader
{
    private const string RepositoryAllowed = "owner/name, at most 200 characters";

    private static readonly Dictionary<string, AuditTiming> Timings = new()
    {
        ["before-load"] = AuditTiming.BeforeLoad,
        ["under-load"] = AuditTiming.UnderLoad,
    };

    /// <summary>The plan; not to be used when the problems have grown.</summary>
    public static PerfPlan? Read(Field root)
    {
        if (root.Map(PlanKeys.Plan) is not { } map)
        {
            return null;
        }

        map.Require("version", "1")?.Whole(1, 1);
        Field? load = map.Get("load");
        Field? pages = map.Get("pages");
        Field? server = map.Get("server");
        if (load is null && pages is null)
        {
            map.Refuse("the plan has neither 'load' nor 'pages'", "at least one of load, pages");
        }

        IReadOnlyList<Feed> feeds = map.Get("feeds") is { } rows ? FeedReader.ReadAll(rows) : [];
        PlanScope scope = new(feeds);
        PerfPlan plan = ReadLoad(map, load, feeds, scope) with
        {
            Name = ReadName(map.Require("name", PlanNames.Allowed)) ?? "",
            Repository = map.Get("repository") is { } repository ? ReadRepository(repository) : null,
            Target = map.Get("target") is { } target ? TargetReader.Read(target) : null,
            Resolve = map.Get("resolve") is { } resolve ? ResolveReader.Read(resolve) : new Dictionary<string, IPAddress>(),
            Shards = map.Get("shards")?.Whole(1, PlanLimits.Shards),
            Audits = map.Get("audits")?.Choice(Timings) ?? AuditTiming.BeforeLoad,
            Pages = ReadPages(map, pages, SubjectNames.Of(load), scope),
            Secrets = [.. scope.Secrets],
            Server = server is null ? [] : ServerReader.ReadAll(server, hasLoad: load is not null),
            Schedule = map.Get("schedule") is { } schedule ? ScheduleReader.Map.Read(schedule, null) : null,
            PullRequestProfile = map.Get("pullRequests") is { } pullRequests ? ProfileKeys.PullRequests.Read(pullRequests, null) : null,
            Paths = map.Get("paths") is { } paths ? PathsReader.Read(paths) : null,
        };
        return map.Get("budgets") is { } budgets
            ? plan with { Budgets = BudgetReader.ReadAll(budgets, plan, BudgetSubjectsReader.Of(plan, load, pages, map.Get("audit"), server)) }
            : plan;
    }

    private static IReadOnlyList<Page> ReadPages(MapField map, Field? pages, IReadOnlyList<string> scenarioNames, PlanScope scope)
    {
        PageReader reader = PageReader.For(map.Get("audit"), scope);
        return pages is null ? [] : reader.ReadAll(pages, scenarioNames);
    }

    private static PerfPlan ReadLoad(MapField map, Field? load, IReadOnlyList<Feed> feeds, PlanScope scope)
    {
        HttpSettings http = map.Get("http") is { } h
            ? HttpSettingsReader.Read(h, new HttpSettings(), new VariableScope(scope, null, []))
            : new HttpSettings();
        PlanScript? functions = map.Get("functions") is { } script ? ScriptReader.ReadFunctions(script) : null;
        SharedLoad? shared = SharedLoad.Read(map, load);
        IReadOnlyList<Scenario> scenarios = load is null ? [] : new ScenarioReader(scope, http, functions, shared).ReadAll(load);
        if (map.Get("feeds") is { } field)
        {
            UniqueFeeds.Check(field, feeds, scenarios, scope);
        }

        TimeSpan warmup = map.Get("warmup")?.WholeSeconds(PlanLimits.ScenarioLength) ?? TimeSpan.Zero;
        PerfPlan plan = new()
        {
            Name = "",
            Load = scenarios,
            Feeds = feeds,
            Warmup = warmup,
            Abort = ConditionReader.ReadAbort(map.Get("abort"), SubjectNames.Of(load), scenarios),
        };
        if (scenarios.MinBy(s => s.End) is { } first && warmup >= first.End)
        {
            map.Get("warmup")!.Refuse(
                $"the warm-up leaves no time of '{first.Name}' to measure", $"less than {Durations.Format(first.End)}");
        }

        return plan;
    }

    private static string? ReadName(Field? field)
    {
        string? name = field?.Text(PlanNames.Allowed, PlanLimits.TextLength);
        if (name is not null && !PlanNames.IsValid(name))
        {
            field!.Refuse("this is not a plan name", PlanNames.Allowed);
        }

        return name;
    }

    private static string? ReadRepository(Field field)
    {
        string? name = field.Text(RepositoryAllowed, PlanLimits.PathLength);
        if (name is not null && (name.Length > 200 || !RepositoryForm().IsMatch(name)))
        {
            field.Refuse("this is not a repository", RepositoryAllowed);
        }

        return name?.ToLowerInvariant();
    }

    [GeneratedRegex(@"^[^\s/]+( [^\s/]+)*/[^\s/]+( [^\s/]+)*\z")]
    private static partial Regex RepositoryForm();
}
