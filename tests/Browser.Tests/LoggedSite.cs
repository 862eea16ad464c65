using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace PerfFunctions.Browser.Tests;

/// <summary>A site of fixed pages that notes each request. It answers as 127.0.0.1 and, as a site of its own, as localhost.</summary>
public sealed class LoggedSite : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Host, string Path, string Line)> _log = new();
    private TestSite? _site;

    /// <summary>The page's own address.</summary>
    public Uri Address => _site!.Address;

    /// <summary>The same server as another site.</summary>
    public Uri Elsewhere => new UriBuilder(Address) { Host = "localhost" }.Uri;

    /// <summary>Starts; in texts, OWN and ELSEWHERE stand for the two origins. What is not among the pages answers with nothing.</summary>
    /// <param name="pages">HTML by path; a text that begins with "-> " redirects.</param>
    /// <param name="note">What is noted of a request, besides host and path.</param>
    public static async Task<LoggedSite> StartAsync(Dictionary<string, string> pages, Func<HttpRequest, string>? note = null)
    {
        LoggedSite site = new();
        site._site = await TestSite.StartAsync(async context =>
        {
            HttpRequest request = context.Request;
            site._log.Enqueue((request.Host.Host, request.Path, note?.Invoke(request) ?? request.QueryString.ToString()));
            context.Response.Headers.AccessControlAllowOrigin = "*";
            string page = pages.GetValueOrDefault(request.Path, "")
                .Replace("OWN", site.Address.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal)
                .Replace("ELSEWHERE", site.Elsewhere.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal);
            if (page.StartsWith("-> ", StringComparison.Ordinal))
            {
                context.Response.Redirect(page[3..]);
                return;
            }
            await context.HtmlAsync(page);
        });
        return site;
    }

    /// <summary>What was noted of the requests for a path, in order.</summary>
    public string[] Of(string path) => [.. _log.Where(entry => entry.Path == path).Select(entry => Uri.UnescapeDataString(entry.Line))];

    /// <summary>What was noted, by host.</summary>
    public ILookup<string, (string Path, string Line)> ByHost => _log.ToLookup(entry => entry.Host, entry => (entry.Path, entry.Line));

    public ValueTask DisposeAsync() => _site!.DisposeAsync();
}
