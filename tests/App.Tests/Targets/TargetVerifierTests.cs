using DnsClient;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Time.Testing;
using PerfFunctions.Api;
using PerfFunctions.App.Targets;

namespace PerfFunctions.App.Tests.Targets;

public sealed class TargetVerifierTests
{
    [Theory]
    [InlineData("TOKEN", null)]
    [InlineData("# whose this is\r\n  TOKEN \r\n", null)]
    [InlineData("OTHER", "it does not contain the token")]
    [InlineData("xTOKEN", "it does not contain the token")]
    [InlineData("TOKEN\nLONG", "it is larger than 1024 bytes")]
    [InlineData("-> /.well-known/perffunctions-verification.txt", "it redirects more than 3 times")]
    [InlineData("-> http://other.test/token", "it redirects to another origin, http://other.test")]
    [InlineData("-> ftp://shop.test/token", "it redirects to another origin, ftp://shop.test")]
    [InlineData("404", "the response has status 404")]
    public async Task A_file_shows_the_token_of_its_host_or_the_answer_says_why_not(string text, string? problem)
    {
        await using TargetBench bench = await TargetBench.StartAsync();
        string token = bench.Tokens.Of("shop.test")!;
        bench.Answer = context =>
        {
            if (text.StartsWith("-> ", StringComparison.Ordinal))
            {
                context.Response.Redirect(text[3..]);
                return Task.CompletedTask;
            }

            context.Response.StatusCode = text == "404" ? 404 : 200;
            return context.Response.WriteAsync(text
                .Replace("TOKEN", token, StringComparison.Ordinal)
                .Replace("OTHER", bench.Tokens.Of("other.test"), StringComparison.Ordinal)
                .Replace("LONG", new string('x', 2000), StringComparison.Ordinal));
        };

        Assert.Equal(problem, await bench.File.ProblemAsync(bench.At("shop.test"), token, default));
    }

    [Fact]
    public async Task A_file_that_does_not_come_is_waited_for_for_five_seconds()
    {
        var time = new FakeTimeProvider();
        await using TargetBench bench = await TargetBench.StartAsync(time: time);
        bench.Answer = context =>
        {
            time.Advance(TimeSpan.FromSeconds(5));
            return Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        };

        Assert.Equal("it did not arrive within 5 s", await bench.File.ProblemAsync(bench.At("shop.test"), "token", default));
    }

    [Fact]
    public async Task A_file_is_not_fetched_from_where_the_service_must_not_connect_to()
    {
        await using TargetBench bench = await TargetBench.StartAsync();
        Assert.Equal("address not allowed: private network", await bench.File.ProblemAsync(bench.At("inner.test"), "token", default));
    }

    [Fact]
    public async Task A_dns_record_shows_the_token_besides_what_else_it_holds()
    {
        await using TargetBench bench = await TargetBench.StartAsync();
        Assert.Equal(ProofKind.None, (await bench.Verifier.ProveAsync(bench.At("shop.test"), default)).Kind);

        bench.Dns.Records["_perffunctions.shop.test"] = ["something else", bench.Tokens.Of("other.test")!];
        Assert.Equal("it does not contain the token", (await bench.Verifier.ProveAsync(bench.At("shop.test"), default)).Record);

        bench.Dns.Records["_perffunctions.shop.test"] = ["something else", bench.Tokens.Of("shop.test")!];
        Assert.Equal(ProofKind.Record, (await bench.Verifier.ProveAsync(bench.At("SHOP.test"), default)).Kind);
    }

    [Fact]
    public async Task A_machine_that_knows_of_no_name_server_says_so()
    {
        TokenRecord[] records =
        [
            new(new Lazy<ILookupClient>(() => new LookupClient(TokenRecord.WithTimeout(new LookupClientOptions { AutoResolveNameServers = false })))),
            new(new Lazy<ILookupClient>(() => throw new InvalidOperationException("Could not resolve any name servers."))),
        ];

        foreach (TokenRecord record in records)
        {
            Assert.Equal("no name server is configured on this machine", await record.ProblemAsync("shop.test", "token", default));
        }
    }

    [Fact]
    public async Task What_to_put_where_is_reported_and_whether_it_is_there()
    {
        await using TargetBench bench = await TargetBench.StartAsync();
        bench.Answer = context => context.Response.WriteAsync(bench.Tokens.Of("shop.test")!);
        TargetsApi api = new(bench.Verifier, bench.Tokens);
        DefaultHttpContext context = new();
        context.Request.QueryString = new("?scheme=http");

        TargetView shop = Assert.IsType<JsonHttpResult<TargetView>>(await api.GetAsync(context.Request, bench.At("shop.test").Authority, default)).Value!;
        TargetView other = Assert.IsType<JsonHttpResult<TargetView>>(await api.GetAsync(context.Request, bench.At("other.test").Authority, default)).Value!;

        Assert.Equal(("shop.test", true, ProofKind.File), (shop.Host, shop.Verified, shop.By));
        Assert.Equal((false, "it does not contain the token", "_perffunctions.other.test"), (other.Verified, other.FileProblem, other.Record));
        Assert.NotEqual(shop.Token, other.Token);
        Assert.IsType<ProblemHttpResult>(await api.GetAsync(context.Request, "user@shop.test", default));
    }
}
