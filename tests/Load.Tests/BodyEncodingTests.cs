using System.IO.Compression;
using System.Text;

namespace PerfFunctions.Load.Tests;

/// <summary>Bodies in every form in which servers send them, looked into by captures and checks.</summary>
public sealed class BodyEncodingTests
{
    private const string Json = "{\"id\":\"J\u00FCrgen\"}";

    public static TheoryData<string, string> Forms => new()
    {
        { "utf-8 with a mark", "application/json" },
        { "utf-16 with a mark", "application/json" },
        { "utf-16", "application/json; charset=utf-16" },
        { "windows-1252", "application/json; charset=\"Windows-1252\"" },
        { "iso-8859-1", "application/json;charset=ISO-8859-1" },
        { "utf-8", "text/plain; charset=utf8" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public Task A_body_is_read_by_its_mark_or_charset(string form, string contentType) => ReadsAsync(contentType, null, form switch
    {
        "utf-8 with a mark" => [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Json)],
        "utf-16 with a mark" => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Json)],
        "utf-16" => Encoding.Unicode.GetBytes(Json),
        "windows-1252" or "iso-8859-1" => Encoding.Latin1.GetBytes(Json),
        _ => Encoding.UTF8.GetBytes(Json),
    });

    [Theory]
    [InlineData("gzip")]
    [InlineData("GZIP")]
    [InlineData("x-gzip")]
    [InlineData("deflate")]
    [InlineData("Deflate, raw")]
    [InlineData("identity, GZip")]
    [InlineData("br, gzip")]
    public Task A_body_is_read_by_its_codings(string encoding)
    {
        bool isRaw = encoding.EndsWith("raw", StringComparison.Ordinal);
        byte[] body = Encoding.UTF8.GetBytes(Json);
        body = encoding.StartsWith("br", StringComparison.Ordinal) ? Packed(body, s => new BrotliStream(s, CompressionMode.Compress)) : body;
        body = isRaw ? Packed(body, s => new DeflateStream(s, CompressionMode.Compress))
            : encoding == "deflate" ? Packed(body, s => new ZLibStream(s, CompressionMode.Compress))
            : Packed(body, s => new GZipStream(s, CompressionMode.Compress));
        return ReadsAsync("application/json", isRaw ? "Deflate" : encoding, body);
    }

    [Fact]
    public Task A_charset_that_is_not_known_is_named() => EveryTransport.AsTheyWaitAsync(async transports =>
    {
        await using RawTarget target = Answering("text/html; charset=x-klingon", null, Encoding.UTF8.GetBytes(Json));

        LoadResult result = await RunAsync(new LoadDriver { Transports = transports }, target);

        Assert.Equal("body in charset 'x-klingon', which is not supported", Assert.Single(result.Only.Errors).Key);
    });

    private static Task ReadsAsync(string contentType, string? encoding, byte[] body) => EveryTransport.AsTheyWaitAsync(async transports =>
    {
        await using RawTarget target = Answering(contentType, encoding, body);

        LoadResult result = await RunAsync(new LoadDriver { Transports = transports }, target);

        Assert.Empty(result.Only.Errors);
        Assert.Equal("GET /J%C3%BCrgen?J%C3%BCrgen HTTP/1.1", target.Received[1].Split("\r\n")[0]);
    });

    private static RawTarget Answering(string contentType, string? encoding, byte[] body) => new(async connection =>
    {
        while (await connection.ReadRequestAsync() is not null)
        {
            string coding = encoding is null ? "" : $"Content-Encoding: {encoding}\r\n";
            await connection.SendAsync($"HTTP/1.1 200 OK\r\nContent-Type: {contentType}\r\n{coding}Content-Length: {body.Length}\r\n\r\n");
            await connection.SendAsync(body);
        }
    });

    private static byte[] Packed(byte[] body, Func<Stream, Stream> pack)
    {
        using MemoryStream packed = new();
        using (Stream packing = pack(packed))
        {
            packing.Write(body);
        }

        return packed.ToArray();
    }

    private static Task<LoadResult> RunAsync(LoadDriver driver, RawTarget target) => driver.RunAsync(
        """
        version: 1
        name: shop
        load:
          browse:
            users: { count: 1, iterations: 1, for: 30s }
            flow:
              - { get: /, expect: { body: "J\u00FCrgen" }, capture: { id: '$.id', match: { regex: 'id":"(\w+)"' } } }
              - get: '/${id}?${match}'
        """,
        target.Address);
}
