using PerfFunctions.App.Runs;
using PerfFunctions.App.Tests.Parts;
using PerfFunctions.App.Tests.Triggers;
using PerfFunctions.Engine.Audits;

namespace PerfFunctions.App.Tests.Reports;

public sealed class EvidenceApiTests(ServiceFixture fixture) : IClassFixture<ServiceFixture>, IAsyncLifetime
{
    private static readonly PageEvidence Evidence = new() { Screenshot = [1], Har = "{}"u8.ToArray(), Trace = [31, 139], Frames = [[4], [5]] };

    private readonly RunRecord _run = Samples.Run(Samples.Now, "evidence");

    private RunBlobs Blobs => fixture.Service.Get<RunBlobs>();

    public async ValueTask InitializeAsync()
    {
        if (await fixture.Service.Get<RunStore>().FindAsync(_run.RunId, default) is null)
        {
            await fixture.Service.Get<RunStore>().AddAsync(_run, default);
        }

        await Blobs.SavePageAsync(
            _run.RunId, Samples.Measured(new AuditTarget("home", new Uri("https://shop.example/"), new PageConditions(), 1)), Evidence, default);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("screenshot.jpg", "image/jpeg", null)]
    [InlineData("frame-01.jpg", "image/jpeg", null)]
    [InlineData("load.har", "application/json", "home.har")]
    [InlineData("trace.json.gz", "application/gzip", "home-trace.json.gz")]
    public async Task Each_file_is_served_as_what_it_is_and_as_nothing_else(string file, string type, string? saveAs)
    {
        using HttpResponseMessage response = await fixture.Service.Http.GetAsync(new Uri($"/api/runs/{_run.RunId}/pages/home/{file}", UriKind.Relative));
        Assert.Equal((200, type), ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.Equal(["nosniff"], response.Headers.GetValues("X-Content-Type-Options"));
        Assert.Equal((saveAs is null ? null : "attachment", saveAs),
            (response.Content.Headers.ContentDisposition?.DispositionType, response.Content.Headers.ContentDisposition?.FileName));
        Assert.Equal(EvidenceFiles.Of(Evidence).Single(f => f.Name == file).Content, await response.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("home/frame-02.jpg")]
    [InlineData("home/screenshot.JPG")]
    [InlineData("home/..%2Fhome.json")]
    [InlineData("home/%2e%2e%2f%2e%2e%2fplan.yml")]
    [InlineData("..%2Fpages%2Fhome/screenshot.jpg")]
    [InlineData("cart/screenshot.jpg")]
    [InlineData("home.json/screenshot.jpg")]
    public async Task What_the_audit_did_not_keep_is_not_found(string path) =>
        (await fixture.SendAsync("GET", $"/api/runs/{_run.RunId}/pages/{path}")).IsProblem(404);

    [Fact]
    public async Task A_run_that_is_not_there_has_no_evidence() =>
        (await fixture.SendAsync("GET", "/api/runs/20260304050607089-none/pages/home/screenshot.jpg")).IsProblem(404);

    [Fact]
    public async Task Evidence_is_deleted_with_its_run()
    {
        await Blobs.DeleteAsync(_run.RunId, default);
        (await fixture.SendAsync("GET", $"/api/runs/{_run.RunId}/pages/home/load.har")).IsProblem(404);
        Assert.Null(await Blobs.FindEvidenceAsync(_run.RunId, "home", EvidenceFiles.Har, default));
    }
}
