using Microsoft.Azure.Functions.Worker;

namespace PerfFunctions.LocalHost.Tests.Sdk;

/// <summary>
/// An app compiled against the local host must compile against the official packages too, so what is declared here
/// must be there: each public member in an official namespace stands in the file of official signatures, and the other
/// way round.
/// </summary>
public sealed class OfficialSignatureTests
{
    private static readonly string[] Declared =
    [
        .. typeof(FunctionAttribute).Assembly.GetExportedTypes()
            .Where(type => type.Namespace!.StartsWith("Microsoft.", StringComparison.Ordinal))
            .SelectMany(Signature.Of)
            .Order(StringComparer.Ordinal),
    ];

    private static readonly string[] Official =
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Sdk", "official-signatures.txt"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Order(StringComparer.Ordinal),
    ];

    [Fact]
    public void Nothing_is_declared_that_the_official_packages_lack() => Assert.Empty(Declared.Except(Official));

    [Fact]
    public void Nothing_official_that_is_relied_on_is_missing() => Assert.Empty(Official.Except(Declared));

    [Theory]
    [InlineData("Microsoft.DurableTask.TaskFailedException", true)]
    [InlineData("Microsoft.DurableTask.TaskOptions", false)]
    [InlineData("Microsoft.DurableTask.Client.OrchestrationMetadata", true)]
    [InlineData("Microsoft.DurableTask.Client.DurableTaskClient", false)]
    public void Sealed_types_are_sealed_as_officially(string type, bool expected) =>
        Assert.Equal(expected, typeof(FunctionAttribute).Assembly.GetType(type, throwOnError: true)!.IsSealed);
}
