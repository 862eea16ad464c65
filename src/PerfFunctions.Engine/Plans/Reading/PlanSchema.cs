using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using PerfFunctions.Engine.Plans.Grammar;
using PerfFunctions.Engine.Plans.Reading.Budgets;
using PerfFunctions.Engine.Plans.Reading.Http;
using PerfFunctions.Engine.Plans.Reading.Load;
using PerfFunctions.Engine.Plans.Reading.Pages;

namespace PerfFunctions.Engine.Plans.Reading;

/// <summary>
/// The JSON Schema (draft 2020-12) of a plan file, for editors. The parser is stricter: it also checks names against each other.
/// </summary>
public static class PlanSchema
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The maps whose parts come from their declarations. All else is in plan.schema.json.</summary>
    internal static IReadOnlyList<IMapGrammar> Declared { get; } =
    [
        PageKeys.Audit, PageKeys.Page, DeviceKeys.Screen, DeviceKeys.Line, StepKeys.Step,
        StageKeys.Arrivals, StageKeys.Users, CaptureReader.Map, CheckReader.Map, MeasureReader.Map, ExpectationReader.Map, ValueTests.Map, LoopKeys.Each, LoopKeys.Poll, LoopKeys.Retry, PauseReader.Spread,
        ServerKeys.Series, ServerKeys.AzureMetric, ServerKeys.Logs, BudgetKeys.Budget, ScheduleReader.Map,
    ];

    /// <summary>The schema as JSON text.</summary>
    public static string Json { get; } = Load();

    private static string Load()
    {
        using Stream stream = typeof(PlanSchema).Assembly.GetManifestResourceStream("plan.schema.json")!;
        JsonNode schema = JsonNode.Parse(stream)!;
        JsonObject definitions = schema["$defs"]!.AsObject();
        foreach (IMapGrammar map in Declared)
        {
            definitions.Add(map.Name, map.Schema());
        }

        return schema.ToJsonString(Readable);
    }
}
