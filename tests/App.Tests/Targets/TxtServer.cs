using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using DnsClient;
using PerfFunctions.App.Targets;

namespace PerfFunctions.App.Tests.Targets;

/// <summary>A name server on loopback that knows TXT records and nothing else.</summary>
internal sealed class TxtServer : IAsyncDisposable
{
    private const int HeaderLength = 12;

    private readonly UdpClient _socket = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly Task _answering;

    public TxtServer() => _answering = AnswerAsync();

    /// <summary>Texts by name.</summary>
    public Dictionary<string, string[]> Records { get; } = [];

    /// <summary>Asks this server, as the service asks its own.</summary>
    public LookupClient Client => new(TokenRecord.WithTimeout(new(new NameServer(IPAddress.Loopback, ((IPEndPoint)_socket.Client.LocalEndPoint!).Port))));

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        await _answering;
    }

    private async Task AnswerAsync()
    {
        try
        {
            while (true)
            {
                UdpReceiveResult asked = await _socket.ReceiveAsync();
                await _socket.SendAsync(AnswerTo(asked.Buffer), asked.RemoteEndPoint);
            }
        }
        catch (Exception e) when (e is ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    private byte[] AnswerTo(byte[] query)
    {
        int end = HeaderLength;
        List<string> labels = [];
        for (; query[end] > 0; end += query[end] + 1)
        {
            labels.Add(Encoding.ASCII.GetString(query, end + 1, query[end]));
        }

        string[]? texts = Records.GetValueOrDefault(string.Join('.', labels).ToLowerInvariant());
        using MemoryStream answer = new();
        byte[] header = [query[0], query[1], 0x81, (byte)(texts is null ? 0x83 : 0x80), 0, 1, 0, (byte)(texts?.Length ?? 0), 0, 0, 0, 0];
        answer.Write(header);
        answer.Write(query, HeaderLength, end + 5 - HeaderLength);
        foreach (string text in texts ?? [])
        {
            // The name is that of the question; a record of type TXT, class IN, that lasts for no time.
            answer.Write([0xc0, HeaderLength, 0, 16, 0, 1, 0, 0, 0, 0]);
            byte[] length = new byte[2];
            BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)(text.Length + 1));
            answer.Write([.. length, (byte)text.Length, .. Encoding.ASCII.GetBytes(text)]);
        }

        return answer.ToArray();
    }
}
