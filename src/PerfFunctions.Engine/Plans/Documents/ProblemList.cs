using PerfFunctions.Engine.Plans.Files;

namespace PerfFunctions.Engine.Plans.Documents;

/// <summary>Gathers the problems of one plan.</summary>
internal sealed class ProblemList
{
    private const int LongestValue = 80;
    private readonly List<PlanProblem> _problems = [];
    private int _unlisted;

    /// <summary>Number of problems so far.</summary>
    public int Count => _problems.Count;

    /// <summary>True when further problems are only counted, so that their texts need no care.</summary>
    public bool IsFull => _problems.Count == PlanLimits.Problems;

    /// <summary>Names of the plan's parameters, for hints.</summary>
    public IReadOnlyCollection<string> Parameters { get; init; } = [];

    /// <summary>The files beside the plan.</summary>
    public FileReferences Files { get; init; } = new(null);

    /// <summary>Whether the plan has scripts that could not be read, so that it is not known which variables they set.</summary>
    public bool LacksScripts { get; set; }

    /// <summary>The problems that are listed, in the order in which they were found.</summary>
    public IReadOnlyList<PlanProblem> Listed => _problems;

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

    /// <summary>Adds a problem of another list.</summary>
    public void Add(PlanProblem problem) => Add(problem.Path, problem.Line, problem.Value, problem.Message, problem.Allowed);

    /// <summary>The list without some problems.</summary>
    public ProblemList Without(IReadOnlySet<PlanProblem> known)
    {
        ProblemList left = new() { Parameters = Parameters, Files = Files };
        left._problems.AddRange(_problems.Where(p => !known.Contains(p)));
        return left;
    }

    /// <summary>Counts the problems that another list does not list.</summary>
    public void AddUnlisted(ProblemList other) => _unlisted += other._unlisted;

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
