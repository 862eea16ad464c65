namespace PerfFunctions.Load.SocketsHttp;

/// <summary>
/// Listens on a connection while a request is written to it that does not fit: the platform's client looks for an answer
/// only when all is written, which never happens when the target has answered and reads no further.
/// </summary>
internal sealed class EarlyAnswer(Stream inner)
{
    private const int BufferSize = 4096;

    private readonly TaskCompletionSource _came = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly byte[] _buffer = new byte[BufferSize];
    private Task<int>? _reading;
    private int _taken;

    /// <summary>Complete once an answer begins, or the connection ends.</summary>
    public Task Came => _came.Task;

    /// <summary>Whether what came is an answer, not the end.</summary>
    public bool HasAnswer { get; private set; }

    /// <summary>Whether there is something that the client has not taken yet.</summary>
    public bool Holds => _reading is not null;

    /// <summary>Reads in the client's place.</summary>
    public void Listen() => _reading ??= ReadAsync();

    /// <summary>Hands over what was read in the client's place; 0 at the end of the stream.</summary>
    public async ValueTask<int> TakeAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        int read = await _reading!.WaitAsync(cancellationToken).ConfigureAwait(false);
        int length = Math.Min(read - _taken, buffer.Length);
        _buffer.AsMemory(_taken, length).CopyTo(buffer);
        _taken += length;
        if (_taken == read)
        {
            (_reading, _taken) = (null, 0);
        }

        return length;
    }

    /// <summary>The client has the answer already.</summary>
    public void Answered()
    {
        HasAnswer = true;
        _came.TrySetResult();
    }

    /// <summary>The client has read a piece itself; true when it was only the announcement of an answer (1xx).</summary>
    public bool Note(ReadOnlySpan<byte> piece)
    {
        if (IsInterim(piece))
        {
            return true;
        }

        HasAnswer |= piece.Length > 0;
        _came.TrySetResult();
        return false;
    }

    /// <summary>Whether a piece is whole announcements of an answer (1xx), and nothing after them.</summary>
    public static bool IsInterim(ReadOnlySpan<byte> piece)
    {
        bool isInterim = piece.Length > 0;
        while (isInterim && piece.Length > 0)
        {
            int end = piece.StartsWith("HTTP/1.1 1"u8) ? piece.IndexOf("\r\n\r\n"u8) : -1;
            isInterim = end > 0;
            piece = isInterim ? piece[(end + 4)..] : piece;
        }

        return isInterim;
    }

    private async Task<int> ReadAsync()
    {
        try
        {
            int all = 0;
            int read;
            do
            {
                read = await inner.ReadAsync(_buffer.AsMemory(all)).ConfigureAwait(false);
                all += read;
            }
            while (Note(_buffer.AsSpan(0, all)) && read > 0 && all < _buffer.Length);
            return all;
        }
        finally
        {
            _came.TrySetResult();
        }
    }
}
