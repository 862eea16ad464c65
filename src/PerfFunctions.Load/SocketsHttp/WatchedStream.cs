using PerfFunctions.Load.EventLoops;

namespace PerfFunctions.Load.SocketsHttp;

/// <summary>
/// An HTTP/1.1 connection below the platform's client. It notifies the request that is being written when it is; it lets
/// the client read the answer to one that is not all written, and is closed after that; and where it ends without an
/// answer it says so by an exception, as the client would otherwise send the request again silently, by its own rules.
/// </summary>
internal sealed class WatchedStream(Stream inner, RunClock clock, TimeSpan roundTrip) : WrappedStream(inner)
{
    private readonly Lock _gate = new();
    private PhaseProbe? _writer;
    private Task _behind = Task.CompletedTask;
    private EarlyAnswer? _early;
    private int _clientReads;
    private bool _isAnswered;
    private bool _hasClientTheAnswer;
    private bool _wasKept;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        EarlyAnswer? early = BeginReading(buffer.Length);
        int read = 0;
        try
        {
            read = early is null
                ? await Inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)
                : await early.TakeAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException broken) when (!_isAnswered)
        {
            throw Ended(broken);
        }
        finally
        {
            EndReading(buffer.Span[..read], early is null);
        }

        return read > 0 || buffer.Length == 0 || _isAnswered ? read : throw Ended(null);
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        PhaseProbe? probe = PhaseProbe.Current;
        BeginWriting(probe);
        if (probe is not null)
        {
            probe.FirstWriteAt ??= clock.Elapsed;
        }

        if (_behind.IsCompletedSuccessfully)
        {
            await WriteUnlessAnsweredAsync(buffer, probe, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            // The client may use its buffer again when this returns.
            _behind = WriteBehindAsync(_behind, buffer.ToArray(), cancellationToken);
        }

        if (probe is not null)
        {
            probe.WrittenAt = clock.Elapsed;
        }
    }

    /// <summary>The exchange is over: a connection on which its request is not all written carries no other.</summary>
    public void EndUnlessWritten()
    {
        if (!_behind.IsCompletedSuccessfully)
        {
            Dispose();
        }
    }

    private void BeginWriting(PhaseProbe? probe)
    {
        lock (_gate)
        {
            if (_writer == probe)
            {
                return;
            }

            if (!_behind.IsCompletedSuccessfully)
            {
                throw new ConnectionEndedException(clock.Elapsed, null) { IsUnsent = true };
            }

            _wasKept |= _writer is not null;
            _isAnswered = false;
            _hasClientTheAnswer = false;
            _early = _early is { Holds: true } ? _early : null;
            _writer = probe;
        }
    }

    private async ValueTask WriteUnlessAnsweredAsync(ReadOnlyMemory<byte> buffer, PhaseProbe? probe, CancellationToken cancellationToken)
    {
        ValueTask pending = Inner.WriteAsync(buffer, cancellationToken);
        if (pending.IsCompletedSuccessfully)
        {
            await pending.ConfigureAwait(false);
            return;
        }

        Task writing = pending.AsTask();
        EarlyAnswer early = Listen();
        try
        {
            await Task.WhenAny(writing, early.Came).ConfigureAwait(false);
            if (writing.IsCompleted)
            {
                await writing.ConfigureAwait(false);
                return;
            }
        }
        catch (IOException broken)
        {
            // What the target said before it stopped listening is its answer.
            await early.Came.WaitAsync(cancellationToken).ConfigureAwait(false);
            if (!early.HasAnswer)
            {
                throw _isAnswered ? broken : Ended(broken);
            }
        }

        GoOnBehind(writing, probe);
    }

    private void GoOnBehind(Task writing, PhaseProbe? probe)
    {
        _behind = WriteBehindAsync(writing, default, CancellationToken.None);
        if (probe is not null)
        {
            probe.WritesBehind = this;
        }
    }

    private async Task WriteBehindAsync(Task before, ReadOnlyMemory<byte> more, CancellationToken cancellationToken)
    {
        await before.ConfigureAwait(false);
        await Inner.WriteAsync(more, cancellationToken).ConfigureAwait(false);
    }

    private EarlyAnswer? BeginReading(int length)
    {
        lock (_gate)
        {
            // The client reads into nothing only when it looks whether an idle connection ends.
            _wasKept |= length == 0;
            _isAnswered &= length > 0;
            if (_early is { Holds: true })
            {
                return _early;
            }

            _clientReads++;
            return null;
        }
    }

    private void EndReading(ReadOnlySpan<byte> piece, bool isClients)
    {
        lock (_gate)
        {
            _clientReads -= isClients ? 1 : 0;
            _isAnswered |= piece.Length > 0;
            _hasClientTheAnswer |= isClients && piece.Length > 0 && !EarlyAnswer.IsInterim(piece);
            if (isClients && _early is { Came.IsCompleted: false } early && (piece.Length == 0 || early.Note(piece)))
            {
                early.Listen();
            }
        }
    }

    private EarlyAnswer Listen()
    {
        lock (_gate)
        {
            _early ??= new EarlyAnswer(Inner);
            if (_hasClientTheAnswer)
            {
                // The client had begun to read before the request was written, and nothing more will come.
                _early.Answered();
            }
            else if (_clientReads == 0)
            {
                _early.Listen();
            }

            return _early;
        }
    }

    private ConnectionEndedException Ended(IOException? cause) =>
        new(clock.Elapsed, cause) { WasKept = _wasKept, RoundTrip = roundTrip };
}
