using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Units;
using PerfFunctions.Load.Http;

namespace PerfFunctions.Load.Flows;

/// <summary>Holds a response against what its step expects, and takes values from it.</summary>
internal sealed class ResponseCheck(HttpStep step)
{
    private readonly Expectation _expect = step.Expect;
    private readonly CompiledCapture[] _captures = [.. step.Captures.Select(c => CompiledCapture.Of(c.Key, c.Value))];
    private readonly string? _tooSlow =
        step.Expect.Within is { } within ? $"slower than {Durations.Format(within)}" : null;

    /// <summary>What is expected, in words.</summary>
    public string Expected { get; } = ExpectedText.Of(step);

    /// <summary>Whether the body has to be kept.</summary>
    public bool LooksIntoBody { get; } = step.Expect.Body is not null || step.Captures.Values.Any(c => c is not HeaderCapture);

    /// <summary>Whether the headers have to be kept.</summary>
    public bool LooksIntoHeaders { get; } =
        step.Expect.Headers.Count > 0 || step.Expect.Body is not null || step.Captures.Count > 0;

    /// <summary>Whether it is a redirect that only counts as a success because no expected status is set.</summary>
    public bool IsUnexpectedRedirect(int status) => _expect.Status.Count == 0 && status is (301 or 302 or 303 or 307 or 308);

    /// <summary>What is wrong with it, in a few words that can be counted; null when nothing is.</summary>
    public string? Apply(Exchange exchange, TimeSpan service, Iteration iteration)
    {
        if (!IsExpected(exchange.Status))
        {
            return $"status {exchange.Status}";
        }

        if (service > _expect.Within)
        {
            return _tooSlow;
        }

        foreach ((string name, string text) in _expect.Headers)
        {
            if (!exchange.Headers.Any(h => Is(h.Key, name) && h.Value.Contains(text, StringComparison.OrdinalIgnoreCase)))
            {
                return $"unexpected header {name}";
            }
        }

        return LooksIntoBody || _captures.Length > 0 ? LookInto(exchange, iteration) : null;
    }

    private bool IsExpected(int status) => _expect.Status.Count == 0 ? status < 400 : _expect.Allows(status);

    private string? LookInto(Exchange exchange, Iteration iteration)
    {
        if (LooksIntoBody && exchange.Bytes > Exchange.MaxKeptBody)
        {
            return "body too large to check";
        }

        if (!ResponseBody.TryRead(exchange, out ReadOnlyMemory<byte> body))
        {
            return "body cannot be decompressed";
        }

        using CaptureSource source = new(exchange, body);
        if (_expect.Body is not null && (source.TextFailure ?? (source.Text.Contains(_expect.Body, StringComparison.Ordinal) ? null : "unexpected body")) is { } wrong)
        {
            return wrong;
        }

        foreach (CompiledCapture capture in _captures)
        {
            if (capture.Take(source, iteration) is { } failure)
            {
                return failure;
            }
        }

        return null;
    }

    private static bool Is(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
