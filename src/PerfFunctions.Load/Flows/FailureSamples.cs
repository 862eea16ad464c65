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
    /// <param name="request">The request.</param>
    /// <param name="response">What came back; null for nothing.</param>
    /// <param name="draft">What was sent, whose secrets a target may repeat; null for what is not known.</param>
    /// <param name="end">How it ended.</param>
    /// <param name="at">When.</param>
    public FailureSample? Take(SampledRequest request, IResponse? response, RequestDraft? draft, in RequestEnd end, TimeSpan at)
    {
        if (end.Result.Failure is not { } failure || !_sampler.IsKept(request.Series, failure))
        {
            return null;
        }

        SecretForms secrets = FormsOf(response, draft);
        bool isShown = response is not null && (end.Status > 0 || response.Status == 0);
        return new FailureSample(request.Name, failure, RunClock.SecondOf(at), 0)
        {
            Status = end.Status,
            ServiceMs = end.Service.TotalMilliseconds,
            Expected = request.Expected,
            Headers = !isShown ? [] :
            [
                .. response!.Headers.Where(h => !NeverKept.Contains(h.Key, StringComparer.OrdinalIgnoreCase)).Take(MaxHeaders)
                    .Select(h => new SampleHeader(h.Key, Cut(secrets.Clean(h.Value), LongestHeader))),
            ],
            Body = !isShown ? "" : Cut(secrets.Clean(TextOf(response!)), FailureSample.BodyLength),
        };
    }

    /// <summary>A text of a response without what must not be kept of it.</summary>
    public string Clean(IResponse response, RequestDraft draft, string text) => FormsOf(response, draft).Clean(text);

    private SecretForms FormsOf(IResponse? response, RequestDraft? draft) =>
        new(SecretTexts.LongEnough(SecretsOf(response, draft)));

    // What a target repeats of a request, it repeats in its errors.
    private IEnumerable<string> SecretsOf(IResponse? response, RequestDraft? draft) =>
    [
        .. context.Secrets.Values,
        .. context.Hidden,
        tokens?.Current ?? "",
        .. (draft?.Headers ?? []).Where(h => NeverKept.Contains(h.Key, StringComparer.OrdinalIgnoreCase))
            .SelectMany(h => (string[])[h.Value, .. h.Value.Split([' ', ';', '='], StringSplitOptions.RemoveEmptyEntries)]),
        .. (response?.Headers ?? []).Where(h => NeverKept.Contains(h.Key, StringComparer.OrdinalIgnoreCase))
            .Select(h => h.Value.Split(';')[0].Split('=', 2)[^1]),
    ];

    private static string TextOf(IResponse response)
    {
        if (!ResponseBody.TryRead(response, out ReadOnlyMemory<byte> body))
        {
            return "(compressed)";
        }

        return BodyText.Read(response, body, out string text) is { } failure ? $"({failure})" : text;
    }

    private static string Cut(string text, int length) =>
        text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
}

/// <summary>A request of which examples are kept.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Series">Its place among the series of the scenario.</param>
/// <param name="Expected">What is expected of the answer, in words.</param>
internal sealed record SampledRequest(string Name, int Series, string Expected);
