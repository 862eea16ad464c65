using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.Options;
using PerfFunctions.Engine.Network;
using PerfFunctions.Engine.ServerMetrics;

namespace PerfFunctions.App.ServerMetrics;

/// <summary>Reads series from Prometheus, or from what speaks its query API.</summary>
public sealed class PrometheusMetrics : IServerMetrics, IDisposable
{
    private const int MaxBytes = 5_000_000;

    private readonly PrometheusOptions _options;
    private readonly TimeProvider _time;

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        Timeout = Timeout.InfiniteTimeSpan,
        MaxResponseContentBufferSize = MaxBytes,
    };

    /// <summary>For the Prometheus of the settings.</summary>
    public PrometheusMetrics(IOptions<PrometheusOptions> options, TimeProvider time)
    {
        (_options, _time) = (options.Value, time);
        _http.DefaultRequestHeaders.Authorization = _options.Token is { } token ? new AuthenticationHeaderValue("Bearer", token)
            : _options.User is { } user ? new AuthenticationHeaderValue(
                "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{_options.Password}")))
            : null;
    }

    /// <inheritdoc />
    public bool Reads(ServerSource source) => source is PrometheusSource;

    /// <inheritdoc />
    public async Task<ServerReading> ReadAsync(ServerSource source, ServerSpan span, CancellationToken cancellationToken)
    {
        if (_options.Url is not { } url)
        {
            throw new ServerMetricsException($"{PrometheusOptions.Section}:{nameof(_options.Url)} is not set in the service's configuration.");
        }

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(_options.TimeoutSeconds), _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using FormUrlEncodedContent form = Form(((PrometheusSource)source).Query, span);
            using HttpResponseMessage response = await _http.PostAsync(new Uri($"{url.TrimEnd('/')}/api/v1/query_range"), form, either.Token);
            byte[] body = await response.Content.ReadAsByteArrayAsync(either.Token);
            return PrometheusAnswer.Read((int)response.StatusCode, body, span);
        }
        catch (OperationCanceledException e) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new ServerMetricsException($"Prometheus did not respond within {_options.TimeoutSeconds} s.", e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new ServerMetricsException($"Prometheus could not be queried: {TransportFailure.KindOf(e)}.", e);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    // A point stands for the step before it, so the first is asked for one step after the start.
    private static FormUrlEncodedContent Form(string query, ServerSpan span) => new(
    [
        new("query", query),
        new("start", Seconds(span.From.AddSeconds(span.Step))),
        new("end", Seconds(span.From.AddSeconds(Math.Max(span.Step, span.Seconds)))),
        new("step", span.Step.ToString(CultureInfo.InvariantCulture)),
    ]);

    private static string Seconds(DateTimeOffset at) => (at.ToUnixTimeMilliseconds() / 1000m).ToString("0.000", CultureInfo.InvariantCulture);
}
