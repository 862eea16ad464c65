using PerfFunctions.Engine.Expressions;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Reading.Scopes;

namespace PerfFunctions.Engine.Plans.Reading.Load;

/// <content>Steps that do others several times, or at once.</content>
internal sealed partial class FlowReader
{
    private EachStep? ReadEach(Field field, VariableScope scope, int depth)
    {
        BlockDraft draft = LoopKeys.Each.Read(field, new BlockDraft());
        Expression? list = ReadExpression(draft.Condition, scope);
        VariableScope body = scope.Branch();
        body.Add(draft.As ?? "");
        IReadOnlyList<FlowStep> steps = ReadSteps(draft.Do, body, depth);
        body.Remove(draft.As ?? "");

        // A list may be empty.
        scope.Join([body, scope.Branch()]);
        return list is null ? null : new EachStep(list, draft.As ?? "", draft.Max, steps);
    }

    private RepeatStep ReadRepeat(MapField map, VariableScope scope, int depth)
    {
        BlockDraft draft = FlowKeys.Repeat.Read(map, new BlockDraft());
        return new RepeatStep(draft.Max, ReadSteps(draft.Do, scope, depth));
    }

    private WhileStep? ReadWhile(MapField map, VariableScope scope, int depth)
    {
        BlockDraft draft = FlowKeys.While.Read(map, new BlockDraft());
        Expression? condition = ReadExpression(draft.Condition, scope);
        VariableScope body = scope.Branch();
        IReadOnlyList<FlowStep> steps = ReadSteps(draft.Do, body, depth);
        scope.Join([body, scope.Branch()]);
        return condition is null ? null : new WhileStep(condition, draft.Max, steps);
    }

    private PollStep? ReadPoll(Field field, VariableScope scope, int depth)
    {
        BlockDraft draft = LoopKeys.Poll.Read(field, LoopKeys.OfPoll);
        IReadOnlyList<FlowStep> steps = ReadSteps(draft.Do, scope, depth);
        return ReadExpression(draft.Condition, scope) is { } until ? new PollStep(until, draft.Every, draft.Max, steps) : null;
    }

    private RetryStep ReadRetry(Field field, VariableScope scope, int depth)
    {
        BlockDraft draft = LoopKeys.Retry.Read(field, LoopKeys.OfRetry);
        return new RetryStep(draft.Max, draft.Every, ReadSteps(draft.Do, scope, depth));
    }

    private ParallelStep ReadParallel(MapField map, VariableScope scope, int depth)
    {
        BlockDraft draft = FlowKeys.Parallel.Read(map, new BlockDraft { Name = "parallel" });
        List<VariableScope> ways = [];
        IReadOnlyList<FlowStep> steps = ReadSteps(draft.Do!, scope, depth + 1, () =>
        {
            ways.Add(scope.Branch());
            return ways[^1];
        });
        scope.Gather(ways);
        return new ParallelStep(draft.Name!, steps);
    }

    private IReadOnlyList<FlowStep> ReadSteps(Field? list, VariableScope scope, int depth) =>
        list is null ? [] : ReadSteps(list, scope, depth + 1, null);

    private static Expression? ReadExpression(Field? field, VariableScope scope) =>
        field?.Text(Expression.ConditionAllowed, PlanLimits.TextLength) is { } text ? scope.ReadExpression(field, text) : null;
}
