using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Load.EventLoops;
using PerfFunctions.Load.Http;
using PerfFunctions.Load.Recording;
using PerfFunctions.Load.Responses;

namespace PerfFunctions.Load.Flows;

/// <summary>Makes examples of failed requests, without what must not be kept of them.</summary>
/// <param name="context">The scenario.</param>
/// <param name="tokens">Hands out tokens; null for none.</param>
internal sealed class FailureSamples(ScenarioContext context, TokenSource? tokens)
{
    private const int MaxHeaders = 40;
    private const int LongestHeader = 200;

    private static readonly string[] NeverKept = ["Set-Cookie", "Set-Cookie2", "Authorization", "Proxy-Authorization", "Cookie"];

    private readonly FailureSampler _sampler = new();

    /// <summary>The example; null when there are enough of its kind.</summary>
    /// <param name="step">The request.</param>
    /// <param name="exchange">How it went.</param>
    /// <param name="end">How it ended.</param>
    /// <param name="at">When.</param>
    public FailureSample? Take(CompiledStep step, Exchange exchange, in RequestEnd end, TimeSpan at)
    {
        if (end.Result.Failure is not { } failure || !_sampler.IsKept(step.Series, failure))
        {
            return null;
        }

        SecretForms secrets = FormsOf(exchange);
        return new FailureSample(step.Name, failure, RunClock.SecondOf(at), 0)
        {
            Status = end.Status,
            ServiceMs = end.Service.TotalMilliseconds,
            Expected = step.Check.Expected,
            Headers = end.Status == 0 ? [] :
            [
                .. exchange.Headers.Where(h => !NeverKept.Contains(h.Key, StringComparer.OrdinalIgnoreCase)).Take(MaxHeaders)
                    .Select(h => new SampleHeader(h.Key, Cut(secrets.Clean(h.Value), LongestHeader))),
            ],
            Body = end.Status == 0 ? "" : Cut(secrets.Clean(TextOf(exchange)), FailureSample.BodyLength),
        };
    }

    /// <summary>A text of a response without what must not be kept of it.</summary>
    public string Clean(Exchange exchange, string text) => FormsOf(exchange).Clean(text);

    private SecretForms FormsOf(Exchange exchange) => new(SecretTexts.LongEnough(SecretsOf(exchange)));

    // What a target repeats of a request, it repeats in its errors.
    private IEnumerable<string> SecretsOf(Exchange exchange) =>
    [
        .. context.Secrets.Values,
        .. context.Hidden,
        tokens?.Current ?? "",
        .. (exchange.Draft?.Headers ?? []).Where(h => NeverKept.Contains(h.Key, StringComparer.OrdinalIgnoreCase))
            .SelectMany(h => (string[])[h.Value, .. h.Value.Split([' ', ';', '='], StringSplitOptions.RemoveEmptyEntries)]),
        .. exchange.Headers.Where(h => NeverKept.Contains(h.Key, StringComparer.OrdinalIgnoreCase)).Select(h => h.Value.Split(';')[0].Split('=', 2)[^1]),
    ];

    private static string TextOf(Exchange exchange)
    {
        if (!ResponseBody.TryRead(exchange, out ReadOnlyMemory<byte> body))
        {
            return "(compressed)";
        }

        return BodyText.Read(exchange, body, out string text) is { } failure ? $"({failure})" : text;
    }

    private static string Cut(string text, int length) =>
        text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
}
