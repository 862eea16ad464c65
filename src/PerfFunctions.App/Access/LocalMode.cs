using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using PerfFunctions.Api;
using PerfFunctions.App.Options;

namespace PerfFunctions.App.Access;

/// <summary>
/// Work on one machine without keys. On the real Functions host every request reaches the app from loopback, so being there
/// proves nothing: the host must say that it is one machine's own and listens on loopback alone, and no platform may be around.
/// </summary>
public sealed class LocalMode
{
    /// <summary>Setting of a machine's own host: whether only loopback clients can reach it. Never set by hand.</summary>
    public const string Setting = "Host:Open";

    private readonly bool _isOpen;

    /// <summary>Reads what the host says.</summary>
    /// <exception cref="InvalidOperationException">It says so in Azure.</exception>
    public LocalMode(IConfiguration configuration, AccessState access)
    {
        string? said = configuration[Setting];
        IsLocalHost = said is not null;
        bool isOpen = bool.TryParse(said, out bool open) && open;
        if (isOpen && SettingRefusals.MarkOfAzure(configuration) is { } found)
        {
            throw new InvalidOperationException(
                $"{Setting} opens the service to anyone who can reach it, and this is Azure ({found} is set): remove it.");
        }

        _isOpen = isOpen && !access.IsConfigured;
        IsClosed = !isOpen && !access.IsConfigured;
    }

    /// <summary>Whether all requests are rejected: no access is configured, and this is not a machine's own host.</summary>
    public bool IsClosed { get; }

    /// <summary>Whether the host is a machine's own.</summary>
    internal bool IsLocalHost { get; }

    /// <summary>
    /// Whoever is at this machine; null where that is not proven. The name that was called must be loopback's too: a page
    /// whose own name is made to point here is no one at this machine.
    /// </summary>
    public Caller? Find(HttpRequest request) =>
        _isOpen && request.HttpContext.Connection.LocalIpAddress is { } address && IPAddress.IsLoopback(address) && IsLoopbackName(request.Host)
            ? Caller.Local
            : null;

    internal static bool IsLoopbackName(HostString host) =>
        string.Equals(host.Host, "localhost", StringComparison.OrdinalIgnoreCase) ||
        (IPAddress.TryParse(host.Host.Trim('[', ']'), out IPAddress? address) && IPAddress.IsLoopback(address));
}
