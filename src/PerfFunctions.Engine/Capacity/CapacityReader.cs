using System.Globalization;
using PerfFunctions.Engine.Histograms;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Summaries;
using PerfFunctions.Engine.Workloads;

namespace PerfFunctions.Engine.Capacity;

/// <summary>
/// Reads points of concurrency and throughput from a scenario. In an open model, the concurrency of a step is the mean number of
/// requests in progress by Little's law, throughput times mean service time, so that requests that still wait to be sent are not in
/// it. In a closed model, it is the number of users.
/// </summary>
public static class CapacityReader
{
    // Answers that fail are often cheaper than good ones: a step of many failures measures another system.
    private const double MaxFailed = 0.05;

    // Below this share of what was sent, requests pile up.
    private const double Behind = 0.95;

    /// <summary>All scenarios of a run that have steps, in the order of the plan.</summary>
    public static IReadOnlyList<CapacityReading> Read(RunSummary summary) => [.. summary.Scenarios.Select(Read).OfType<CapacityReading>()];

    /// <summary>The steps of a scenario; null when its load does not rise step by step.</summary>
    public static CapacityReading? Read(ScenarioSummary scenario) =>
        scenario.Steps.Count > 1 ? ReadArrivals(scenario)
            : scenario.Planned == 0 && UserSteps.Of(scenario) is { Count: > 1 } steps ? ReadUsers(scenario, steps)
            : null;

    private static CapacityReading ReadArrivals(ScenarioSummary scenario)
    {
        (List<CapacityStep> steps, List<string> leftOut, List<string> notes) = ([], [], []);
        foreach (LoadStep step in scenario.Steps)
        {
            string load = CapacityText.Rate(step.Rate);
            WindowSummary? window = scenario.Windows.FirstOrDefault(w => w.FromSecond == step.FromSecond && w.ToSecond == step.ToSecond);
            if (window is null || WhyNot(window) is not null)
            {
                leftOut.Add(LeaveOut(scenario, load, window is null ? "it has no results of its own." : WhyNot(window)!));
                continue;
            }

            double throughput = window.Counts.Completed / window.MeasuredSeconds;
            double concurrency = throughput * LatencyHistogram.Decode(window.Service).MeanMs / 1000;
            steps.Add(new CapacityStep(step.FromSecond, step.ToSecond, step.Rate, new CapacityPoint(concurrency, throughput), window.Response));
            if (window.Counts.Completed < Behind * window.Counts.Sent)
            {
                notes.Add($"{scenario.Name}: at {load} the target completed fewer requests than were sent, so its queue grew and the concurrency " +
                    $"is a mean over the step, not a steady state.");
            }
        }

        return new CapacityReading(scenario.Name, ConcurrencyUnit.Requests, steps, leftOut) { Notes = notes };
    }

    private static CapacityReading ReadUsers(ScenarioSummary scenario, IReadOnlyList<UserStep> planned)
    {
        (List<CapacityStep> steps, List<string> leftOut) = ([], []);
        foreach (UserStep step in planned)
        {
            if (WhyNot(step) is { } problem)
            {
                leftOut.Add(LeaveOut(scenario, CapacityText.Count(step.Users, ConcurrencyUnit.Users), problem));
                continue;
            }

            CapacityPoint point = new(step.Users, (double)step.Counts.Completed / step.Seconds);
            steps.Add(new CapacityStep(step.FromSecond, step.ToSecond, step.Users, point, []));
        }

        return new CapacityReading(scenario.Name, ConcurrencyUnit.Users, steps, leftOut);
    }

    private static string? WhyNot(WindowSummary window) =>
        window.Missing ?? window.LatencyMissing
        ?? (window.MeasuredSeconds <= 0 ? "it lies in the warm-up." : WhyNot(window.Counts))
        ?? (window.Service.Length == 0 ? "none of its requests got a response." : null);

    private static string? WhyNot(UserStep step) =>
        step.Seconds == 0 ? "no second of it was measured after the warm-up."
            : step.NoisySeconds > step.Seconds * GeneratorLimits.NoisyShare
                ? string.Create(CultureInfo.InvariantCulture, $"the generator was noisy in {step.NoisySeconds} of its {step.Seconds} s.")
            : WhyNot(step.Counts);

    private static string? WhyNot(IntervalCounts counts) =>
        counts.Completed == 0 ? "none of its requests completed."
            : counts.Failed > MaxFailed * counts.Completed
                ? string.Create(CultureInfo.InvariantCulture, $"{100.0 * counts.Failed / counts.Completed:0.#} % of its requests failed, and " +
                    $"failures say nothing about capacity.")
            : null;

    private static string LeaveOut(ScenarioSummary scenario, string load, string problem) =>
        $"{scenario.Name}: the step at {load} is left out: {problem}";
}
