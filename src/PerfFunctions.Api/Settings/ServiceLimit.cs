namespace PerfFunctions.Api.Settings;

/// <summary>A limit of a run, or of all runs against one host.</summary>
/// <param name="Option">The option that sets it.</param>
/// <param name="Name">What is limited.</param>
/// <param name="Unit">Unit of the limit; empty where the name is one.</param>
/// <param name="Limit">The most.</param>
public sealed record ServiceLimit(string Option, string Name, string Unit, double Limit);
