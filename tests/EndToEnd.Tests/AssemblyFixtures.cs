using PerfFunctions.EndToEnd.Tests.Support;
using PerfFunctions.TestKit;

[assembly: AssemblyFixture(typeof(OneAtATime))]
[assembly: AssemblyFixture(typeof(ServiceFixture))]
