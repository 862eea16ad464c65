using PerfFunctions.Infra.Tests.Templates;
using PerfFunctions.TestKit;

[assembly: AssemblyFixture(typeof(BesideOthers))]
[assembly: AssemblyFixture(typeof(Template))]
