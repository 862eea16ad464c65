using System.Globalization;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Engine.Units;

namespace PerfFunctions.Engine.Objectives;

/// <summary>
/// The failed requests that a service level objective allows in its window, and how fast an error rate uses them up. It takes
/// the traffic to be even over the window.
/// </summary>
/// <param name="Objective">Share of requests that must not fail, above 0 and below 1.</param>
/// <param name="Window">Time over which the objective holds.</param>
public sealed record ErrorBudget(double Objective, TimeSpan Window)
{
    /// <summary>The error budget of a journey; null for one without availability.</summary>
    public static ErrorBudget? Of(Journey journey) =>
        journey.Availability is { } objective ? new ErrorBudget(objective, journey.Window) : null;

    /// <summary>How many times as fast as the window allows the budget is used: 1 uses exactly all of it.</summary>
    /// <param name="errors">Failed requests, as a share.</param>
    public double BurnRate(double errors) => DerivedMetrics.Burn(errors, Objective);

    /// <summary>The share of the window's budget that is used in an hour: 0.01 for 1 %.</summary>
    /// <param name="errors">Failed requests, as a share.</param>
    public double SharePerHour(double errors) => BurnRate(errors) * (TimeSpan.FromHours(1) / Window);

    /// <summary>How long a whole budget lasts; null if it lasts for ever, or longer than can be said.</summary>
    /// <param name="errors">Failed requests, as a share.</param>
    public TimeSpan? Lasts(double errors)
    {
        double burn = BurnRate(errors);
        double days = Window.TotalDays / burn;
        return burn > 0 && days < TimeSpan.MaxValue.TotalDays ? TimeSpan.FromDays(days) : null;
    }

    /// <summary>
    /// What an error rate means for the budget, in a sentence: <c>at 0.3% errors, the error budget of 28 days (0.1%) burns 3 times
    /// as fast as allowed: 0.446% of it an hour, all of it in 9.3 days</c>.
    /// </summary>
    /// <param name="errors">Failed requests, as a share; null when it was not measured.</param>
    public string Describe(double? errors)
    {
        string budget = $"the error budget of {Days(Window)} ({Percents.Format((double)(1 - (decimal)Objective))})";
        if (errors is not { } rate)
        {
            return $"no data: the error rate was not measured, so {budget} cannot be compared";
        }

        if (rate <= 0)
        {
            return $"without errors, {budget} is not used";
        }

        double burn = BurnRate(rate);
        string speed = Math.Abs(burn - 1) < 0.005 ? "exactly as fast as allowed" : $"{Short(burn)} times as fast as allowed";
        string end = Lasts(rate) is { } time ? $", all of it in {(time.TotalDays < 1 ? $"{Short(time.TotalHours)} hours" : Days(time))}" : "";
        return $"at {Short(rate * 100)}% errors, {budget} burns {speed}: {Short(SharePerHour(rate) * 100)}% of it an hour{end}";
    }

    private static string Days(TimeSpan time) => $"{Short(time.TotalDays)} day{(time == TimeSpan.FromDays(1) ? "" : "s")}";

    // Three digits that count.
    private static string Short(double number)
    {
        int digits = number <= 0 ? 0 : Math.Clamp(2 - (int)Math.Floor(Math.Log10(number)), 0, 15);
        return Math.Round(number, digits).ToString("0.###############", CultureInfo.InvariantCulture);
    }
}
