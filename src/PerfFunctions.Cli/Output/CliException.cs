namespace PerfFunctions.Cli.Output;

/// <summary>Ends a command with one message for the person at the terminal, and exit code 2.</summary>
public sealed class CliException(string message) : Exception(message);
