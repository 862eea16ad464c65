namespace PerfFunctions.Browser.Recording;

/// <summary>What the script in the page reports.</summary>
/// <param name="Document">Time origin of the document that speaks, which tells documents apart.</param>
/// <param name="Name">Metric, or <c>hidden</c> after the last one.</param>
/// <param name="Value">Milliseconds or score; null for <c>hidden</c>.</param>
/// <param name="Element">Selector of the element behind the metric, where there is one.</param>
internal sealed record VitalsMessage(double Document, string Name, double? Value, string? Element);
