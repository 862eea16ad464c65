using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using PerfFunctions.Engine.Plans.Grammar;
using PerfFunctions.Engine.Plans.Reading.Budgets;
using PerfFunctions.Engine.Plans.Reading.Http;
using PerfFunctions.Engine.Plans.Reading.K6;
using PerfFunctions.Engine.Plans.Reading.Load;
using PerfFunctions.Engine.Plans.Reading.Objectives;
using PerfFunctions.Engine.Plans.Reading.Pages;
using PerfFunctions.Engine.Plans.Reading.Parameters;
using PerfFunctions.Engine.Plans.Reading.Protocols;

namespace PerfFunctions.Engine.Plans.Reading;

/// <summary>
/// The JSON Schema (draft 2020-12) of a plan file, for editors. The parser is stricter: it also checks names against each other.
/// </summary>
public static class PlanSchema
{
    // Keys of the plan itself, and what gives parameters their values, use none.
    private static readonly string[] Fixed = ["version", "name", "repository", "schedule", "pullRequests", "paths", "parameters"];
    private static readonly string[] FixedDefinitions = ["subject", "name", "parameters", "schedule", "pullRequests", "if"];

    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The maps whose parts come from their declarations. All else is in plan.schema.json.</summary>
    internal static IReadOnlyList<IMapGrammar> Declared { get; } =
    [
        PageKeys.Audit, PageKeys.Page, DeviceKeys.Screen, DeviceKeys.Line, StepKeys.Step,
        StageKeys.Arrivals, StageKeys.Users, ScenarioKeys.Map, FeedKeys.Map,
        CaptureReader.Map, CheckReader.Map, MeasureReader.Map, ExpectationReader.Map, ValueTests.Map,
        RequestKeys.Map, BodyKeys.Bytes, BodyKeys.Part, BodyKeys.File,
        HttpKeys.Map, ResourcesReader.Map, AuthReader.Map, AuthReader.Basic, AuthReader.OAuth, TlsReader.Map, TlsReader.Certificate, ProxyReader.Map,
        .. FlowReader.Maps, LoopKeys.Each, LoopKeys.Poll, LoopKeys.Retry, PauseReader.Spread,
        ServerKeys.Series, ServerKeys.AzureMetric, ServerKeys.Logs, RealUserKeys.Map, BudgetKeys.Budget, BudgetKeys.Lighthouse, ScheduleReader.Map,
        ObjectiveKeys.Map, JourneyKeys.Map, JourneyKeys.Latency, GrowthKeys.Map, GrowthKeys.Event,
        K6Reader.Map, K6NamesReader.Map, .. ProtocolSteps.Maps, ProfileKeys.Profile, ProfileKeys.Scenario, ProfileKeys.PullRequests,
    ];

    /// <summary>The schema as JSON text, where every value is what it stands for in the end: what the reference shows.</summary>
    public static string Resolved { get; } = Load(withParameters: false);

    /// <summary>The schema as JSON text: a value may be, or contain, a parameter.</summary>
    public static string Json { get; } = Load(withParameters: true);

    private static string Load(bool withParameters)
    {
        using Stream stream = typeof(PlanSchema).Assembly.GetManifestResourceStream("plan.schema.json")!;
        JsonObject schema = JsonNode.Parse(stream)!.AsObject();
        foreach ((string keyword, JsonNode? value) in RootKeys.Map.Schema())
        {
            schema[keyword] = value!.DeepClone();
        }

        JsonObject definitions = schema["$defs"]!.AsObject();
        foreach (IMapGrammar map in Declared)
        {
            definitions.Add(map.Name, map.Schema());
        }

        if (withParameters)
        {
            SchemaPlaceholders.Allow(schema["properties"]!.AsObject(), Fixed);
            SchemaPlaceholders.Allow(definitions, FixedDefinitions);
        }

        return schema.ToJsonString(Readable);
    }
}
