using PerfFunctions.TestKit;

[assembly: AssemblyFixture(typeof(BesideOthers))]
[assembly: AssemblyFixture(typeof(AzuriteFixture))]
