using PerfFunctions.TestKit;

[assembly: AssemblyFixture(typeof(OneAtATime))]
[assembly: AssemblyFixture(typeof(AzuriteFixture))]
