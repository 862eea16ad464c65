namespace PerfFunctions.Load.Tests;

/// <summary>Tests that measure run one after another, when all others are done: a busy processor would be told as such.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    /// <summary>Name of the collection.</summary>
    public const string Name = "alone";
}
