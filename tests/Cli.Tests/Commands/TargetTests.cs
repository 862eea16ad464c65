using Microsoft.AspNetCore.Http;
using PerfFunctions.Api;
using PerfFunctions.Cli.Tests.Parts;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.Cli.Tests.Commands;

public sealed class TargetTests
{
    private static readonly TargetView Unproven = new(
        "shop.example", "perf-7f3a", new("https://shop.example/.well-known/perffunctions-verification.txt"), "_perffunctions.shop.example", false, ProofKind.None)
    {
        FileProblem = "the response has status 404",
        RecordProblem = "it does not exist",
    };

    [Fact]
    public async Task What_a_host_has_to_show_is_reported_and_that_it_does_not() =>
        Assert.Equal(
            (1, """
                shop.example is not verified, so runs against it are refused.
                  Put   perf-7f3a
                  into  https://shop.example/.well-known/perffunctions-verification.txt (now: the response has status 404)
                  or into a TXT record of _perffunctions.shop.example (now: it does not exist)
                """),
            await ToldAsync(Unproven));

    [Theory]
    [InlineData(ProofKind.Settings, "shop.example is verified: the service's settings allow it.")]
    [InlineData(ProofKind.File, "shop.example is verified: its file contains the token.")]
    [InlineData(ProofKind.Record, "shop.example is verified: its DNS record contains the token.")]
    public async Task A_host_that_is_proven_is_reported_with_what_proves_it(ProofKind by, string told) =>
        Assert.Equal((0, told), await ToldAsync(Unproven with { Verified = true, By = by }));

    [Fact]
    public async Task An_address_is_asked_about_by_its_host_and_scheme()
    {
        string? asked = null;
        await using StubService service = await StubService.StartAsync(async context =>
        {
            asked = context.Request.Path + context.Request.QueryString;
            await context.Response.WriteAsJsonAsync(Unproven, PerfJson.Options);
        });
        await Perf.RunAsync(["verify", "http://shop.example:8080/cart", "--server", service.Address.ToString()]);
        Assert.Equal("/api/targets/shop.example:8080?scheme=http", asked);
    }

    private static async Task<(int Code, string Output)> ToldAsync(TargetView view)
    {
        await using StubService service = await StubService.StartAsync(context => context.Response.WriteAsJsonAsync(view, PerfJson.Options));
        PerfEnd end = await Perf.RunAsync(["verify", "shop.example", "--server", service.Address.ToString()]);
        return (end.Code, end.Output.TrimEnd());
    }
}
