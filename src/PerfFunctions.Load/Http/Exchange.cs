using System.Buffers;
using System.Threading.Tasks.Sources;
using PerfFunctions.Load.EventLoops;

namespace PerfFunctions.Load.Http;

/// <summary>
/// One request and its response on their way through a transport. Used again for the next one, so that a steady run
/// allocates nothing. Belongs to the loop's thread from <see cref="Complete"/> to the next <see cref="Begin"/>.
/// </summary>
internal sealed class Exchange : IResponse, IValueTaskSource, IResumable
{
    /// <summary>A body that has to be looked into is kept up to this size; a longer one fails its check.</summary>
    public const int MaxKeptBody = 4 * 1024 * 1024;

    /// <summary>What is kept of the body of an error, for an example of it.</summary>
    public const int MaxErrorBody = 8 * 1024;

    private const int FirstError = 400;

    private readonly ArrayBufferWriter<byte> _body = new();
    private ManualResetValueTaskSourceCore<bool> _core;

    public RequestDraft Draft { get; private set; } = null!;

    /// <summary>When it was handed to the transport.</summary>
    public TimeSpan SentAt { get; private set; }

    /// <summary>When it fails if its last byte is not there; run time.</summary>
    public TimeSpan Deadline { get; private set; }

    public bool KeepsBody { get; private set; }

    public bool KeepsHeaders { get; private set; }

    /// <summary>What holds the connection of an iteration that has its own; null for the shared ones.</summary>
    public ConnectionScope? Scope { get; private set; }

    public int Status { get; set; }

    /// <summary>How often it was sent again, see <see cref="Resending"/>.</summary>
    public int Resent { get; private set; }

    /// <summary>Body bytes received, as they travelled.</summary>
    public long Bytes { get; private set; }

    /// <summary>What went wrong below HTTP; null when there is a whole response.</summary>
    public string? Failure { get; private set; }

    /// <summary>True when <see cref="Failure"/> is that the deadline passed.</summary>
    public bool IsTimedOut { get; private set; }

    public List<KeyValuePair<string, string>> Headers { get; } = [];

    /// <summary>The <c>Server-Timing</c> headers of the response, with commas between them.</summary>
    public ArrayBufferWriter<byte> ServerTiming { get; } = new();

    /// <summary>Whether the headers are kept: those of errors always are.</summary>
    public bool KeepsHeadersOf(int status) => KeepsHeaders || status >= FirstError;

    /// <summary>The kept body, cut at <see cref="MaxKeptBody"/>.</summary>
    public ReadOnlyMemory<byte> Body => _body.WrittenMemory;

    public PhaseTimes Phases { get; } = new();

    public TimeSpan EndedAt { get; private set; }

    /// <summary>The response, once it is complete; to be awaited once.</summary>
    public ValueTask Task => new(this, _core.Version);

    /// <summary>Takes on a request.</summary>
    public void Begin(RequestDraft draft, TimeSpan now, TimeSpan deadline, bool keepsBody, bool keepsHeaders, ConnectionScope? scope)
    {
        Draft = draft;
        SentAt = now;
        Deadline = deadline;
        KeepsBody = keepsBody;
        KeepsHeaders = keepsHeaders;
        Scope = scope;
        Resent = 0;
        Failure = null;
        IsTimedOut = false;
        Phases.Clear();
        ClearResponse();
        _core.Reset();
    }

    /// <summary>Makes ready to be sent again, and counts it.</summary>
    public void SendAgain()
    {
        Resent++;
        ClearResponse();
    }

    private void ClearResponse()
    {
        Status = 0;
        Bytes = 0;
        Headers.Clear();
        ServerTiming.ResetWrittenCount();
        _body.ResetWrittenCount();
    }

    /// <summary>Takes a piece of the body.</summary>
    public void Receive(ReadOnlySpan<byte> piece)
    {
        Bytes += piece.Length;
        int kept = KeepsBody ? MaxKeptBody : Status >= FirstError ? MaxErrorBody : 0;
        if (_body.WrittenCount + piece.Length <= kept)
        {
            _body.Write(piece);
        }
        else if (!KeepsBody && _body.WrittenCount < kept)
        {
            _body.Write(piece[..(kept - _body.WrittenCount)]);
        }
    }

    /// <summary>The response is there.</summary>
    public void Succeed(TimeSpan at) => EndedAt = at;

    /// <summary>Puts a kept response in the place of the one that came, or of none; what was measured stays.</summary>
    public void Recall(IResponse kept)
    {
        Status = kept.Status;
        Bytes = kept.Bytes;
        Headers.Clear();
        Headers.AddRange(kept.Headers);
        _body.ResetWrittenCount();
        _body.Write(kept.Body.Span);
    }

    /// <summary>There will be no whole response.</summary>
    public void Fail(TimeSpan at, string failure, bool isTimedOut = false)
    {
        EndedAt = at;
        Failure = failure;
        IsTimedOut = isTimedOut;
    }

    /// <summary>Hands it back: whoever awaits it goes on, here and now. Loop thread only.</summary>
    public void Complete() => _core.SetResult(true);

    void IResumable.Resume() => Complete();

    void IValueTaskSource.GetResult(short token) => _core.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);
}
