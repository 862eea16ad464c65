using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Grammar;
using PerfFunctions.Engine.Plans.Reading.Budgets;
using PerfFunctions.Engine.Plans.Reading.K6;
using PerfFunctions.Engine.Plans.Reading.Load;
using PerfFunctions.Engine.Plans.Reading.Objectives;
using PerfFunctions.Engine.Plans.Reading.Pages;
using PerfFunctions.Engine.Plans.Reading.Parameters;
using PerfFunctions.Engine.Plans.Reading.Scopes;
using PerfFunctions.Engine.RealUsers;
using static PerfFunctions.Engine.Plans.Grammar.Schemas;
using static PerfFunctions.Engine.Plans.Grammar.ValueGrammars;

namespace PerfFunctions.Engine.Plans.Reading;

/// <summary>Declares the top level of a plan.</summary>
internal static partial class RootKeys
{
    private const string RepositoryAllowed = "owner/name, at most 200 characters";
    private const int RepositoryLength = 200;

    private static readonly Dictionary<string, AuditTiming> Timings = new()
    {
        ["before-load"] = AuditTiming.BeforeLoad,
        ["under-load"] = AuditTiming.UnderLoad,
    };

    /// <summary>A plan. What depends on other keys is left to <see cref="PlanReader"/>.</summary>
    public static readonly MapGrammar<PerfPlan> Map = new(
        "plan", "Performance plan",
        rule: new KeyNeed("the plan has none of 'load', 'pages' and 'rum'", "load", "pages", "rum"), never: Never())
    {
        {
            "version", Of(new JsonObject { ["enum"] = new JsonArray(1) }, field => field.Whole(1, 1)) with { Required = "1" },
            "Version of the plan format.", (p, _) => p
        },
        {
            "name", Of(Name(), ReadName) with { Required = PlanNames.Allowed },
            "Name of the plan and of its check: lower-case letters, digits and dashes, at most 64.", (p, v) => p with { Name = v }
        },
        {
            "repository", Of(Repository(), ReadRepository),
            "Repository of the plan, OWNER/NAME; runs are compared within it. A pull request sets it.",
            (p, v) => p with { Repository = v }
        },
        {
            "parameters", Ref("parameters"),
            "Values that ${NAME} stands for anywhere in the plan, by name; null for one that each run must set."
        },
        {
            "profiles", Entries(PlanLimits.Profiles, Ref(ProfileKeys.Profile), SeriesName()),
            "Sets of changes to the plan, of which a run chooses one by name."
        },
        {
            "target", Of(Ref("target"), TargetReader.Read), "Base address under test; the trigger fills in {pr}, {sha} and {branch}.",
            (p, v) => p with { Target = v }
        },
        {
            "resolve", Of(Entries(PlanLimits.ResolvedHosts, Address()), ResolveReader.Read),
            "Addresses to connect to instead of those of a name server, by host; for blue-green deployments and hosts without DNS yet.",
            (p, v) => p with { Resolve = v }
        },
        {
            "shards", Whole(1, PlanLimits.Shards),
            "Number of generators that share the load; by default it follows from the rate and the users.",
            (p, v) => p with { Shards = v }
        },
        {
            "audits", Word(Timings) with { Default = "before-load" },
            "Whether pages are loaded before the load, on a quiet site, or while it runs.", (p, v) => p with { Audits = v }
        },
        { "audit", Ref(PageKeys.Audit), "Settings of all pages; a page overrides them key by key." },
        {
            "warmup", Of(Ref("duration"), field => field.WholeSeconds(PlanLimits.ScenarioLength)),
            "Whole seconds after the start that are excluded from the results.", (p, v) => p with { Warmup = v }
        },
        {
            "abort", AnyOf(Words(["off"]), List(PlanLimits.Conditions, Ref("condition"))),
            "Conditions that end the run early. Unless this is off, errors > 90% for 60s of any scenario ends it, too."
        },
        { "http", Ref("http"), "HTTP settings of all scenarios." },
        {
            "feeds", Of(Entries(PlanLimits.Feeds, Ref(FeedKeys.Map), Ref("name")), FeedReader.ReadAll),
            "Data that flows read, by feed name.", (p, v) => p with { Feeds = v }
        },
        {
            "functions", AnyOf(Functions(), Ref("fileMap")),
            "JavaScript functions that all scripts may call, or the file beside the plan that holds them."
        },
        {
            "k6", Ref(K6Reader.Map),
            "A k6 script beside the plan; steps call its functions by name."
        },
        {
            Fixture.Setup, Ref("steps"),
            "Steps done once before audits and load, in one place; what they capture is set in all flows and in teardown."
        },
        { Fixture.Teardown, Ref("steps"), "Steps done once at the end, however the run ended." },
        { "arrivals", Ref("arrivals"), "Open model that the scenarios with a weight share." },
        { "users", Ref("users"), "Closed model that the scenarios with a weight share." },
        { "load", Entries(PlanLimits.Scenarios, Ref(ScenarioKeys.Map), Ref("subject")), "Scenarios by name." },
        { "pages", Entries(PlanLimits.Pages, Ref(PageKeys.Page), Ref("subject")), "Pages by name." },
        {
            "server", Entries(PlanLimits.ServerSeries, Ref(ServerKeys.Series), SeriesName()),
            "Server-side metrics to read for the time of the load, by name; budgets refer to server.NAME."
        },
        {
            "rum", ValueGrammars.Map(RealUserKeys.Map, new RealUserPlan()),
            "Web vitals that browsers of real users report; budgets refer to rum.PAGE.METRIC.", (p, v) => p with { RealUsers = v }
        },
        {
            "objectives", AnyOf(Ref(ObjectiveKeys.Map), Ref("fileMap")),
            "What the tested system must do, or the file beside the plan that says it; budgets derive from it."
        },
        {
            "budgets", List(PlanLimits.Budgets, AnyOf(Ref("rule"), Ref(BudgetKeys.Budget), Ref(BudgetKeys.Lighthouse))),
            "Rules that decide the verdict."
        },
        {
            "benchmarks", List(PlanLimits.Budgets, AnyOf(Ref("rule"), Ref(BudgetKeys.Budget))),
            "Rules for benchmarks of BenchmarkDotNet; perf bench evaluates them, and runs do not.",
            (p, field) => p with { Benchmarks = BudgetReader.ReadBenchmarks(field) }
        },
        {
            "schedule", Ref(ScheduleReader.Map), "When a stored plan runs by itself.",
            (p, field) => p with { Schedule = ScheduleReader.Map.Read(field, null) }
        },
        {
            "pullRequests", Ref(ProfileKeys.PullRequests), "How the plan runs on pull requests.",
            (p, field) => p with { PullRequestProfile = ProfileKeys.PullRequests.Read(field, null) }
        },
        {
            "paths", Of(Paths(), PathsReader.Read),
            "Changed files that start a run on a pull request: * within a folder, ** across folders, ! excludes; the last match wins.",
            (p, v) => p with { Paths = v }
        },
    };

