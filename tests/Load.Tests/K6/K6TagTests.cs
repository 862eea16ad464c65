namespace PerfFunctions.Load.Tests.K6;

/// <summary>Requests of a script are counted by their tags, besides by their names.</summary>
public class K6TagTests
{
    private const string Script = """
        import http from 'k6/http';
        import { group } from 'k6';
        export default function () {
          const site = __ENV.BASE_URL;
          http.get(`${site}/ok`, { tags: { kind: 'html' } });
          group('front', () => group('assets', () => http.batch([
            ['GET', `${site}/ok?css`, null, { tags: { kind: 'asset' } }],
            ['GET', `${site}/status/404`, null, { tags: { kind: 'asset' } }],
          ])));
          http.post(`${site}/ok`, null, { tags: { name: 'buy', kind: 'html' } });
        }
        """;

    [Theory]
    [InlineData("kind:asset", "request.kind-asset", 2, 1)]
    [InlineData("kind:html", "request.kind-html", 2, 0)]
    [InlineData("kind:html,method:POST", "request.kind-html-method-post", 1, 0)]
    [InlineData("kind:asset,status:404", "request.kind-asset-status-404", 1, 1)]
    [InlineData("group:::front::assets", "request.group-front-assets", 2, 1)]
    [InlineData("name:buy,kind:html", "request.kind-html-name-buy", 1, 0)]
    [InlineData("status:200", "request.status-200", 3, 0)]
    public async Task Requests_count_by_their_tags_and_by_their_names(string tags, string key, long completed, long failed)
    {
        K6Outcome result = await RunAsync(tags);
        Assert.Equal((completed, failed), result.Counts(key));
        Assert.Equal((1, 0), result.Counts("request.buy"));
        Assert.Equal(4, result.Result.Only.Counts.Completed);
    }

    [Fact]
    public async Task A_request_with_the_tags_of_two_counts_in_both()
    {
        K6Outcome result = await RunAsync("kind:asset", "method:GET");
        Assert.Equal(((2, 1), (3, 1)), (result.Counts("request.kind-asset"), result.Counts("request.method-get")));
    }

    private static Task<K6Outcome> RunAsync(params string[] tags) =>
        K6Driver.RunAsync(Script, "users: { count: 1, iterations: 1, for: 30s }", tags: tags);
}
