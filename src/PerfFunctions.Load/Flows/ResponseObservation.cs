using System.Globalization;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Plans;
using PerfFunctions.Load.Http;
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
    /// <param name="exchange">The response.</param>
    /// <param name="body">Its value; null when there is none that can be read.</param>
    /// <param name="end">How the request ended.</param>
    /// <param name="at">When.</param>
    /// <param name="recorder">Counts.</param>
    public abstract void Look(Exchange exchange, CaptureSource? body, in RequestEnd end, TimeSpan at, IntervalRecorder recorder);

    /// <summary>The value that is looked at; null when there is none.</summary>
    protected string? ValueOf(CaptureSource? body) => body is null ? null : _source?.Find(body).Value;

    /// <summary>A text as a number.</summary>
    protected static bool TryNumber(string? text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
}

/// <summary>A check. Without a response it does not hold.</summary>
internal sealed class CheckObservation(int series, ResponseCondition condition) : ResponseObservation(series, condition.Source)
{
    /// <inheritdoc />
    public override bool LooksIntoBody => base.LooksIntoBody || condition.Expect.Body is not null;

    /// <inheritdoc />
    public override void Look(Exchange exchange, CaptureSource? body, in RequestEnd end, TimeSpan at, IntervalRecorder recorder) =>
        recorder.Checked(at, Series, Holds(exchange, body, end));

    private bool Holds(Exchange exchange, CaptureSource? body, in RequestEnd end)
    {
        Expectation expect = condition.Expect;
        return end.Status > 0 && expect.Allows(end.Status) &&
            (expect.Within is not { } within || end.Service <= within) &&
            expect.Headers.All(h => exchange.Headers.Any(e => string.Equals(e.Key, h.Key, StringComparison.OrdinalIgnoreCase) && e.Value.Contains(h.Value, StringComparison.OrdinalIgnoreCase))) &&
            (expect.Body is null || body?.Text.Contains(expect.Body, StringComparison.Ordinal) == true) &&
            (condition.Source is null || Holds(ValueOf(body)));
    }

    private bool Holds(string? value)
    {
        if (value is null || condition.Operator is not { } op)
        {
            return value is not null;
        }

        bool areNumbers = TryNumber(value, out double a) & TryNumber(condition.Value, out double b);
        return op switch
        {
            StepOperator.Equal => areNumbers ? a.Equals(b) : value == condition.Value,
            StepOperator.Unequal => areNumbers ? !a.Equals(b) : value != condition.Value,
            StepOperator.Below => areNumbers && a < b,
            StepOperator.Above => areNumbers && a > b,
            _ => value.Contains(condition.Value, StringComparison.Ordinal),
        };
    }
}

/// <summary>A metric of the plan's own. A response without the number is no value.</summary>
internal sealed class MeasureObservation(int series, Measure measure) : ResponseObservation(series, measure.Source)
{
    private readonly double _scale = MeasureScale.Of(measure.Unit);

    /// <inheritdoc />
    public override void Look(Exchange exchange, CaptureSource? body, in RequestEnd end, TimeSpan at, IntervalRecorder recorder)
    {
        string? value = ValueOf(body);
        if (measure.Kind == MeasureKind.Rate)
        {
            if (value is not null)
            {
                recorder.Checked(at, Series, !TryNumber(value, out double rate) ? value == "true" : rate != 0);
            }
        }
        else if (TryNumber(value, out double number) && number >= 0)
        {
            recorder.Measured(at, Series, number * measure.Factor, _scale);
        }
    }
}
