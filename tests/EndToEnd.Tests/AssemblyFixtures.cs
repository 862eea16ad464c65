using PerfFunctions.EndToEnd.Tests.Support;
using PerfFunctions.TestKit;

// Load is measured here, so nothing else may run beside it.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
[assembly: AssemblyFixture(typeof(OneAtATime))]
[assembly: AssemblyFixture(typeof(ServiceFixture))]
