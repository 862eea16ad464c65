namespace PerfFunctions.EndToEnd.Tests.Support;

/// <summary>Tests that measure: nothing else runs beside them, and they do not run beside each other.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = nameof(Alone);
}
