namespace PerfFunctions.Cli.Sample;

/// <summary>An article of the shop.</summary>
/// <param name="Id">From 1.</param>
/// <param name="Name">Shown name.</param>
/// <param name="Kind">What it is, in a few words.</param>
/// <param name="Price">Euro.</param>
/// <param name="Image">Path of its picture.</param>
public sealed record Lamp(int Id, string Name, string Kind, int Price, string Image);
