using System.Buffers.Binary;
using System.Text;
using PerfFunctions.Load.Http2;

namespace PerfFunctions.Load.Tests.Http2;

/// <summary>The server's end of a connection of HTTP/2, frame by frame.</summary>
internal sealed class FrameConnection(RawConnection connection)
{
    private const int Preface = 24;

    /// <summary>The number of the connection, from 0.</summary>
    public int Number => connection.Number;

    /// <summary>A target that speaks in frames.</summary>
    /// <param name="serve">What is done on a connection.</param>
    /// <param name="settings">Numbers and values of its settings.</param>
    public static RawTarget Serve(Func<FrameConnection, Task> serve, params (ushort Number, uint Value)[] settings) =>
        new(async raw => await serve(await AcceptAsync(raw, settings)));

    /// <summary>Begins as a server does.</summary>
    public static async Task<FrameConnection> AcceptAsync(RawConnection raw, params (ushort Number, uint Value)[] settings)
    {
        FrameConnection connection = new(raw);
        await raw.ReadBytesAsync(Preface);
        byte[] payload = new byte[settings.Length * 6];
        for (int i = 0; i < settings.Length; i++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(payload.AsSpan(i * 6), settings[i].Number);
            BinaryPrimitives.WriteUInt32BigEndian(payload.AsSpan((i * 6) + 2), settings[i].Value);
        }

        await connection.SendAsync(FrameType.Settings, FrameFlags.None, 0, payload);
        return connection;
    }

    /// <summary>Reads the next frame; null when there is none.</summary>
    public async Task<(FrameHeader Header, byte[] Payload)?> ReadAsync()
    {
        if (await connection.ReadBytesAsync(FrameHeader.Size) is not { } bytes)
        {
            return null;
        }

        FrameHeader header = FrameHeader.Read(bytes);
        return await connection.ReadBytesAsync(header.Length) is { } payload ? (header, payload) : null;
    }

    /// <summary>Reads up to the next frame of a type; null when none comes.</summary>
    public async Task<(FrameHeader Header, byte[] Payload)?> ReadAsync(FrameType type)
    {
        while (await ReadAsync() is { } frame)
        {
            if (frame.Header.Type == type)
            {
                return frame;
            }
        }

        return null;
    }

    /// <summary>Reads up to the next request: its stream; null when none comes.</summary>
    public async Task<int?> ReadRequestAsync() => (await ReadAsync(FrameType.Headers))?.Header.Stream;

    public Task SendAsync(FrameType type, FrameFlags flags, int stream, byte[] payload)
    {
        byte[] frame = new byte[FrameHeader.Size + payload.Length];
        new FrameHeader(payload.Length, type, flags, stream).Write(frame);
        payload.CopyTo(frame, FrameHeader.Size);
        return connection.SendAsync(frame);
    }

    public Task SendAsync(FrameType type, int stream, params int[] numbers)
    {
        byte[] payload = new byte[numbers.Length * 4];
        for (int i = 0; i < numbers.Length; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(payload.AsSpan(i * 4), numbers[i]);
        }

        return SendAsync(type, FrameFlags.None, stream, payload);
    }

    /// <summary>A whole answer: status 200 and a body.</summary>
    public async Task AnswerAsync(int stream, string body = "fine")
    {
        await SendAsync(FrameType.Headers, FrameFlags.EndHeaders, stream, [0x88]);
        await SendAsync(FrameType.Data, FrameFlags.EndStream, stream, Encoding.ASCII.GetBytes(body));
    }

    /// <summary>Answers until the client is gone.</summary>
    public async Task AnswerAllAsync()
    {
        while (await ReadRequestAsync() is { } stream)
        {
            await AnswerAsync(stream);
        }
    }
}
