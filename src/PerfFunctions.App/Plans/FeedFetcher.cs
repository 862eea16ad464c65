using System.Globalization;
using System.Net;
using System.Text;
using PerfFunctions.App.Targets;
using PerfFunctions.Engine.Network;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Plans.Files;
using PerfFunctions.Engine.Plans.Reading.Load;
using PerfFunctions.Engine.Workloads;

namespace PerfFunctions.App.Plans;

/// <summary>Fetches the rows of feeds that the plan does not hold itself.</summary>
public sealed class FeedFetcher(TargetPolicies policies, TimeProvider time) : IDisposable
{
    private const int MaxBytes = 5_000_000;
    private const int MaxRedirects = 5;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        PooledConnectionLifetime = Limit,
        ConnectCallback = policies.Fetching.ConnectAsync,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>The feed with its rows.</summary>
    /// <exception cref="FeedRefusedException">It cannot be fetched, read, or does not hold what the plan takes from it.</exception>
    public async Task<Feed> FetchAsync(Feed feed, PerfPlan plan, CancellationToken cancellationToken)
    {
        Uri from = feed.From!;
        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using HttpResponseMessage response = await GetAsync(feed, from, either.Token);
            string text = await TextAsync(feed, response, either.Token);
            bool isJson = from.AbsolutePath.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ||
                (!from.AbsolutePath.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) &&
                    response.Content.Headers.ContentType?.MediaType?.Contains("json", StringComparison.OrdinalIgnoreCase) == true);
            return Checked(feed, plan, FeedFile.Read(text, isJson, PlanFileLimits.Rows, feed.Separator));
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw Refused(feed, $"it did not arrive within {Limit.TotalSeconds:F0} s");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw Refused(feed, TransportFailure.KindOf(e));
        }
    }

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> GetAsync(Feed feed, Uri address, CancellationToken cancellationToken)
    {
        for (int redirects = 0; redirects <= MaxRedirects; redirects++)
        {
            HttpResponseMessage response = await _http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead,
                cancellationToken);
            if (response.StatusCode == HttpStatusCode.OK)
            {
                return response;
            }

            using (response)
            {
                Uri? next = (int)response.StatusCode is >= 300 and < 400 && response.Headers.Location is { } location
                    ? new Uri(address, location)
                    : null;
                address = next is null ? throw Refused(feed, $"the response has status {(int)response.StatusCode}")
                    : IsSamePlace(address, next) ? next
                    : throw Refused(feed, $"it redirects to another origin, {next.GetLeftPart(UriPartial.Authority)}");
            }
        }

        throw Refused(feed, $"it redirects more than {MaxRedirects} times");
    }

    // Another host, or the same without TLS, is not what the plan's author trusted.
    private static bool IsSamePlace(Uri from, Uri to) =>
        to.Host.Equals(from.Host, StringComparison.OrdinalIgnoreCase) &&
        (to.Scheme == from.Scheme || (from.Scheme == Uri.UriSchemeHttp && to.Scheme == Uri.UriSchemeHttps));

    private static async Task<string> TextAsync(Feed feed, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using Stream body = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var bytes = new MemoryStream();
        byte[] buffer = new byte[81_920];
        int read;
        while ((read = await body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            bytes.Write(buffer, 0, read);
            if (bytes.Length > MaxBytes)
            {
                throw Refused(feed, $"it is larger than {MaxBytes / 1_000_000} MB");
            }
        }

        try
        {
            return StrictUtf8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
        }
        catch (DecoderFallbackException)
        {
            throw Refused(feed, "it is not UTF-8");
        }
    }

    private static Feed Checked(Feed feed, PerfPlan plan, FeedRows rows)
    {
        if (rows.Problems.Count > 0)
        {
            throw Refused(feed, string.Join("; ", rows.Problems));
        }

        string[] absent = [.. feed.Columns.Except(rows.Columns)];
        if (absent.Length > 0)
        {
            throw Refused(feed, $"it has no column {string.Join(", ", absent)}; it has {string.Join(", ", rows.Columns)}");
        }

        Scenario? hungry = plan.Load.FirstOrDefault(s => FeedDemand.Of(feed, s) > rows.Rows.Count);
        return hungry is null
            ? feed with { Columns = rows.Columns, Rows = rows.Rows }
            : throw Refused(feed, string.Create(CultureInfo.InvariantCulture,
                $"it has too few rows: '{hungry.Name}' needs {FeedDemand.Of(feed, hungry)} unique rows, and it has {rows.Rows.Count}"));
    }

    // Without the query, which may contain a credential.
    private static FeedRefusedException Refused(Feed feed, string reason) =>
        new($"The feed '{feed.Name}' from {feed.From!.GetLeftPart(UriPartial.Path)} cannot be used: {reason}.");
}
