using System.Buffers.Binary;
using System.Net;
using System.Text;

namespace PerfFunctions.Browser.Guarding;

/// <summary>The part of SOCKS 5 (RFC 1928) that browsers speak: connect, without authentication.</summary>
internal static class Socks
{
    private const byte Version = 5;

    /// <summary>Reads where to connect to.</summary>
    /// <exception cref="IOException">This is something else.</exception>
    public static async Task<(string Host, int Port)> ReadAsync(Stream browser, CancellationToken cancellationToken)
    {
        byte[] greeting = await TakeAsync(browser, 2, cancellationToken);
        Check(greeting[0] == Version);
        await TakeAsync(browser, greeting[1], cancellationToken);
        await browser.WriteAsync(new byte[] { Version, 0 }, cancellationToken);
        byte[] request = await TakeAsync(browser, 4, cancellationToken);
        Check(request[0] == Version && request[1] == 1);
        string host = request[3] switch
        {
            1 => new IPAddress(await TakeAsync(browser, 4, cancellationToken)).ToString(),
            4 => new IPAddress(await TakeAsync(browser, 16, cancellationToken)).ToString(),
            3 => Encoding.ASCII.GetString(await TakeAsync(browser, (await TakeAsync(browser, 1, cancellationToken))[0],
                cancellationToken)),
            _ => throw new IOException("This is not a supported address type."),
        };
        return (host, BinaryPrimitives.ReadUInt16BigEndian(await TakeAsync(browser, 2, cancellationToken)));
    }

    /// <summary>Says what became of it.</summary>
    public static ValueTask AnswerAsync(Stream browser, SocksAnswer answer, CancellationToken cancellationToken) =>
        browser.WriteAsync(new byte[] { Version, (byte)answer, 0, 1, 0, 0, 0, 0, 0, 0 }, cancellationToken);

    private static async Task<byte[]> TakeAsync(Stream browser, int count, CancellationToken cancellationToken)
    {
        byte[] bytes = new byte[count];
        await browser.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }

    private static void Check(bool isRight)
    {
        if (!isRight)
        {
            throw new IOException("This is not a connect request.");
        }
    }
}

/// <summary>What became of a request, with its number in RFC 1928.</summary>
internal enum SocksAnswer : byte
{
    /// <summary>Connected.</summary>
    Connected = 0,

    /// <summary>Not allowed.</summary>
    NotAllowed = 2,

    /// <summary>No such host, or no way to it.</summary>
    Unreachable = 4,

    /// <summary>No server listens there.</summary>
    Refused = 5,
}
