using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Fields;

namespace PerfFunctions.Engine.Plans.Reading.Load;

/// <summary>Reads <c>users:</c>: stages, or a set amount of work.</summary>
internal static class UsersReader
{
    private const string Forms =
        "{ count: 20, for: 2m }, { from: 0, to: 50, over: 1m }, a list of these, { count: 20, iterations: 100, for: 10m } " +
        "for each user, or { count: 20, shared: 1000, for: 10m } for all users";

    /// <summary>The model; null if a problem was reported.</summary>
    public static LoadModel? Read(Field field)
    {
        if (field.Node is ListNode)
        {
            IReadOnlyList<Field> items = field.Items(PlanLimits.Stages, Forms) ?? [];
            List<UserStage> stages = [.. items.Select(i => i.Map(PlanKeys.Users)).OfType<MapField>().Select(ReadStage).OfType<UserStage>()];
            return items.Count > 0 && stages.Count == items.Count ? ModelOf(field, stages) : null;
        }

        if (field.Map(PlanKeys.Users) is not { } map)
        {
            return null;
        }

        return map.Present("iterations", "shared").Count > 0 ? ReadIterations(map)
            : ReadStage(map) is { } stage ? ModelOf(field, [stage])
            : null;
    }

    private static UserModel ModelOf(Field field, IReadOnlyList<UserStage> stages)
    {
        UserModel model = new(stages);
        if (model.Peak == 0)
        {
            field.Refuse("the number of users is always 0", "at least one user in at least one stage");
        }

        return model;
    }

    private static UserStage? ReadStage(MapField map)
    {
        bool isRamp = map.Present("from", "to", "over").Count > 0;
        string[] form = isRamp ? ["from", "to", "over"] : ["count", "for"];
        if (map.Present(PlanKeys.Users.Except(form)).Count > 0)
        {
            map.Refuse("a stage must be either constant or a ramp; a fixed number of iterations cannot have stages", Forms);
            return null;
        }

        int? from = isRamp
            ? map.Require("from", Forms)?.Whole(0, PlanLimits.RateOrUsers)
            : map.Require("count", "the number of users, such as 20")?.Whole(1, PlanLimits.RateOrUsers);
        int? to = isRamp ? map.Require("to", Forms)?.Whole(0, PlanLimits.RateOrUsers) : from;
        TimeSpan? length = map.Require(isRamp ? "over" : "for", Units.Durations.Allowed)?.Duration(PlanLimits.ScenarioLength);
        return from is null || to is null || length is null ? null : new UserStage(from.Value, to.Value, length.Value);
    }

    private static IterationModel? ReadIterations(MapField map)
    {
        if (map.Present("from", "to", "over").Count > 0 || map.Present("iterations", "shared").Count > 1)
        {
            map.Refuse("a fixed number of iterations is either per user or shared, with a constant number of users", Forms);
            return null;
        }

        bool isShared = map.Get("shared") is not null;
        int? users = map.Require("count", "the number of users, such as 20")?.Whole(1, PlanLimits.RateOrUsers);
        int? iterations = map.Get(isShared ? "shared" : "iterations")!.Whole(1, PlanLimits.Arrivals);
        TimeSpan? limit = map.Require("for", "the time after which no iteration starts, such as 10m")?.Duration(PlanLimits.ScenarioLength);
        return users is null || iterations is null || limit is null
            ? null
            : new IterationModel(users.Value, iterations.Value, isShared, limit.Value);
    }
}
