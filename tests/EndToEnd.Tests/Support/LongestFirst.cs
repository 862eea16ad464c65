using Xunit.Sdk;
using Xunit.v3;

namespace PerfFunctions.EndToEnd.Tests.Support;

/// <summary>Starts the classes that take longest first, so that none of them is alone at the end.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Long = [nameof(AuditTests), nameof(DemoTests), nameof(SharedHubTests), nameof(RunTests), nameof(SliceTests)];

    /// <inheritdoc />
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(collection => Array.FindIndex(Long, name => IsOf(collection, name)) is var place and >= 0 ? place : Long.Length)];

    private static bool IsOf(ITestCollection collection, string name) =>
        collection.TestCollectionDisplayName.Contains($".{name} ", StringComparison.Ordinal);
}
