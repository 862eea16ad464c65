namespace PerfFunctions.Engine.Values;

/// <summary>An expression has no value, such as the sum of a number and a text.</summary>
/// <param name="message">Why, without the values: it is counted as a kind of failure.</param>
public sealed class EvaluationException(string message) : FormatException(message);