    private static JsonObject Never() => Parse(
        """
        {
          "anyOf": [
            { "required": ["arrivals", "users"] },
            { "required": ["server"], "not": { "required": ["load"] } }
          ]
        }
        """);

    private static JsonObject SeriesName() => new() { ["pattern"] = "^[a-z][a-z0-9_-]{0,39}$" };

    private static JsonObject Name() => new()
    {
        ["type"] = Names(["string", "number", "boolean"]),
        ["pattern"] = "^[a-z0-9-]{1,64}$",
    };

    private static JsonObject Repository()
    {
        JsonObject repository = Pattern(@"^[^\s/]+( [^\s/]+)*/[^\s/]+( [^\s/]+)*$");
        repository["maxLength"] = RepositoryLength;
        repository["examples"] = Names(["octo/shop"]);
        return repository;
    }

    private static JsonObject Address() =>
        new() { ["type"] = "string", ["maxLength"] = PlanLimits.TextLength, ["examples"] = Names(["203.0.113.7"]) };

    private static JsonObject Functions() =>
        new() { ["type"] = Names(["string", "number", "boolean"]), ["maxLength"] = PlanLimits.ScriptLength };

    private static JsonObject Paths()
    {
        JsonObject paths = List(PlanLimits.Paths, new JsonObject
        {
            ["type"] = Names(["string", "number", "boolean"]),
            ["pattern"] = "^!?[^!/]",
            ["maxLength"] = PathsReader.Longest,
            ["examples"] = Names(["web/**", "!web/docs/**"]),
        });
        paths["contains"] = new JsonObject { ["pattern"] = "^[^!]" };
        return paths;
    }

    private static string? ReadName(Field field)
    {
        string? name = field.Text(PlanNames.Allowed, PlanLimits.TextLength);
        if (name is not null && !PlanNames.IsValid(name))
        {
            field.Refuse("this is not a plan name", PlanNames.Allowed);
        }

        return name;
    }

    private static string? ReadRepository(Field field)
    {
        string? name = field.Text(RepositoryAllowed, PlanLimits.PathLength);
        if (name is not null && (name.Length > RepositoryLength || !RepositoryForm().IsMatch(name)))
        {
            field.Refuse("this is not a repository", RepositoryAllowed);
        }

        return name?.ToLowerInvariant();
    }

    [GeneratedRegex(@"^[^\s/]+( [^\s/]+)*/[^\s/]+( [^\s/]+)*\z")]
    private static partial Regex RepositoryForm();
}
