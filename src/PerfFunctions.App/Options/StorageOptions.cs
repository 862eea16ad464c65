using System.ComponentModel.DataAnnotations;

namespace PerfFunctions.App.Options;

/// <summary>Where results are kept, section <c>Perf:Storage</c>.</summary>
public sealed class StorageOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Perf:Storage";

    /// <summary>Connection string; by default that of the functions runtime (<c>AzureWebJobsStorage</c>).</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Storage account name, reached by the service's own identity; used when there is no connection string.</summary>
    [RegularExpression("^[a-z0-9]{3,24}$")]
    public string? AccountName { get; set; }

    /// <summary>
    /// What the addresses of that account end with: <c>core.windows.net</c>, or that of another cloud, such as
    /// <c>core.usgovcloudapi.net</c> or <c>core.chinacloudapi.cn</c>.
    /// </summary>
    [Required, RegularExpression(@"^[a-z0-9-]+(\.[a-z0-9-]+)+$", ErrorMessage = "The field EndpointSuffix must be the end of a host's name, such as core.windows.net.")]
    public string EndpointSuffix { get; set; } = "core.windows.net";

    /// <summary>What table and container names begin with, so that services can share an account.</summary>
    [Required, RegularExpression("^[A-Za-z][A-Za-z0-9]{1,20}$")]
    public string Prefix { get; set; } = "Perf";
}
