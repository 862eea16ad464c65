using System.Net;

namespace PerfFunctions.Host.Tests.Http;

public sealed class HttpTests(AppFixture app) : IClassFixture<AppFixture>
{
    [Theory]
    [InlineData("GET", "/api/Plain", 200)]
    [InlineData("GET", "/Plain", 404)]
    [InlineData("POST", "/api/Plain", 404)]
    [InlineData("GET", "/api/things/7", 200)]
    [InlineData("GET", "/api/things/seven", 404)]
    [InlineData("DELETE", "/api/things/7", 404)]
    [InlineData("GET", "/api/optional", 200)]
    [InlineData("GET", "/api/optional/x", 200)]
    [InlineData("GET", "/api/assets/a/b.js", 200)]
    [InlineData("GET", "/api/AdminOnly", 200)]
    [InlineData("GET", "/api/Step", 404)]
    [InlineData("GET", "/", 404)]
    [InlineData("GET", "/nothing", 404)]
    public async Task Routes_answer_as_those_of_the_real_host(string method, string path, int expected)
    {
        using var request = new HttpRequestMessage(new(method), path);
        using HttpResponseMessage answer = await app.Host.Http.SendAsync(request);
        Assert.Equal(expected, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Bodies_arrive_byte_by_byte_and_route_values_by_name()
    {
        using HttpResponseMessage answer = await app.Host.Http.PostAsync("/api/things/7", new ByteArrayContent([0, 255, 13, 10]));
        Assert.Equal("7:00FF0D0A", await answer.Content.ReadAsStringAsync());
        Assert.Equal("Seen 7 GET", await app.Host.Http.GetStringAsync("/api/things/7"));
        Assert.Equal("GET a/b.js", await app.Host.Http.GetStringAsync("/api/assets/a/b.js"));
    }

    [Fact]
    public async Task An_exception_is_a_500_that_shows_nothing_of_the_inside()
    {
        using HttpResponseMessage answer = await app.Host.Http.GetAsync("/api/Throws");
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Events_reach_the_reader_as_they_are_written()
    {
        using HttpResponseMessage answer = await app.Host.Http.GetAsync("/api/Stream", HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());
        Assert.Equal("data: first", await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60)));
        app.Journal.Open("stream");
        Assert.Equal("\ndata: second\n\n", await reader.ReadToEndAsync());
    }

    [Fact]
    public async Task A_caller_does_not_choose_the_invocation()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/Plain");
        request.Headers.Add("x-ms-invocation-id", "mine");
        using HttpResponseMessage answer = await app.Host.Http.SendAsync(request);
        Assert.Equal("/api/Plain", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Many_requests_at_once_are_all_answered()
    {
        string[] answers = await Task.WhenAll(Enumerable.Range(1, 200).Select(n => app.Host.Http.GetStringAsync($"/api/things/{n}")));
        Assert.Equal(Enumerable.Range(1, 200).Select(n => $"Seen {n} GET"), answers);
    }
}
