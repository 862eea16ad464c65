using PerfFunctions.EndToEnd.Tests.Support;

[assembly: AssemblyFixture(typeof(ServiceFixture))]
[assembly: AssemblyFixture(typeof(SharedChromium))]
// They wait far more than they work: for a start, a retry, a kill, the end of a load.
[assembly: Xunit.v3.Parallelization(MaxThreads = 4)]
[assembly: TestCollectionOrderer(typeof(LongestFirst))]
