using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using PerfFunctions.Engine.Network;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Load.SocketsHttp;

namespace PerfFunctions.Load.Flows;

/// <summary>
/// A token for the client itself (RFC 6749 section 4.4): fetched before the load starts and renewed when four fifths of
/// its time are over, once a minute at most. Its fetches are not part of any figure.
/// </summary>
internal sealed class TokenSource(OAuthAuthorization auth, ScenarioContext context, HandlerFactory handlers, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan DefaultLife = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LongestLife = TimeSpan.FromDays(1);
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(2);

    // The address of tokens needs no proof, so that nothing in a plan or an answer may make many asks of it.
    private static readonly TimeSpan ShortestLife = TimeSpan.FromMinutes(1) / 0.8;
    private const long LargestAnswer = 1 << 20;
    private static readonly TimeSpan FetchLimit = TimeSpan.FromSeconds(10);

    private readonly HttpClient _client =
        new(handlers.Create(new OpenConnections())) { Timeout = FetchLimit, MaxResponseContentBufferSize = LargestAnswer };
    private readonly CancellationTokenSource _ended = new();
    private Task _renewing = Task.CompletedTask;
    private TimeSpan _retry = FirstRetry;

    /// <summary>The token; null when there is none.</summary>
    public string? Current { get; private set; }

    /// <summary>Why there is none, in words that can be counted.</summary>
    public string Failure { get; private set; } = "no access token";

    /// <summary>Fetches the first token and keeps it fresh from then on.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        TimeSpan life = await FetchAsync(cancellationToken);
        _renewing = RenewAsync(life);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _renewing;
        _client.Dispose();
        _ended.Dispose();
    }

    private async Task RenewAsync(TimeSpan life)
    {
        try
        {
            while (true)
            {
                await Task.Delay(life * 0.8, time, _ended.Token);
                life = await FetchAsync(_ended.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }

    // How long until it has to be looked at again, over 0.8.
    private async Task<TimeSpan> FetchAsync(CancellationToken cancellationToken)
    {
        try
        {
            using HttpRequestMessage request = Request();
            using HttpResponseMessage response = await _client.SendAsync(request, cancellationToken);
            if (!response.IsSuccessStatusCode)
            {
                return Failed($"no access token: status {(int)response.StatusCode}");
            }

            using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancellationToken));
            Current = answer.RootElement.GetProperty("access_token").GetString();
            _retry = FirstRetry;
            return answer.RootElement.TryGetProperty("expires_in", out JsonElement life) && life.TryGetInt64(out long seconds) && seconds > 0
                ? TimeSpan.FromSeconds(Math.Clamp(seconds, ShortestLife.TotalSeconds, LongestLife.TotalSeconds))
                : DefaultLife;
        }
        catch (HttpRequestException e)
        {
            return Failed($"no access token: {TransportFailure.KindOf(e)}");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return Failed("no access token: not a token response");
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Failed("no access token: timeout");
        }
    }

    // A token that still holds is better than none.
    private TimeSpan Failed(string failure)
    {
        Failure = failure;
        TimeSpan wait = _retry;
        _retry = wait * 2 < ShortestLife ? wait * 2 : ShortestLife;
        return wait;
    }

    private HttpRequestMessage Request()
    {
        Iteration first = new(context);
        string Render(string text) => new CompiledText(text, context).Render(first);
        Dictionary<string, string> form = new() { ["grant_type"] = "client_credentials" };
        if (auth.Scope is not null)
        {
            form["scope"] = Render(auth.Scope);
        }

        string client = $"{Uri.EscapeDataString(Render(auth.Client))}:{Uri.EscapeDataString(Render(auth.Secret))}";
        var request = new HttpRequestMessage(HttpMethod.Post, Render(auth.TokenAddress))
        {
            Content = new FormUrlEncodedContent(form),
            VersionPolicy = HttpVersionPolicy.RequestVersionOrHigher,
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes(client)));
        return request;
    }
}
