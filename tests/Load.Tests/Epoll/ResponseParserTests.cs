using System.Text;
using CsCheck;
using PerfFunctions.Load.Epoll;
using PerfFunctions.Load.Http;

namespace PerfFunctions.Load.Tests.Epoll;

public sealed class ResponseParserTests
{
    private const string Counted = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\ncontent-length: 5\r\n\r\nhello";
    private const string Chunked =
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nhel\r\n2\r\nlo\r\n0\r\nTrailer: t\r\n\r\n";

    private const string Informed = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

    [Theory]
    [InlineData(Counted)]
    [InlineData(Chunked)]
    [InlineData(Informed)]
    [InlineData("HTTP/1.1 200 OK\nX: a\n b\nContent-Length: 5\n\nhello")]
    public void A_response_is_the_same_in_pieces_of_any_size(string response) =>
        Gen.Int[1, 20].List[1, 100].Sample(sizes =>
        {
            ResponseParser parser = new();
            Exchange exchange = Begin(parser);
            byte[] bytes = Encoding.ASCII.GetBytes(response);
            ParseState state = ParseState.More;
            for (int at = 0, i = 0; at < bytes.Length; i++)
            {
                Assert.Equal(ParseState.More, state);
                int size = Math.Min(sizes[i % sizes.Count], bytes.Length - at);
                state = parser.Take(bytes.AsSpan(at, size), exchange);
                at += size;
            }

            Assert.Equal(ParseState.Done, state);
            Assert.Equal((200, "hello", 5L), (exchange.Status, Encoding.ASCII.GetString(exchange.Body.Span), exchange.Bytes));
            Assert.True(parser.KeepsAlive);
            Assert.DoesNotContain(exchange.Headers, h => h.Key == "Link");
        });

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", false)]
    [InlineData("HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n", false)]
    [InlineData("HTTP/1.0 200 OK\r\nContent-Length: 0\r\nConnection: Keep-Alive\r\n\r\n", true)]
    [InlineData("HTTP/1.1 204 No Content\r\n\r\n", true)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: TE, Close\r\n\r\n", false)]
    [InlineData("HTTP/1.0 200 OK\r\nContent-Length: 0\r\nConnection: TE, Keep-Alive\r\n\r\n", true)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 0, 0\r\nContent-Length: 0\r\n\r\n", true)]
    [InlineData("HTTP/1.1 200 OK\nContent-Length : 0\nX: y\n\n", true)]
    [InlineData("HTTP/1.1 304 Not Modified\r\nContent-Length: 99\r\n\r\n", true)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\nmore than was asked for", false)]
    public void A_connection_is_used_again_only_when_it_can_be(string response, bool keepsAlive)
    {
        ResponseParser parser = new();

        Assert.Equal(ParseState.Done, parser.Take(Encoding.ASCII.GetBytes(response), Begin(parser)));
        Assert.Equal(keepsAlive, parser.KeepsAlive);
    }

    [Fact]
    public void Without_a_length_the_body_ends_with_the_stream()
    {
        ResponseParser parser = new();
        Exchange exchange = Begin(parser);

        Assert.Equal(ParseState.More, parser.Take("HTTP/1.1 200 OK\r\n\r\nhel"u8, exchange));
        Assert.Equal(ParseState.More, parser.Take("lo"u8, exchange));
        Assert.True(parser.EndsWithStream);
        Assert.False(parser.KeepsAlive);
        Assert.Equal(5, exchange.Bytes);
    }

    [Fact]
    public void A_head_says_the_length_of_a_body_that_does_not_come()
    {
        ResponseParser parser = new();
        Exchange exchange = Begin(parser, "HEAD");

        Assert.Equal(ParseState.Done, parser.Take("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"u8, exchange));
        Assert.True(parser.KeepsAlive);
    }

    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.6\r\n\r\n", "status line")]
    [InlineData("HTTP/1.1 20x OK\r\n\r\n", "status line")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n", "content length")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n", "content length")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello", "two content lengths")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5, 6\r\n\r\nhello", "two content lengths")]
    [InlineData("HTTP/1.1 200 OK\r\nno colon here\r\n\r\n", "header line")]
    [InlineData("HTTP/1.1 200 OK\r\n folded: at once\r\n\r\n", "header line")]
    [InlineData("HTTP/1.1 101 Switching Protocols\r\n\r\n", "unrequested protocol upgrade")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n", "chunked body")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5xyz\r\n", "chunked body")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhello\r\n", "chunked body")]
    public void What_is_no_response_is_reported_as_broken_with_its_fault(string response, string fault)
    {
        ResponseParser parser = new();

        Assert.Equal(ParseState.Broken, parser.Take(Encoding.ASCII.GetBytes(response), Begin(parser)));
        Assert.Equal($"invalid response: {fault}", parser.Fault);
    }

    [Fact]
    public void A_folded_line_is_one_and_frames_the_message_as_one()
    {
        ResponseParser parser = new();
        Exchange exchange = Begin(parser);

        Assert.Equal(ParseState.Done, parser.Take("HTTP/1.1 200 OK\r\nX-Note: one\r\n\t two\n  three\r\nContent-Length:\r\n 2\r\n\r\nhi"u8, exchange));

        Assert.Equal([("X-Note", "one two three"), ("Content-Length", "2")], exchange.Headers.Select(h => (h.Key, h.Value)));
        Assert.Equal(2, exchange.Bytes);
    }

    [Theory]
    [InlineData("Transfer-Encoding: gzip\r\nContent-Length: 2")]
    [InlineData("Transfer-Encoding: xchunked")]
    public void A_transfer_coding_that_is_not_chunked_ends_with_the_stream(string header)
    {
        ResponseParser parser = new();

        Assert.Equal(ParseState.More, parser.Take(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\n{header}\r\n\r\n2\r\nhi\r\n"), Begin(parser)));

        Assert.True(parser.EndsWithStream);
    }

    [Fact]
    public void A_head_without_end_is_broken_before_it_fills_the_memory()
    {
        ResponseParser parser = new();
        Exchange exchange = Begin(parser);
        byte[] line = Encoding.ASCII.GetBytes("X-Filler: " + new string('a', 1_000) + "\r\n");
        ParseState state = parser.Take("HTTP/1.1 200 OK\r\n"u8, exchange);
        int lines = 0;
        while (state == ParseState.More && lines < 1_000)
        {
            state = parser.Take(line, exchange);
            lines++;
        }

        Assert.Equal(ParseState.Broken, state);
        Assert.InRange(lines, 50, 100);
    }

    private static Exchange Begin(ResponseParser parser, string method = "GET")
    {
        Exchange exchange = new();
        exchange.Begin(
            new RequestDraft(method, new Uri("http://127.0.0.1/"), [], null), default, default, keepsBody: true, keepsHeaders: true, null);
        parser.Expect(method);
        return exchange;
    }
}
