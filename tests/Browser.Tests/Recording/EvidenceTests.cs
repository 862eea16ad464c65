using System.IO.Compression;
using System.Text;
using System.Text.Json;
using PerfFunctions.Browser.Recording;
using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Browser.Tests.Recording;

public sealed class EvidenceTests(Recordings recordings) : IClassFixture<Recordings>
{
    private const string Secret = "s3cret/te xt";

    [Fact]
    public async Task Evidence_shows_the_load_and_no_secret_is_in_any_of_it()
    {
        await using TestSite site = await Pages.SiteAsync(new()
        {
            ["/"] = context =>
            {
                context.Response.Headers.SetCookie = "visitor=cookie-one";
                return context.HtmlAsync($$"""
                    {{Pages.Head}}<h1>Words</h1><script>
                    fetch('/data?page=2&access_token=token-two&q={{Uri.EscapeDataString(Secret)}}', { headers: { Authorization: 'Bearer bearer-three', 'X-Api-Key': 'key-four' } })
                      .then(() => { throw new Error('{{Secret}} at http://user:five@shop.example/'); });
                    </script>
                    """);
            },
            ["/data"] = context =>
            {
                context.Response.Headers.SetCookie = "session=cookie-six";
                return context.BytesAsync("application/json", "{}"u8.ToArray());
            },
        });

        LoadRecord record = await recordings.RecordAsync(site.Address, secrets: Secret);

        PageEvidence evidence = record.Evidence!;
        string trace = Ungzip(evidence.Trace!);
        string kept = Encoding.UTF8.GetString(evidence.Har!) + trace + JsonSerializer.Serialize(record.Detail);
        foreach (string secret in (string[])["s3cret", "cookie-one", "token-two", "bearer-three", "key-four", "user:five", "cookie-six"])
        {
            Assert.DoesNotContain(secret, kept);
        }
        Assert.Contains("page=2", kept);
        using JsonDocument events = JsonDocument.Parse(trace);
        Assert.Contains(events.RootElement.GetProperty("traceEvents").EnumerateArray(), e => e.GetProperty("name").ValueEquals("ResourceSendRequest"));
        Assert.Equal([0xFF, 0xD8], evidence.Screenshot![..2]);
        Assert.Equal(record.Detail!.FrameTimes.Count, evidence.Frames.Count);
        Assert.All(evidence.Frames, frame => Assert.Equal([0xFF, 0xD8], frame[..2]));
        AssertHar(evidence.Har!, record);
    }

    [Fact]
    public async Task Nothing_is_kept_unless_asked_for()
    {
        LoadRecord record = await recordings.PlainAsync();

        Assert.Null(record.Evidence);
    }

    private static void AssertHar(byte[] har, LoadRecord record)
    {
        using JsonDocument document = JsonDocument.Parse(har);
        JsonElement log = document.RootElement.GetProperty("log");
        Assert.Equal("1.2", log.GetProperty("version").GetString());
        JsonElement[] entries = [.. log.GetProperty("entries").EnumerateArray()];
        Assert.Equal(record.Values["requests"], entries.Length);
        Assert.Equal(record.Values["bytes"], entries.Sum(entry => Number(entry, "response", "headersSize") + Number(entry, "response", "bodySize")));
        Assert.Equal(record.Values["decoded"], entries.Sum(entry => entry.GetProperty("response").GetProperty("content").GetProperty("size").GetDouble()));
        foreach (JsonElement entry in entries)
        {
            double phases = ((string[])["blocked", "dns", "connect", "send", "wait", "receive"]).Sum(phase => Math.Max(0, Number(entry, "timings", phase)));
            Assert.Equal(entry.GetProperty("time").GetDouble(), phases, 0.001);
            Assert.True(entry.GetProperty("startedDateTime").TryGetDateTimeOffset(out _));
            Assert.Equal(200, Number(entry, "response", "status"));
        }
        JsonElement[] query = [.. entries[1].GetProperty("request").GetProperty("queryString").EnumerateArray()];
        Assert.Equal(["page", "access_token", "q"], query.Select(pair => pair.GetProperty("name").GetString()));
    }

    private static double Number(JsonElement entry, string part, string name) => entry.GetProperty(part).GetProperty(name).GetDouble();

    private static string Ungzip(byte[] trace)
    {
        using StreamReader reader = new(new GZipStream(new MemoryStream(trace), CompressionMode.Decompress));
        return reader.ReadToEnd();
    }
}
