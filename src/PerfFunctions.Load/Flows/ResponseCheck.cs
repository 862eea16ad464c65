using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Values;
using PerfFunctions.Load.Responses;

namespace PerfFunctions.Load.Flows;

/// <summary>Holds a response against what its step expects, and takes values from it.</summary>
internal sealed class ResponseCheck(RequestStep step)
{
    private readonly CompiledExpectation _expect = new(step.Expect);
    private readonly (string Name, CompiledCapture Source)[] _captures = [.. step.Captures.Select(c => (c.Key, new CompiledCapture(c.Value)))];

    /// <summary>What is expected, in words.</summary>
    public string Expected { get; } = ExpectedText.Of(step);

    /// <summary>Whether the body has to be kept.</summary>
    public bool LooksIntoBody { get; } = step.Expect.LooksIntoBody || step.Captures.Values.Any(c => c.LooksIntoBody);

    /// <summary>Whether the headers have to be kept.</summary>
    public bool LooksIntoHeaders => _expect.LooksIntoHeaders || _captures.Length > 0;

    /// <summary>Whether it is a redirect that only counts as a success because no expected status is set.</summary>
    public bool IsUnexpectedRedirect(int status) => step.Expect.Status.Count == 0 && status is (301 or 302 or 303 or 307 or 308);

    /// <summary>What is wrong with a response, in a few words that can be counted; null when nothing is.</summary>
    /// <param name="status">Its status.</param>
    /// <param name="response">What else it says; null when neither its headers nor its body are kept.</param>
    /// <param name="service">How long it took.</param>
    /// <param name="iteration">Takes the captured values.</param>
    public string? Apply(int status, CaptureSource? response, TimeSpan service, Iteration iteration)
    {
        if (step.Expect.Status.Count == 0 ? status >= 400 : !step.Expect.Allows(status))
        {
            return $"status {status}";
        }

        return _expect.FindTooSlow(service) ?? (response is null ? null : LookInto(response, iteration));
    }

    private string? LookInto(CaptureSource response, Iteration iteration)
    {
        try
        {
            return _expect.FindMistake(response, iteration) ?? Take(response, iteration);
        }
        catch (EvaluationException e)
        {
            return e.Message;
        }
    }

    private string? Take(CaptureSource response, Iteration iteration)
    {
        foreach ((string name, CompiledCapture source) in _captures)
        {
            (Value? value, string? failure) = source.Find(response, iteration);
            if (value is not { } found)
            {
                return failure is null ? $"capture {name} not found"
                    : LooksIntoBody && failure == response.BodyFailure ? failure
                    : $"capture {name}: {failure}";
            }

            iteration.Set(name, found);
        }

        return null;
    }
}
