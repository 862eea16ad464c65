using Azure;
using PerfFunctions.Host.Hosting;

namespace PerfFunctions.Host.Tests;

public sealed class StartFailureTests
{
    private static readonly RequestFailedException Unreachable = new("Connection refused (127.0.0.1:10002)\nHeaders: none");

    public static TheoryData<Exception> Unreached { get; } = [Unreachable, new AggregateException("Retry failed after 4 tries.", Unreachable, Unreachable)];

    [Theory]
    [MemberData(nameof(Unreached))]
    public void Storage_that_cannot_be_reached_is_one_sentence(Exception problem) => Assert.Equal(
        "The storage account of AzureWebJobsStorage cannot be used: Connection refused (127.0.0.1:10002).", StartFailure.Text(problem));

    [Fact]
    public void A_fault_of_the_program_keeps_its_place_in_the_code() =>
        Assert.StartsWith("System.ArgumentException: x", StartFailure.Text(new ArgumentException("x")), StringComparison.Ordinal);
}
