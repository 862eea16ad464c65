using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using PerfFunctions.Load.Http;
using PerfFunctions.TestKit;

namespace PerfFunctions.Load.Tests;

/// <summary>How the requests of a test travel: what holds on one way holds on every other.</summary>
/// <param name="Transports">Which transport carries them.</param>
/// <param name="Tls">Version of TLS; null for clear text.</param>
internal sealed record Way(TransportChoice Transports, SslProtocols? Tls)
{
    private static readonly TestCertificates Certificates = new();
    private static readonly X509Certificate2 Shown = Certificates.ForServer("localhost");

    private static readonly Way[] All =
    [
        new(TransportChoice.Best, null),
        new(TransportChoice.General, null),
        new(TransportChoice.Best, SslProtocols.Tls12),
        new(TransportChoice.Best, SslProtocols.Tls13),
        new(TransportChoice.General, SslProtocols.Tls13),
    ];

    /// <summary>The certificate that a target has to show; null for clear text.</summary>
    public X509Certificate2? Certificate => Tls is null ? null : Shown;

    /// <summary>Sends in this way.</summary>
    public LoadDriver Driver => new() { Transports = Transports, Authority = Tls is null ? null : Certificates.AuthorityPem };

    /// <summary>
    /// Runs a scenario in every way at once, each with a target of its own. For load that is light: it waits far more than it
    /// works, so that the ways do not disturb each other.
    /// </summary>
    public static Task EachAsTheyWaitAsync(Func<Way, Task> scenario) => Task.WhenAll(All.Select(way => way.NamedAsync(scenario)));

    private async Task NamedAsync(Func<Way, Task> scenario)
    {
        try
        {
            await scenario(this);
        }
        catch (Exception error) when (error is not Xunit.Sdk.SkipException)
        {
            throw new InvalidOperationException(
                $"On the transport {Transports} with {Tls?.ToString() ?? "clear text"}: {error.Message}", error);
        }
    }
}
