using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Reading.Scopes;
using PerfFunctions.Engine.ServerMetrics;

namespace PerfFunctions.Engine.Plans.Reading.Budgets;

/// <summary>Reads <c>server:</c>.</summary>
internal static class ServerReader
{
    private const string Subscriptions = "/subscriptions/";
    private const string ResourceAllowed = "a resource id, such as /subscriptions/…/resourceGroups/…/providers/…";
    private const string WorkspaceAllowed = "a workspace id, such as 12345678-1234-1234-1234-123456789abc";

    private static readonly string[] Sources = ["prometheus", "azure", "logs"];
    private static readonly Dictionary<string, int> Units = ServerUnit.All.Select((u, i) => (u, i)).ToDictionary(p => p.u.Word, p => p.i);

    private static readonly Dictionary<string, AzureAggregation> Aggregations =
        Enum.GetValues<AzureAggregation>().ToDictionary(a => a.ToString());

    /// <summary>The series; refused for a plan without load, which has no time to read them for.</summary>
    public static IReadOnlyList<ServerMetric> ReadAll(Field field, bool hasLoad)
    {
        IReadOnlyList<NamedField>? entries = field.Entries(PlanLimits.ServerSeries, "series by name, such as cpu: { prometheus: 'avg(…)', unit: percent }");
        if (entries is { Count: 0 })
        {
            field.Refuse("there are no series", "at least one series");
        }
        else if (entries is not null && !hasLoad)
        {
            field.Refuse("server-side metrics are read during the load, and the plan has no load", "a plan with 'load'");
        }

        return [.. (entries ?? []).Select(Read).OfType<ServerMetric>()];
    }

    /// <summary>What budgets may be about: the series as the file names them, right or not.</summary>
    public static IReadOnlyDictionary<string, ServerUnit> Named(PerfPlan plan, Field? field) => SubjectNames.Of(field)
        .ToDictionary(name => name, name => plan.Server.FirstOrDefault(m => m.Name == name)?.Unit ?? ServerUnit.Count);

    private static ServerMetric? Read(NamedField entry)
    {
        if (!SubjectNames.IsName(entry.Name))
        {
            entry.RefuseName("this is not a name", SubjectNames.Allowed);
        }

        MapField? map = entry.Value.Map(PlanKeys.Server);
        ServerUnit? unit = map?.Get("unit") is { } field ? (field.Choice(Units) is { } index ? ServerUnit.All[index] : null) : ServerUnit.Count;
        ServerSource? source = map?.OneOf(Sources, "where the series comes from") switch
        {
            "prometheus" => map.Get("prometheus")!.Text("an expression in PromQL", PlanLimits.TextLength) is { } query ? new PrometheusSource(query) : null,
            "azure" => ReadMetric(map.Get("azure")!),
            "logs" => ReadLogs(map.Get("logs")!),
            _ => null,
        };
        return unit is null || source is null ? null : new ServerMetric(entry.Name, unit, source);
    }

    private static AzureMetricSource? ReadMetric(Field field)
    {
        MapField? map = field.Map(PlanKeys.AzureMetric);
        string? resource = map?.Require("resource", ResourceAllowed) is { } r ? ReadResource(r) : null;
        string? metric = map?.Require("metric", "the name of a metric") is { } m ? m.Text("the name of a metric", PlanLimits.TextLength) : null;
        AzureAggregation? aggregation = map?.Require("aggregation", string.Join(", ", Aggregations.Keys))?.Choice(Aggregations);
        return resource is null || metric is null || aggregation is null ? null : new AzureMetricSource(resource, metric, aggregation.Value);
    }

    private static string? ReadResource(Field field)
    {
        string? resource = field.Text(ResourceAllowed, PlanLimits.PathLength);
        if (resource is null || (resource.StartsWith(Subscriptions, StringComparison.OrdinalIgnoreCase) && resource.Length > Subscriptions.Length && resource.IndexOfAny(['?', '#', ' ']) < 0))
        {
            return resource;
        }

        field.Refuse("this is not a resource id", ResourceAllowed);
        return null;
    }

    private static AzureLogsSource? ReadLogs(Field field)
    {
        MapField? map = field.Map(PlanKeys.Logs);
        Guid? workspace = map?.Require("workspace", WorkspaceAllowed) is { } w ? ReadWorkspace(w) : null;
        string? query = map?.Require("query", "a query in KQL")?.Text("a query in KQL", PlanLimits.TextLength);
        return workspace is null || query is null ? null : new AzureLogsSource(workspace.Value, query);
    }

    private static Guid? ReadWorkspace(Field field)
    {
        if (field.Text(WorkspaceAllowed, PlanLimits.TextLength) is not { } text)
        {
            return null;
        }

        if (Guid.TryParseExact(text, "D", out Guid workspace))
        {
            return workspace;
        }

        field.Refuse("this is not a workspace id", WorkspaceAllowed);
        return null;
    }
}
