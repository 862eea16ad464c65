using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Units;

namespace PerfFunctions.Engine.Plans.Reading.Load;

/// <summary>Reads what a scenario says of its virtual users apart from their number: <c>rampUp</c>, <c>requests</c>, <c>pace</c>.</summary>
internal static class UserKeys
{
    /// <summary>From the start of an iteration to the start of the user's next.</summary>
    public static TimeSpan? ReadPace(MapField scenario, LoadModel model)
    {
        Field? field = scenario.Get("pace");
        return RefuseArrivals(field, model, "no user starts a second iteration", "pace") ? null : field?.Duration(PlanLimits.ScenarioLength);
    }

    /// <summary>Most requests per second.</summary>
    public static double? ReadRate(MapField scenario, LoadModel model)
    {
        Field? field = scenario.Get("requests");
        if (RefuseArrivals(field, model, "a limit would hide a target that is too slow", "requests") || field?.Rate() is not { } rate)
        {
            return null;
        }

        if (rate > 0)
        {
            return rate;
        }

        field.Refuse("the rate is 0", "a rate above 0/s, such as 100/s");
        return null;
    }

    /// <summary>The model with the time over which its users start.</summary>
    public static LoadModel WithRampUp(MapField scenario, LoadModel model)
    {
        if (scenario.Get("rampUp") is not { } field)
        {
            return model;
        }

        if (model is not IterationModel counted)
        {
            field.Refuse("'rampUp' is for users with a fixed number of iterations",
                "a ramp such as users: [ { from: 0, to: 50, over: 1m }, { count: 50, for: 5m } ]");
            return model;
        }

        TimeSpan rampUp = field.Duration(PlanLimits.ScenarioLength) ?? TimeSpan.Zero;
        if (rampUp >= counted.Limit)
        {
            field.Refuse("the last users start after the end", $"less than {Durations.Format(counted.Limit)}");
        }

        return counted with { RampUp = rampUp };
    }

    private static bool RefuseArrivals(Field? field, LoadModel model, string why, string key)
    {
        if (field is null || model is not ArrivalModel)
        {
            return false;
        }

        field.Refuse($"arrivals have a rate of their own, and {why}", $"{key} with users, or a rate with arrivals");
        return true;
    }
}
