using PerfFunctions.EndToEnd.Tests.Support;
using PerfFunctions.TestKit;

[assembly: AssemblyFixture(typeof(OneAtATime))]
[assembly: AssemblyFixture(typeof(ServiceFixture))]
// What does not measure waits far more than it works: for a start, a retry, a kill.
[assembly: Xunit.v3.Parallelization(MaxThreads = 3)]
