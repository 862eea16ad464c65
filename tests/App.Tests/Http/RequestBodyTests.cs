using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using PerfFunctions.App.Http;
using PerfFunctions.App.Tests.Parts;
using PerfFunctions.App.Tests.Triggers;
using PerfFunctions.TestKit;
using PerfFunctions.TestKit.GitHub;

namespace PerfFunctions.App.Tests.Http;

public sealed class RequestBodyTests(AzuriteFixture azurite)
{
    private const string Webhook = "/api/github/webhook";
    private const int Large = 20_000_000;

    private static readonly string AnySignature = $"X-Hub-Signature-256: sha256={new string('0', 64)}";

    [Theory]
    [InlineData("X-Nothing: none")]
    [InlineData("X-Hub-Signature-256: sha256=00")]
    [InlineData("X-Hub-Signature: sha1=0000000000000000000000000000000000000000")]
    public async Task A_delivery_that_cannot_be_signed_is_refused_before_its_body_is_sent(string header)
    {
        await using Service service = await StartAsync();
        using RawConnection connection = await RawConnection.OpenAsync(service.Http.BaseAddress!);

        await connection.SendHeadAsync("POST", Webhook, Large, header);

        Assert.StartsWith("HTTP/1.1 401", await connection.ReadHeadAsync());
    }

    [Fact]
    public async Task Deliveries_that_are_more_together_than_there_is_room_for_are_refused_and_keep_nobody_else_out()
    {
        await using Service service = await StartAsync();
        List<RawConnection> held = [];
        List<Task<string>> answers = [];
        for (int i = 0; i < 4; i++)
        {
            RawConnection connection = await RawConnection.OpenAsync(service.Http.BaseAddress!);
            held.Add(connection);
            answers.Add(connection.ReadHeadAsync());
            await connection.SendHeadAsync("POST", Webhook, Large + 1, AnySignature);
            await connection.SendAsync(new byte[Large]);
        }

        string refusal = await await Task.WhenAny(answers);
        Assert.StartsWith("HTTP/1.1 503", refusal);
        Assert.Contains("Retry-After: 5", refusal, StringComparison.Ordinal);
        using (HttpResponseMessage plan = await service.Http.PutAsync("api/plans/none", new ByteArrayContent(new byte[200_000])))
        {
            Assert.Equal(400, (int)plan.StatusCode);
        }

        // What is broken off gives its room back.
        held.ForEach(connection => connection.Dispose());
        WebhookDelivery delivery = WebhookDelivery.Of("ping", new string(' ', 10_000_000), WebhookDriver.Secret);
        int status;
        do
        {
            using HttpResponseMessage answer = await delivery.SendAsync(
                service.Http, new(service.Http.BaseAddress!, Webhook), TestContext.Current.CancellationToken);
            status = (int)answer.StatusCode;
        }
        while (status == 503);
        Assert.Equal(204, status);
    }

    [Fact]
    public async Task A_body_that_does_not_come_is_not_waited_for()
    {
        await using Service service = await StartAsync(new FastTime(50));
        using RawConnection connection = await RawConnection.OpenAsync(service.Http.BaseAddress!);

        await connection.SendHeadAsync("POST", Webhook, Large, AnySignature);

        Assert.StartsWith("HTTP/1.1 408", await connection.ReadHeadAsync());
    }

    public static TheoryData<Exception, int> Breaks => new()
    {
        { new BadHttpRequestException("Unexpected end of request content.", 400), 400 },
        { new BadHttpRequestException("Reading the request body timed out due to data arriving too slowly.", 408), 408 },
        { new IOException("The connection was reset."), 400 },
    };

    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task A_body_that_breaks_off_is_no_failure_of_the_service(Exception broken, int status)
    {
        var context = new DefaultHttpContext { Request = { Body = new BrokenBody(broken) }, RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider() };
        using ReceivedBody body = await new RequestBodies(TimeProvider.System).ReadAsync(context.Request, 1_000, TestContext.Current.CancellationToken);

        await body.Refusal!.ExecuteAsync(context);

        Assert.Equal(status, context.Response.StatusCode);
    }

    [Fact]
    public async Task A_chunk_that_cannot_be_one_is_the_callers_mistake()
    {
        await using Service service = await StartAsync();
        using RawConnection connection = await RawConnection.OpenAsync(service.Http.BaseAddress!);

        await connection.SendAsync("PUT /api/plans/shop HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"u8.ToArray());

        Assert.StartsWith("HTTP/1.1 400", await connection.ReadHeadAsync());
    }

    private Task<Service> StartAsync(TimeProvider? time = null) => Service.StartAsync(
        azurite, time, "Perf:GitHub:Token=a token", $"Perf:GitHub:WebhookSecret={WebhookDriver.Secret}");

    private sealed class BrokenBody(Exception broken) : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw broken;
    }
}
