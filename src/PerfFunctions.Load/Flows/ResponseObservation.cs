using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Engine.Values;
using PerfFunctions.Load.Recording;

namespace PerfFunctions.Load.Flows;

/// <summary>What is looked at in a response without a failure of its request: a check, or a metric of the plan's own.</summary>
/// <param name="series">Its place among the series of the scenario.</param>
/// <param name="source">Where a value is taken from; null for none.</param>
internal abstract class ResponseObservation(int series, Capture? source)
{
    private readonly CompiledCapture? _source = source is null ? null : CompiledCapture.Of("", source);

    /// <summary>Whether the body has to be kept.</summary>
    public virtual bool LooksIntoBody => source is not null and not HeaderCapture;

    /// <summary>Its place among the series of the scenario.</summary>
    protected int Series => series;

    /// <summary>Those of a step.</summary>
    public static IEnumerable<ResponseObservation> Of(HttpStep step, ScenarioContext context) =>
    [
        .. step.Checks.Select(c => new CheckObservation(context.IndexOf(SeriesKey.Check, c.Key), c.Value)),
        .. step.Measures.Select(m => new MeasureObservation(context.IndexOf(SeriesKey.Measure, m.Key), m.Value)),
    ];

    /// <summary>Looks at a response, and counts.</summary>
    /// <param name="response">What it says; null when there is none.</param>
    /// <param name="end">How the request ended.</param>
    /// <param name="at">When.</param>
    /// <param name="recorder">Counts.</param>
    public abstract void Look(CaptureSource? response, in RequestEnd end, TimeSpan at, IntervalRecorder recorder);

    /// <summary>The value that is looked at; null when there is none.</summary>
    protected Value? ValueOf(CaptureSource? response) => response is null ? null : _source?.Find(response).Value;
}

/// <summary>A check. Without a response it does not hold.</summary>
internal sealed class CheckObservation(int series, ResponseCondition condition) : ResponseObservation(series, condition.Source)
{
    /// <inheritdoc />
    public override bool LooksIntoBody => base.LooksIntoBody || condition.Expect.Body is not null;

    /// <inheritdoc />
    public override void Look(CaptureSource? response, in RequestEnd end, TimeSpan at, IntervalRecorder recorder) =>
        recorder.Checked(at, Series, response is not null && Holds(response, end));

    private bool Holds(CaptureSource response, in RequestEnd end)
    {
        Expectation expect = condition.Expect;
        return expect.Allows(end.Status) &&
            (expect.Within is not { } within || end.Service <= within) &&
            expect.Headers.All(h => response.HasHeader(h.Key, h.Value)) &&
            (expect.Body is null || (response.BodyFailure is null && response.Text.Contains(expect.Body, StringComparison.Ordinal))) &&
            (condition.Source is null || (ValueOf(response) is { } value && Holds(value)));
    }

    private bool Holds(Value value) => condition.Operator is not { } op || ValueComparison.Holds(value, op, Value.Of(condition.Value));
}

/// <summary>A metric of the plan's own. A response without the number gives no value.</summary>
internal sealed class MeasureObservation(int series, Measure measure) : ResponseObservation(series, measure.Source)
{
    private readonly double _scale = MeasureScale.Of(measure.Unit);

    /// <inheritdoc />
    public override void Look(CaptureSource? response, in RequestEnd end, TimeSpan at, IntervalRecorder recorder)
    {
        if (ValueOf(response) is not { } value)
        {
            return;
        }

        if (measure.Kind == MeasureKind.Rate)
        {
            recorder.Checked(at, Series, value.TryNumber(out double rate) ? rate != 0 : value.Text == "true");
        }
        else if (value.TryNumber(out double number) && number >= 0)
        {
            recorder.Measured(at, Series, number * measure.Factor, _scale);
        }
    }
}
