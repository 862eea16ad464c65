using System.Globalization;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Values;
using PerfFunctions.Load.EventLoops;
using PerfFunctions.Load.Recording;
using PerfFunctions.Load.Responses;

namespace PerfFunctions.Load.Flows;

/// <summary>What is looked at in a response without a failure of its request: a check, or a metric of the plan's own.</summary>
/// <param name="series">Its place among the series of the scenario.</param>
/// <param name="source">Where a value is taken from; null for none.</param>
internal abstract class ResponseObservation(int series, Capture? source)
{
    private readonly CompiledCapture? _source = source is null ? null : new CompiledCapture(source);

    /// <summary>Whether the body has to be kept.</summary>
    public virtual bool LooksIntoBody => source?.LooksIntoBody == true;

    /// <summary>Its place among the series of the scenario.</summary>
    protected int Series => series;

    /// <summary>Those of a step.</summary>
    public static IEnumerable<ResponseObservation> Of(RequestStep step, ScenarioContext context) =>
    [
        .. step.Checks.Select(c => new CheckObservation(context.IndexOf(SeriesKey.Check, c.Key), c.Value)),
        .. step.Measures.Select(m => new MeasureObservation(context.IndexOf(SeriesKey.Measure, m.Key), m.Value, context.Clock)),
    ];

    /// <summary>Looks at a response, and counts.</summary>
    /// <param name="response">What it says; null when there is none.</param>
    /// <param name="end">How the request ended.</param>
    /// <param name="iteration">The iteration.</param>
    /// <param name="at">When.</param>
    /// <param name="recorder">Counts.</param>
    public abstract void Look(CaptureSource? response, in RequestEnd end, Iteration iteration, TimeSpan at, IntervalRecorder recorder);

    /// <summary>The value that is looked at; null when there is none.</summary>
    protected Value? ValueOf(CaptureSource? response, Iteration iteration) => response is null ? null : _source?.Find(response, iteration).Value;
}

/// <summary>A check. Without a response it does not hold.</summary>
internal sealed class CheckObservation(int series, ResponseCondition condition) : ResponseObservation(series, condition.Source)
{
    private readonly CompiledExpectation _expect = new(condition.Expect);
    private readonly CompiledTests _tests = new(condition.Tests);

    /// <inheritdoc />
    public override bool LooksIntoBody => condition.LooksIntoBody;

    /// <inheritdoc />
    public override void Look(CaptureSource? response, in RequestEnd end, Iteration iteration, TimeSpan at, IntervalRecorder recorder) =>
        recorder.Checked(at, Series, response is not null && Holds(response, end, iteration));

    private bool Holds(CaptureSource response, in RequestEnd end, Iteration iteration)
    {
        try
        {
            return condition.Expect.Allows(end.Status) &&
                _expect.FindTooSlow(end.Service) is null &&
                _expect.FindMistake(response, iteration) is null &&
                (condition.Source is null || _tests.Hold(ValueOf(response, iteration), iteration));
        }
        catch (EvaluationException)
        {
            return false;
        }
    }
}

/// <summary>A metric of the plan's own. A response without the number gives no value.</summary>
internal sealed class MeasureObservation(int series, Measure measure, RunClock clock)
    : ResponseObservation(series, measure.Source)
{
    // Some 3,000 years.
    private const double MaxInstant = 1e14;

    private readonly double _scale = MeasureScale.Of(measure.Unit);

    /// <inheritdoc />
    public override void Look(CaptureSource? response, in RequestEnd end, Iteration iteration, TimeSpan at, IntervalRecorder recorder)
    {
        if (ValueOf(response, iteration) is not { } value)
        {
            return;
        }

        if (measure.Kind == MeasureKind.Rate)
        {
            recorder.Checked(at, Series, value.TryNumber(out double rate) ? rate != 0 : value.Text == "true");
        }
        else if (measure.IsAge)
        {
            if (TryReadInstant(value, out DateTimeOffset instant))
            {
                // Clocks of two machines differ by little, and what came before it was sent came at once.
                TimeSpan age = clock.Now - (clock.Elapsed - at) - instant;
                recorder.Measured(at, Series, Math.Max(0, age.TotalMilliseconds), _scale);
            }
        }
        else if (value.TryNumber(out double number) && number >= 0)
        {
            recorder.Measured(at, Series, number * measure.Factor, _scale);
        }
    }

    private static bool TryReadInstant(Value value, out DateTimeOffset instant)
    {
        bool isNumber = value.TryNumber(out double ms) && Math.Abs(ms) < MaxInstant;
        instant = isNumber ? DateTimeOffset.UnixEpoch.AddMilliseconds(ms) : default;
        return isNumber
            || DateTimeOffset.TryParse(value.Text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant);
    }
}
