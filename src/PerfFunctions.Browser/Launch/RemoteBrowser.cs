using Microsoft.Playwright;
using PerfFunctions.Browser.Conditions;
using PerfFunctions.Browser.Setup;
using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Browser.Launch;

/// <summary>A browser that runs elsewhere.</summary>
internal static class RemoteBrowser
{
    /// <summary>Connects.</summary>
    /// <exception cref="BrowserUnavailableException">The protocol has no such browser.</exception>
    /// <exception cref="PlaywrightException">It does not answer, or not as expected.</exception>
    public static Task<IBrowser> ConnectAsync(IBrowserType type, BrowserKind kind, string endpoint, BrowserProtocol protocol, TimeSpan limit)
    {
        float timeout = (float)limit.TotalMilliseconds;
        if (protocol == BrowserProtocol.Playwright)
        {
            return type.ConnectAsync(endpoint, new() { Timeout = timeout });
        }
        return kind == BrowserKind.Chromium
            ? type.ConnectOverCDPAsync(endpoint, new() { Timeout = timeout })
            : throw new BrowserUnavailableException(
                $"{EngineLimits.NameOf(kind)} cannot be reached by the DevTools protocol; only Chromium supports it.");
    }

    /// <summary>
    /// Why it could not be used, in one sentence. Names only the host, because the address may contain a token.
    /// </summary>
    public static string Reason(string endpoint, string error)
    {
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out Uri? address))
        {
            return "The remote browser could not be used: the option Browser:Endpoint is not an address.";
        }
        // Playwright repeats the address, at times after a change of its own.
        bool revealsAddress = error.Contains("://", StringComparison.Ordinal)
            || (address.Query.Length > 1 && error.Contains(address.Query, StringComparison.Ordinal));
        return revealsAddress
            ? $"The browser at {address.Authority} did not respond."
            : $"The browser at {address.Authority} could not be used: {error}.";
    }
}
