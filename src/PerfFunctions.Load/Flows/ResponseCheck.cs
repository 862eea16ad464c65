using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Units;

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

    /// <summary>What is wrong with a response, in a few words that can be counted; null when nothing is.</summary>
    /// <param name="status">Its status.</param>
    /// <param name="response">What else it says; null when neither its headers nor its body are kept.</param>
    /// <param name="service">How long it took.</param>
    /// <param name="iteration">Takes the captured values.</param>
    public string? Apply(int status, CaptureSource? response, TimeSpan service, Iteration iteration)
    {
        if (!IsExpected(status))
        {
            return $"status {status}";
        }

        if (service > _expect.Within)
        {
            return _tooSlow;
        }

        return response is null ? null : LookInto(response, iteration);
    }

    private bool IsExpected(int status) => _expect.Status.Count == 0 ? status < 400 : _expect.Allows(status);

    private string? LookInto(CaptureSource response, Iteration iteration)
    {
        foreach ((string name, string text) in _expect.Headers)
        {
            if (!response.HasHeader(name, text))
            {
                return $"unexpected header {name}";
            }
        }

        if (LooksIntoBody && response.BodyFailure is { } unreadable)
        {
            return unreadable;
        }

        if (_expect.Body is not null && (response.TextFailure ?? (response.Text.Contains(_expect.Body, StringComparison.Ordinal) ? null : "unexpected body")) is { } wrong)
        {
            return wrong;
        }

        foreach (CompiledCapture capture in _captures)
        {
            if (capture.Take(response, iteration) is { } failure)
            {
                return failure;
            }
        }

        return null;
    }
}
