namespace PerfFunctions.Engine.Plans.Documents;

/// <summary>Gathers the problems of one plan.</summary>
internal sealed class ProblemList
{
    private const int LongestValue = 80;
    private readonly List<PlanProblem> _problems = [];
    private int _unlisted;

    /// <summary>True when further problems are only counted, so that their texts need no care.</summary>
    /// <summary>Number of problems so far.</summary>
    public int Count => _problems.Count;

    public bool IsFull => _problems.Count == PlanLimits.Problems;

    public void Add(string path, int line, string? value, string message, string allowed)
    {
        if (IsFull)
        {
            _unlisted++;
            return;
        }

        string? cut = value is { Length: > LongestValue } ? string.Concat(value.AsSpan(0, LongestValue - 1), "…") : value;
        _problems.Add(new PlanProblem(path, line, cut, message, allowed));
    }

    /// <summary>The problems in the order of the file.</summary>
    public IReadOnlyList<PlanProblem> ToList()
    {
        List<PlanProblem> sorted = [.. _problems.OrderBy(p => p.Line)];
        if (_unlisted > 0)
        {
            sorted.Add(new PlanProblem("", 0, null, $"{_unlisted} more problems are not listed", "a plan with fewer problems"));
        }

        return sorted;
    }
}
