namespace PerfFunctions.Engine.Plans.Files;

/// <summary>A plan as it was written.</summary>
/// <param name="Text">Its text.</param>
/// <param name="Files">The files beside it.</param>
public sealed record PlanSource(string Text, PlanFiles Files);
