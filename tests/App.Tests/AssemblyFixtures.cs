using PerfFunctions.TestKit;

[assembly: AssemblyFixture(typeof(AzuriteFixture))]
// Most wait for storage, or for a server of theirs.
[assembly: Xunit.v3.Parallelization(MaxThreads = 6)]
