namespace PerfFunctions.Load.EventLoops;

/// <summary>The bytes of a connection, in clear text or protected. Errors are numbers of <see cref="Errno"/>.</summary>
internal interface IByteChannel
{
    /// <summary>
    /// Sends what is accepted and removes it from the bytes: 0 when it went on its way or has to wait, else the error.
    /// </summary>
    int Send(ref ReadOnlyMemory<byte> bytes);

    /// <summary>
    /// Reads what is there: how much; null when there is nothing yet; 0 at the end, with the error where one ended it.
    /// </summary>
    int? Receive(Span<byte> buffer, out int error);

    /// <summary>Whether a read of this length was all that has come, so that the next event says when there is more.</summary>
    bool IsDrainedBy(int read, int size);

    /// <summary>Whether something is held that came with what was read, and that no event will announce.</summary>
    bool HoldsMore { get; }
}
