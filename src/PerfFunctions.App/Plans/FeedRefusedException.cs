namespace PerfFunctions.App.Plans;

/// <summary>A feed that cannot be used; the message is for the plan's author. To try again would not help.</summary>
public sealed class FeedRefusedException(string message) : Exception(message);
