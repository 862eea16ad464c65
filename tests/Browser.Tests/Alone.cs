namespace PerfFunctions.Browser.Tests;

/// <summary>Tests that end browsers, or measure memory, run one after another when all others are done.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
