namespace PerfFunctions.Engine.Plans.Documents;

/// <summary>Counts the values of a document as they are read, and refuses it as soon as it is too large or too deep.</summary>
internal sealed class NodeBudget
{
    private int _nodes;

    /// <summary>Takes note of a value before it is built.</summary>
    /// <param name="size">Values it comes to; more than 1 for an alias.</param>
    /// <param name="depth">Level of its innermost part, from 1.</param>
    /// <param name="path">Where it stands.</param>
    /// <param name="line">Its line.</param>
    /// <exception cref="RefusedDocumentException">It is too much.</exception>
    public void Spend(int size, int depth, string path, int line)
    {
        _nodes += size;
        if (_nodes > PlanLimits.Nodes)
        {
            throw Refusal(path, line, "the plan has too many values, counting each use of an alias",
                $"at most {PlanLimits.Nodes} values");
        }

        if (depth > PlanLimits.Depth)
        {
            throw Refusal(path, line, "the plan is nested too deeply", $"at most {PlanLimits.Depth} levels");
        }
    }

    private static RefusedDocumentException Refusal(string path, int line, string message, string allowed) =>
        new(new PlanProblem(path, line, null, message, allowed));
}
