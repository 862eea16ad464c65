namespace PerfFunctions.Azurite;

/// <summary>This machine could not be set up; the message says what is missing and what to do.</summary>
/// <param name="message">One or two sentences for a person.</param>
public sealed class LocalSetupException(string message) : Exception(message);
