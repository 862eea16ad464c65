using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Grammar;
using PerfFunctions.Engine.ServerMetrics;
using static PerfFunctions.Engine.Plans.Grammar.Schemas;
using static PerfFunctions.Engine.Plans.Grammar.ValueGrammars;

namespace PerfFunctions.Engine.Plans.Reading.Budgets;

/// <summary>Declares the series of <c>server:</c>.</summary>
internal static class ServerKeys
{
    private const string Subscriptions = "/subscriptions/";
    private const string ResourceAllowed = "a resource id, such as /subscriptions/…/resourceGroups/…/providers/…";
    private const string MetricAllowed = "the name of a metric";
    private const string WorkspaceAllowed = "a workspace id, such as 12345678-1234-1234-1234-123456789abc";
    private const string QueryAllowed = "a query in KQL";

    private static readonly Dictionary<string, AzureAggregation> Aggregations =
        Enum.GetValues<AzureAggregation>().ToDictionary(a => a.ToString());

    private static readonly ValueGrammar<string> Resource = Of(
        Pattern("^/[sS][uU][bB][sS][cC][rR][iI][pP][tT][iI][oO][nN][sS]/[^?# ]+$"), ReadResource);

    private static readonly ValueGrammar<Guid> Workspace = Of(
        Pattern("^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$"), ReadWorkspace);

    /// <summary>A metric of Azure Monitor.</summary>
    public static readonly MapGrammar<AzureMetricSource> AzureMetric = new("azureMetric", "Azure metric")
    {
        { "resource", Resource with { Required = ResourceAllowed }, "Resource id.", (m, v) => m with { Resource = v } },
        {
            "metric", AnyText(MetricAllowed) with { Required = MetricAllowed }, "Name of the metric.",
            (m, v) => m with { Metric = v }
        },
        {
            "aggregation", Word(Aggregations) with { Required = string.Join(", ", Aggregations.Keys) },
            "How points are aggregated.", (m, v) => m with { Aggregation = v }
        },
    };

    /// <summary>A query of a Log Analytics workspace.</summary>
    public static readonly MapGrammar<AzureLogsSource> Logs = new("logs", "Log query")
    {
        { "workspace", Workspace with { Required = WorkspaceAllowed }, "Workspace id.", (l, v) => l with { Workspace = v } },
        {
            "query", AnyText(QueryAllowed) with { Required = QueryAllowed },
            "KQL query; the first time and the first number of each row are used.", (l, v) => l with { Query = v }
        },
    };

    /// <summary>A series.</summary>
    public static readonly MapGrammar<SeriesDraft> Series = new(
        "series", "Series", "Exactly one of prometheus, azure and logs.",
        rule: new KeyChoice("where the series comes from", "prometheus", "azure", "logs"))
    {
        {
            "prometheus", AnyText("an expression in PromQL"), "A PromQL expression with one series as its result.",
            (s, v) => s with { Source = new PrometheusSource(v) }
        },
        {
            "azure", Map(AzureMetric, new AzureMetricSource("", "", default)), "A metric of Azure Monitor.",
            (s, v) => s with { Source = v }
        },
        {
            "logs", Map(Logs, new AzureLogsSource(default, "")), "A query of a Log Analytics workspace.",
            (s, v) => s with { Source = v }
        },
        {
            "unit", Named(ServerUnit.All, u => u.Word) with { Default = ServerUnit.Count.Word }, "Unit of the source.",
            (s, v) => s with { Unit = v }
        },
    };

    private static string? ReadResource(Field field)
    {
        string? resource = field.Text(ResourceAllowed, PlanLimits.PathLength);
        if (resource is null || (resource.StartsWith(Subscriptions, StringComparison.OrdinalIgnoreCase) &&
            resource.Length > Subscriptions.Length && resource.IndexOfAny(['?', '#', ' ']) < 0))
        {
            return resource;
        }

        field.Refuse("this is not a resource id", ResourceAllowed);
        return null;
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

/// <summary>A series as far as it has been read.</summary>
/// <param name="Unit">Its unit.</param>
/// <param name="Source">Where it comes from; null until that is known.</param>
internal sealed record SeriesDraft(ServerUnit Unit, ServerSource? Source);
