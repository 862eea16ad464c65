using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PerfFunctions.App.CodeHosts.AzureDevOps;

/// <summary>Calls the REST API of Azure DevOps about a repository.</summary>
internal sealed class AzureDevOpsClient : IDisposable
{
    private const string ApiVersion = "api-version=7.1";

    // An activity may wait, but not so long that a run's end hangs on one call.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };
    private readonly string _base;
    private readonly TimeProvider _time;

    /// <summary>Prepares the client; nothing is called yet.</summary>
    public AzureDevOpsClient(AzureDevOpsOptions options, TimeProvider time)
    {
        _time = time;
        _base = options.BaseAddress!.TrimEnd('/');

        // A personal access token goes as the password of no user.
        string credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($":{options.Token}"));
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", credentials);
        _http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
    }

    /// <summary>Reads; null when there is no such thing.</summary>
    /// <param name="of">The repository.</param>
    /// <param name="path">What, below the repository, with its query; all values escaped.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CodeHostCallException">It did not come through.</exception>
    public Task<JsonObject?> FindAsync(PullRequestContext of, string path, CancellationToken cancellationToken) =>
        CallAsync(HttpMethod.Get, of, path, null, ReadAsync, cancellationToken);

    /// <summary>Reads bytes, and of more than a limit one more than that; null when there is no such thing.</summary>
    /// <param name="of">The repository.</param>
    /// <param name="path">What, below the repository, with its query; all values escaped.</param>
    /// <param name="limit">Bytes to read.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CodeHostCallException">It did not come through.</exception>
    public Task<byte[]?> FindBytesAsync(PullRequestContext of, string path, int limit, CancellationToken cancellationToken) =>
        CallAsync(HttpMethod.Get, of, path, null, (answer, token) => ReadBytesAsync(answer, limit, token), cancellationToken);

    /// <summary>Writes; gives what is there afterwards.</summary>
    /// <exception cref="CodeHostCallException">It did not come through.</exception>
    public async Task<JsonObject> WriteAsync(
        HttpMethod method, PullRequestContext of, string path, JsonObject body, CancellationToken cancellationToken) =>
        await CallAsync(method, of, path, body, ReadAsync, cancellationToken) ??
            throw new CodeHostCallException($"Azure DevOps responded with status 404 to '{method} {path}'");

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    private async Task<T?> CallAsync<T>(
        HttpMethod method, PullRequestContext of, string path, JsonObject? body,
        Func<HttpResponseMessage, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
        where T : class
    {
        string repository = $"{Uri.EscapeDataString(of.Owner)}/_apis/git/repositories/{Uri.EscapeDataString(of.Repository)}";
        string separator = path.Contains('?', StringComparison.Ordinal) ? "&" : "?";
        using var request = new HttpRequestMessage(method, $"{_base}/{repository}/{path}{separator}{ApiVersion}");
        if (typeof(T) == typeof(byte[]))
        {
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/octet-stream"));
        }

        request.Content = body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var limit = new CancellationTokenSource(Limit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using HttpResponseMessage answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);

            // A token that is not taken is answered by a page to sign in at, as 203 or a redirect.
            return answer.StatusCode switch
            {
                HttpStatusCode.NotFound => null,
                HttpStatusCode.OK or HttpStatusCode.Created => await read(answer, either.Token),
                _ => throw Refused($"{method} {path}", answer),
            };
        }
        catch (Exception e) when (e is HttpRequestException or IOException or JsonException ||
            (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new CodeHostCallException($"Azure DevOps gave no usable response to '{method} {path}': {e.Message}", e) { IsTransient = e is not JsonException };
        }
    }

    private static async Task<JsonObject> ReadAsync(HttpResponseMessage answer, CancellationToken cancellationToken) =>
        JsonNode.Parse(await answer.Content.ReadAsStreamAsync(cancellationToken)) as JsonObject ?? throw new JsonException("it is not an object");

    private static async Task<byte[]> ReadBytesAsync(HttpResponseMessage answer, int limit, CancellationToken cancellationToken)
    {
        await using Stream body = await answer.Content.ReadAsStreamAsync(cancellationToken);
        byte[] bytes = new byte[limit + 1];
        int count = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        return bytes[..count];
    }

    private CodeHostCallException Refused(string call, HttpResponseMessage answer) =>
        new($"Azure DevOps responded with status {(int)answer.StatusCode} to '{call}'")
        {
            IsTransient = (int)answer.StatusCode >= 500 || answer.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout,
            Wait = RetryAfter.Of(answer.Headers.RetryAfter, _time.GetUtcNow()),
        };
}
