namespace PerfFunctions.Infra.Tests.Scripts;

/// <summary><c>infra/functions-host/run</c>, as far as it goes where no host is to be had; the end-to-end tests start one by it.</summary>
public sealed class FunctionsHostRunTests
{
    [Theory]
    [InlineData("usage: run [--port N] HOST APP")]
    [InlineData("usage: run [--port N] HOST APP", "/tmp")]
    [InlineData("--port needs a number", "--port")]
    [InlineData("'/no/such/app' is not a published app", "/tmp", "/no/such/app")]
    public async Task A_wrong_call_says_what_is_wrong_with_it(string message, params string[] arguments)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The script is bash.");
        ProgramEnd end = (await Programs.RunAsync(Repository.PathOf("infra", "functions-host", "run"), Repository.Root, arguments))!;

        Assert.Equal(2, end.Code);
        Assert.Contains(message, end.Errors, StringComparison.Ordinal);
    }
}
