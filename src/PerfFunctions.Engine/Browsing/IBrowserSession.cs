namespace PerfFunctions.Engine.Browsing;

/// <summary>What one iteration of a user has open in a browser. Calls may overlap.</summary>
public interface IBrowserSession
{
    /// <summary>Does what a script asks for. What goes wrong is in the answer.</summary>
    /// <param name="call">What it asks for.</param>
    /// <param name="cancellationToken">Gives up; the answer then says so.</param>
    Task<BrowserAnswer> CallAsync(BrowserCall call, CancellationToken cancellationToken);

    /// <summary>Closes what is left of it.</summary>
    /// <returns>What was measured since the last answer.</returns>
    Task<IReadOnlyList<BrowserMeasure>> EndAsync();
}

/// <summary>What a script asks a browser for.</summary>
/// <param name="Method">Name of the method: <c>page.goto</c>.</param>
/// <param name="Given">JSON object: of what it is a method, and in <c>args</c> what it is given.</param>
public sealed record BrowserCall(string Method, string Given);

/// <summary>What a browser answers.</summary>
/// <param name="Result">The result as JSON; null when it failed.</param>
/// <param name="Failure">Why it failed; null when it did not.</param>
/// <param name="Measures">What was measured since the last answer.</param>
public sealed record BrowserAnswer(string? Result, string? Failure, IReadOnlyList<BrowserMeasure> Measures);

/// <summary>A value that a browser has measured.</summary>
/// <param name="Metric">Name of the metric, of <see cref="BrowserMetric"/>.</param>
/// <param name="Value">Milliseconds, bytes, or a number; of a rate, 1 or 0.</param>
/// <param name="Address">Address of the page or request that it is of; null where it is not known.</param>
public sealed record BrowserMeasure(string Metric, double Value, string? Address);
