namespace PerfFunctions.Load.Recording;

/// <summary>Chooses which failures are kept as examples: of each request and kind the first, tenth, hundredth and so on.</summary>
internal sealed class FailureSampler
{
    private const int MaxKinds = 100;

    private readonly Dictionary<(int Request, string Failure), long> _counts = [];

    /// <summary>Counts a failure, and says whether it is kept.</summary>
    public bool IsKept(int request, string failure)
    {
        long count = _counts.GetValueOrDefault((request, failure)) + 1;
        if (count == 1 && _counts.Count == MaxKinds)
        {
            return false;
        }

        _counts[(request, failure)] = count;
        while (count % 10 == 0)
        {
            count /= 10;
        }

        return count == 1;
    }
}
