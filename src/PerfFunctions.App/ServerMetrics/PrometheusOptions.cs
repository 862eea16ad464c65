using System.ComponentModel.DataAnnotations;

namespace PerfFunctions.App.ServerMetrics;

/// <summary>Where series of systems under test are read from, section <c>Perf:Prometheus</c>.</summary>
public sealed class PrometheusOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Perf:Prometheus";

    /// <summary>Address of Prometheus, or of what speaks its query API, without <c>/api/v1</c>; null for none.</summary>
    public string? Url { get; set; }

    /// <summary>A bearer token that it asks for; null for none.</summary>
    public string? Token { get; set; }

    /// <summary>The user of basic authentication; null for none.</summary>
    public string? User { get; set; }

    /// <summary>The password of <see cref="User"/>.</summary>
    public string? Password { get; set; }

    /// <summary>How long an answer may take, seconds.</summary>
    [Range(1, 120)]
    public int TimeoutSeconds { get; set; } = 30;
}
