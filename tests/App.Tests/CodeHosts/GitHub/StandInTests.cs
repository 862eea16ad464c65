using System.Net;
using PerfFunctions.TestKit.GitHub;

namespace PerfFunctions.App.Tests.CodeHosts.GitHub;

public sealed class StandInTests
{
    private const string Sha = GitHubDriver.HeadSha;

    [Theory]
    [InlineData("POST", "repos/octo/shop/check-runs", """{"name":"performance"}""", "head_sha")]
    [InlineData("POST", "repos/octo/shop/check-runs", $$"""{"name":"performance","head_sha":"{{Sha}}","headSha":"x"}""", "headSha")]
    [InlineData("POST", "repos/octo/shop/check-runs", $$"""{"name":"performance","head_sha":"{{Sha}}","status":"running"}""", "status")]
    [InlineData("POST", "repos/octo/shop/check-runs", $$"""{"name":"performance","head_sha":"{{Sha}}","started_at":"today"}""", "started_at")]
    [InlineData("PATCH", "repos/octo/shop/check-runs/1", """{"status":"completed"}""", "conclusion")]
    [InlineData("PATCH", "repos/octo/shop/check-runs/one", """{"status":"in_progress"}""", "check_run_id")]
    [InlineData("PATCH", "repos/octo/shop/check-runs/1", """{"output":{"title":"no summary"}}""", "summary")]
    [InlineData("PATCH", "repos/octo/shop/check-runs/1", "no json", "not JSON")]
    [InlineData("GET", $"repos/octo/shop/commits/{Sha}/check-runs?checkName=performance", null, "checkName")]
    [InlineData("GET", $"repos/octo/shop/commits/{Sha}/check-runs?filter=newest", null, "filter")]
    [InlineData("GET", "repos/octo/shop/checks", null, "no such operation")]
    public async Task A_request_that_departs_from_GitHubs_description_is_refused_and_remembered(
        string method, string target, string? body, string about)
    {
        await using GitHubStandIn github = await GitHubStandIn.StartAsync(cancellationToken: TestContext.Current.CancellationToken);

        HttpResponseMessage answer = await SendAsync(github, method, target, body);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(about, string.Concat(Assert.Single(github.Violations).Violations), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_summary_or_annotations_beyond_GitHubs_limits_are_refused()
    {
        await using GitHubStandIn github = await GitHubStandIn.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        object note = new { path = "a", start_line = 1, end_line = 1, annotation_level = "notice", message = "m" };
        object output = new { title = "t", summary = new string('s', 65_536), annotations = Enumerable.Repeat(note, 51) };

        await SendAsync(
            github, "POST", "repos/octo/shop/check-runs",
            System.Text.Json.JsonSerializer.Serialize(new { name = "performance", head_sha = Sha, output }));

        Assert.Equal(2, Assert.Single(github.Violations).Violations.Count);
    }

    [Theory]
    [InlineData("repos/octo/shop/contents/.github/perf.yml", "token ghs_made_up")]
    [InlineData("repos/octo/shop/contents/.github/perf.yml", null)]
    public async Task A_caller_without_a_token_that_was_given_out_is_refused(string target, string? authorization)
    {
        await using GitHubStandIn github = await GitHubStandIn.StartAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(github, "GET", target, null, authorization)).StatusCode);
    }

    private static async Task<HttpResponseMessage> SendAsync(
        GitHubStandIn github, string method, string target, string? body, string? authorization = null)
    {
        using var http = new HttpClient { BaseAddress = github.Address };
        using var request = new HttpRequestMessage(new HttpMethod(method), target)
        {
            Content = body is null ? null : new StringContent(body, System.Text.Encoding.UTF8, "application/json"),
        };
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        return await http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
