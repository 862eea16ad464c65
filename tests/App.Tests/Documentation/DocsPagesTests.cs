using System.Net;
using PerfFunctions.App.Tests.Triggers;

namespace PerfFunctions.App.Tests.Documentation;

public sealed class DocsPagesTests(ServiceFixture fixture) : IClassFixture<ServiceFixture>
{
    [Theory]
    [InlineData("docs", HttpStatusCode.OK, "text/html")]
    [InlineData("docs/plan", HttpStatusCode.OK, "text/html")]
    [InlineData("docs/0006-the-app-authorizes", HttpStatusCode.OK, "text/html")]
    [InlineData("docs/nothing", HttpStatusCode.NotFound, "text/html")]
    [InlineData("docs/search/index.json", HttpStatusCode.OK, "application/json")]
    [InlineData("docs/images/report.png", HttpStatusCode.OK, "image/png")]
    public async Task A_page_is_served_to_everybody(string path, HttpStatusCode status, string type)
    {
        using HttpResponseMessage answer = await fixture.Service.Http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType?.MediaType);
    }
}
