namespace PerfFunctions.App.Access.Entra;

/// <summary>The tenant of Entra whose access tokens are taken, section <c>Perf:Access:Entra</c>. Nothing set means none.</summary>
public sealed class EntraOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Perf:Access:Entra";

    /// <summary>Id of the tenant.</summary>
    public string? TenantId { get; set; }

    /// <summary>
    /// Client id of the app registration of this service, whose app roles are <c>Perf.Read</c>, <c>Perf.Start</c> and
    /// <c>Perf.Administer</c>.
    /// </summary>
    public string? Audience { get; set; }

    /// <summary>Where tenants are; another one in clouds of their own.</summary>
    public string Authority { get; set; } = "https://login.microsoftonline.com";

    /// <summary>Whether tokens are taken.</summary>
    public bool IsConfigured => !string.IsNullOrWhiteSpace(TenantId) || !string.IsNullOrWhiteSpace(Audience);

    /// <summary>Whether the authority speaks plain http, which is valid on loopback only.</summary>
    internal bool IsPlain => Authority.StartsWith("http://", StringComparison.OrdinalIgnoreCase);

    /// <summary>Where the tenant says how it signs.</summary>
    internal string Discovery => $"{Authority.TrimEnd('/')}/{TenantId}/v2.0/.well-known/openid-configuration";
}
