namespace PerfFunctions.Engine.ServerMetrics;

/// <summary>Where the numbers of a series come from.</summary>
public abstract record ServerSource
{
    /// <summary>Where, and what is asked for, as a reader sees it.</summary>
    public abstract string Words { get; }
}

/// <summary>An expression that Prometheus evaluates.</summary>
/// <param name="Query">PromQL with one series as its result.</param>
public sealed record PrometheusSource(string Query) : ServerSource
{
    /// <inheritdoc />
    public override string Words => $"Prometheus: {Query}";
}

/// <summary>A metric of an Azure resource.</summary>
/// <param name="Resource">Resource id, from <c>/subscriptions/</c> on.</param>
/// <param name="Metric">Name of the metric.</param>
/// <param name="Aggregation">How the values of a minute become one.</param>
public sealed record AzureMetricSource(string Resource, string Metric, AzureAggregation Aggregation) : ServerSource
{
    /// <inheritdoc />
    public override string Words => $"Azure Monitor: {Aggregation} of {Metric} of {Resource[(Resource.LastIndexOf('/') + 1)..]}";
}

/// <summary>A query over the logs of an Azure workspace.</summary>
/// <param name="Workspace">Workspace id.</param>
/// <param name="Query">KQL with a time and a number in each row.</param>
public sealed record AzureLogsSource(Guid Workspace, string Query) : ServerSource
{
    /// <inheritdoc />
    public override string Words => $"Azure Monitor logs: {Query}";
}

/// <summary>How Azure Monitor makes one number of the values of a minute.</summary>
public enum AzureAggregation
{
    /// <summary>Their mean.</summary>
    Average,

    /// <summary>The smallest.</summary>
    Minimum,

    /// <summary>The largest.</summary>
    Maximum,

    /// <summary>Their sum.</summary>
    Total,

    /// <summary>How many there were.</summary>
    Count,
}
