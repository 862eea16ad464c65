using PerfFunctions.TestKit;

[assembly: AssemblyFixture(typeof(BesideOthers))]
