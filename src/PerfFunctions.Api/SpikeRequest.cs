namespace PerfFunctions.Api;

/// <summary>Body of <c>POST api/spike</c>.</summary>
/// <param name="Target">Address to send to, with its path.</param>
/// <param name="Rate">Rate of the spike, e.g. <c>200/s</c>.</param>
/// <param name="For">How long it stays there, e.g. <c>30s</c>.</param>
public sealed record SpikeRequest(string? Target, string? Rate, string? For);
