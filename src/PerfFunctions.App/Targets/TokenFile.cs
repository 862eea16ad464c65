using System.Net;
using System.Text;
using PerfFunctions.Engine.Network;

namespace PerfFunctions.App.Targets;

/// <summary>Reads the file by which a site shows whose it is.</summary>
public sealed class TokenFile(TargetPolicies policies, TimeProvider time) : IDisposable
{
    private const int MaxBytes = 1024;
    private const int MaxRedirects = 3;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        // Each look is a new one: what a kept connection leads to was looked at some time ago.
        PooledConnectionLifetime = TimeSpan.Zero,
        ConnectCallback = policies.Fetching.ConnectAsync,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>Where it is, for the place that an address belongs to.</summary>
    public static Uri AddressOf(Uri target) => new(new Uri(target.GetLeftPart(UriPartial.Authority)), TargetTokens.FilePath);

    /// <summary>Why it does not show a token; null when it does.</summary>
    public async Task<string?> ProblemAsync(Uri target, string token, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await LookAsync(AddressOf(target), token, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"it did not arrive within {Limit.TotalSeconds:F0} s";
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return TransportFailure.KindOf(e);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    private async Task<string?> LookAsync(Uri address, string token, CancellationToken cancellationToken)
    {
        for (int redirects = 0; redirects <= MaxRedirects; redirects++)
        {
            using HttpResponseMessage response = await _http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (response.StatusCode == HttpStatusCode.OK)
            {
                return await ReadAsync(response, token, cancellationToken);
            }

            if ((int)response.StatusCode is < 300 or >= 400 || response.Headers.Location is not { } location)
            {
                return $"the response has status {(int)response.StatusCode}";
            }

            // Whoever can make a site redirect, as many sites do for anybody, has not shown that it is theirs.
            var next = new Uri(address, location);
            if (HostPattern.Of(next) != HostPattern.Of(address) || next.Scheme is not ("http" or "https"))
            {
                return $"it redirects to another origin, {next.GetLeftPart(UriPartial.Authority)}";
            }

            address = next;
        }

        return $"it redirects more than {MaxRedirects} times";
    }

    private static async Task<string?> ReadAsync(HttpResponseMessage response, string token, CancellationToken cancellationToken)
    {
        await using Stream body = await response.Content.ReadAsStreamAsync(cancellationToken);
        byte[] buffer = new byte[MaxBytes + 1];
        int read = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return read > MaxBytes ? $"it is larger than {MaxBytes} bytes"
            : Encoding.UTF8.GetString(buffer, 0, read).Split('\n').Any(line => line.Trim(' ', '\t', '\r', '\uFEFF') == token) ? null
            : "it does not contain the token";
    }
}
