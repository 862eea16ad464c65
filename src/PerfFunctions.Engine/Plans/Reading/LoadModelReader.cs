namespace PerfFunctions.Engine.Plans.Reading;

/// <summary>Reads how iterations are started: <c>arrivals:</c> or <c>users:</c>.</summary>
internal static class LoadModelReader
{
    private const string Models = "arrivals: { rate: 50/s, for: 2m } or users: { count: 20, for: 2m }";
    private const string Stages = "{ rate: 50/s, for: 2m } or { from: 10/s, to: 200/s, over: 1m }";
    private const int LeastDefaultInFlight = 100;
    private const int MostDefaultInFlight = 20_000;
    private const int DefaultSecondsInFlight = 10;

    /// <summary>The model of a scenario; null when a problem was told.</summary>
    public static LoadModel? Read(MapField scenario)
    {
        Field? arrivals = scenario.Get("arrivals");
        Field? users = scenario.Get("users");
        int? inFlight = scenario.Get("inFlight")?.Whole(1, PlanLimits.RateOrUsers);
        if ((arrivals is null) == (users is null))
        {
            scenario.Refuse(
                arrivals is null ? "the scenario has neither 'arrivals' nor 'users'" : "the scenario has both 'arrivals' and 'users'",
                Models);
            return null;
        }

        if (users is not null)
        {
            scenario.Get("inFlight")?.Refuse("'inFlight' belongs to arrivals; users are never more than their count", Models);
            return ReadUsers(users);
        }

        return ReadArrivals(arrivals!, inFlight);
    }

    /// <summary>Arrivals of an open model over its whole length; zero for users.</summary>
    public static double Arrivals(LoadModel model) =>
        model is ArrivalModel open ? open.Stages.Sum(s => (s.From + s.To) / 2 * s.Over.TotalSeconds) : 0;

    private static UserModel? ReadUsers(Field field)
    {
        MapField? map = field.Map(PlanKeys.Users);
        int? count = map?.Require("count", "the number of users, such as 20")?.Whole(1, PlanLimits.RateOrUsers);
        TimeSpan? length = map?.Require("for", Units.Durations.Allowed)?.Duration(PlanLimits.ScenarioLength);
        return count is null || length is null ? null : new UserModel(count.Value, length.Value);
    }

    private static ArrivalModel? ReadArrivals(Field field, int? inFlight)
    {
        IReadOnlyList<Field> fields = field.Node is ListNode ? field.Items(PlanLimits.Stages, Stages) ?? [] : [field];
        List<RateStage> stages = [.. fields.Select(ReadStage).OfType<RateStage>()];
        if (stages.Count == 0 || stages.Count < fields.Count)
        {
            return null;
        }

        double peak = stages.Max(s => Math.Max(s.From, s.To));
        int asked = (int)Math.Clamp(Math.Ceiling(DefaultSecondsInFlight * peak), LeastDefaultInFlight, MostDefaultInFlight);
        ArrivalModel model = new(stages, inFlight ?? asked);
        if (peak <= 0)
        {
            field.Refuse("nothing ever arrives", "a rate above 0/s in at least one stage");
        }

        if (model.Duration > PlanLimits.ScenarioLength)
        {
            field.Refuse("the stages are too long together", $"at most {Units.Durations.Format(PlanLimits.ScenarioLength)}");
        }

        return model;
    }

    private static RateStage? ReadStage(Field field)
    {
        if (field.Map(PlanKeys.Stage) is not { } map)
        {
            return null;
        }

        bool isRamp = map.Present("from", "to", "over").Count > 0;
        if (isRamp && map.Present("rate", "for").Count > 0)
        {
            map.Refuse("a stage is either steady or a ramp", Stages);
            return null;
        }

        double? from = map.Require(isRamp ? "from" : "rate", Stages)?.Rate();
        double? to = isRamp ? map.Require("to", Stages)?.Rate() : from;
        TimeSpan? length = map.Require(isRamp ? "over" : "for", Stages)?.Duration(PlanLimits.ScenarioLength);
        return from is null || to is null || length is null ? null : new RateStage(from.Value, to.Value, length.Value);
    }
}
