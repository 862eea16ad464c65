using PerfFunctions.Infra.Tests.Templates;

[assembly: AssemblyFixture(typeof(Template))]
