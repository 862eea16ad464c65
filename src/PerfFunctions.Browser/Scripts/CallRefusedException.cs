namespace PerfFunctions.Browser.Scripts;

/// <summary>A script asks for what it may not, or what there is not. The message is for its author.</summary>
internal sealed class CallRefusedException(string message) : Exception(message);
