using PerfFunctions.TestKit;

[assembly: AssemblyFixture(typeof(AzuriteFixture))]
