namespace PerfFunctions.Api;

/// <summary>Body of <c>POST api/halt</c>.</summary>
/// <param name="Reason">Why everything is halted, 1 to 500 characters.</param>
public sealed record HaltRequest(string? Reason);
