namespace PerfFunctions.Reports.Html.Charts;

/// <summary>One line of a chart.</summary>
/// <param name="Name">What the legend calls it.</param>
/// <param name="Style">Style class that gives colour and dashes: <c>s1</c>, <c>s2</c> and so on.</param>
/// <param name="Values">One for each point of the chart; null where there is none, so that the line breaks.</param>
internal sealed record LineSeries(string Name, string Style, IReadOnlyList<double?> Values)
{
    /// <summary>Whether the space below the line is tinted.</summary>
    public bool Filled { get; init; }
}
