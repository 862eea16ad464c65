using PerfFunctions.Api;

namespace PerfFunctions.App.Access;

/// <summary>Access to the service, section <c>Perf:Access</c>. Without any setting, only users of the machine of a local host have access.</summary>
public sealed class AccessOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Perf:Access";

    /// <summary>Keys by names of their own. Several may have one role, so that keys can be changed one by one.</summary>
    public Dictionary<string, AccessKey> Keys { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a platform in front signs people in and says who they are (App Service authentication).</summary>
    public bool PlatformSignIn { get; set; }
}

/// <summary>A key and what it is good for.</summary>
public sealed class AccessKey
{
    /// <summary>The key itself, at least 32 characters.</summary>
    public string? Secret { get; set; }

    /// <summary><c>read</c>, <c>start</c> or <c>administer</c>.</summary>
    public string? Role { get; set; }

    /// <summary>The role; null where the text names none.</summary>
    internal Role? ReadRole() => Role?.ToUpperInvariant() switch
    {
        "READ" => Api.Role.Read,
        "START" => Api.Role.Start,
        "ADMINISTER" => Api.Role.Administer,
        _ => null,
    };
}
