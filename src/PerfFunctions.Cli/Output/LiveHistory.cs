using PerfFunctions.Api;

namespace PerfFunctions.Cli.Output;

/// <summary>The 95th percentiles that a live view has seen, by scenario and request.</summary>
internal sealed class LiveHistory
{
    // More says nothing that a line of this width could show; a run of a day is seen 120,000 times.
    private const int MaxSeen = 1_200;
    private const int Width = 16;

    private readonly Dictionary<(string Scenario, string Request), List<double?>> _seen = [];

    /// <summary>Adds a state of the load.</summary>
    public void Add(LiveLoad load)
    {
        foreach (LiveScenario scenario in load.Scenarios)
        {
            Add((scenario.Name, ""), scenario.P95Ms);
            foreach (LiveRequest request in scenario.Requests)
            {
                Add((scenario.Name, request.Name), request.P95Ms);
            }
        }
    }

    /// <summary>The course of a scenario, or of one of its requests, as a sparkline; empty while nothing was measured.</summary>
    public string Line(string scenario, string request = "") =>
        _seen.TryGetValue((scenario, request), out List<double?>? seen) ? Sparkline.Of(seen, Width) : "";

    // When the list is full, every other value goes: the line still shows the whole time.
    private void Add((string, string) key, double? value)
    {
        if (!_seen.TryGetValue(key, out List<double?>? seen))
        {
            _seen[key] = seen = [];
        }

        if (seen.Count == MaxSeen)
        {
            List<double?> half = [.. seen.Where((_, i) => i % 2 == 1)];
            seen.Clear();
            seen.AddRange(half);
        }

        seen.Add(value);
    }
}
