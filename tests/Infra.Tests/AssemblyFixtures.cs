using PerfFunctions.Infra.Tests.Templates;
using PerfFunctions.TestKit;

[assembly: AssemblyFixture(typeof(OneAtATime))]
[assembly: AssemblyFixture(typeof(Template))]
