using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Grammar;

namespace PerfFunctions.Engine.Plans.Reading.Load;

/// <summary>Reads <c>users:</c>: stages, or a set amount of work.</summary>
internal static class UsersReader
{
    /// <summary>The model; null if a problem was reported.</summary>
    public static LoadModel? Read(Field field)
    {
        if (field.Node is ListNode)
        {
            IReadOnlyList<Field> items = field.Items(PlanLimits.Stages, StageKeys.UsersAllowed) ?? [];
            UserStage[] stages = [.. items.Select(item => StageOf(ReadStage(item, StageKeys.UsersInList))).OfType<UserStage>()];
            return items.Count > 0 && stages.Length == items.Count ? ModelOf(field, stages) : null;
        }

        UsersDraft read = ReadStage(field);
        return read is { From: { } users, Iterations: { } iterations, Over: { } limit }
            ? new IterationModel(users, iterations, read.IsShared, limit)
            : StageOf(read) is { } stage ? ModelOf(field, [stage]) : null;
    }

    private static UsersDraft ReadStage(Field field, KeyForms? forms = null) =>
        StageKeys.Users.Read(field, new UsersDraft(), forms);

    // What lacks its iterations has no stage either: a mistake in them has been reported.
    private static UserStage? StageOf(UsersDraft read) => read is { From: { } from, To: { } to, Over: { } over, Iterations: null }
        ? new UserStage(from, to, over)
        : null;

    private static UserModel ModelOf(Field field, IReadOnlyList<UserStage> stages)
    {
        UserModel model = new(stages);
        if (model.Peak == 0)
        {
            field.Refuse("the number of users is always 0", "at least one user in at least one stage");
        }

        return model;
    }
}
