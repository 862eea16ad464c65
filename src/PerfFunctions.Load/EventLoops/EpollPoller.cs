using System.Runtime.CompilerServices;

namespace PerfFunctions.Load.EventLoops;

/// <summary>Waits for sockets and signals on Linux, to some 50 µs.</summary>
internal sealed unsafe class EpollPoller : IPoller
{
    private const int MaxEvents = 512;
    private const int LargestEvent = 16;
    private const int EventFlags = 0x800 | 0x80000;
    private const int CloseOnExec = 0x80000;
    private const int Waker = -1;

    private readonly Descriptor _epoll;
    private readonly Descriptor _waker;
    private readonly byte[] _events = GC.AllocateArray<byte>(MaxEvents * LargestEvent, pinned: true);
    private readonly List<Place> _polled = [];
    private readonly Stack<int> _free = new();
    private bool _isCoarse;
    private int _isWoken;
    private int _happened;

    /// <summary>Takes its descriptors.</summary>
    /// <exception cref="IOException">There are none left.</exception>
    public EpollPoller()
    {
        _epoll = Checked(Linux.CreateEpoll(CloseOnExec));
        try
        {
            _waker = Checked(Linux.CreateEvent(0, EventFlags));
            if (!Register(_waker, Waker, Linux.In | Linux.EdgeTriggered))
            {
                throw Refused();
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Whether this is Linux.</summary>
    public static bool IsSupported => OperatingSystem.IsLinux();

    /// <summary>Notifies <paramref name="polled"/> of all events of a socket; returns false if the kernel refuses.</summary>
    public bool Add(Descriptor socket, IPolled polled)
    {
        if (!_free.TryPop(out int place))
        {
            place = _polled.Count;
            _polled.Add(default);
        }

        int generation = _polled[place].Generation;
        _polled[place] = new Place(polled, generation);
        polled.Place = place;
        return Register(socket, ((long)generation << 32) | (uint)place, Linux.In | Linux.Out | Linux.PeerClosed | Linux.EdgeTriggered);
    }

    /// <summary>Removes what <see cref="Add"/> registered; closing the socket does the rest.</summary>
    public void Remove(IPolled polled)
    {
        // Pending events of this iteration must not reach the next socket at this index.
        _polled[polled.Place] = new Place(null, (_polled[polled.Place].Generation + 1) & int.MaxValue);
        _free.Push(polled.Place);
    }

    /// <inheritdoc />
    public void Wait(TimeSpan longest) => _happened = WaitForEvents(longest);

    /// <inheritdoc />
    public void Dispatch()
    {
        for (int i = 0; i < _happened; i++)
        {
            EpollEvent happened = Unsafe.ReadUnaligned<EpollEvent>(ref _events[i * EpollEvent.Stride]);
            if (happened.Data == Waker)
            {
                ulong drained;
                _ = Linux.Read(_waker, &drained, sizeof(ulong));
                Volatile.Write(ref _isWoken, 0);
            }
            else if (_polled[(int)(happened.Data & uint.MaxValue)] is { Polled: { } polled } place && place.Generation == happened.Data >> 32)
            {
                polled.OnEvents(happened.Events);
            }
        }
    }

    /// <inheritdoc />
    public void Wake()
    {
        if (Interlocked.Exchange(ref _isWoken, 1) == 0)
        {
            try
            {
                ulong one = 1;
                _ = Linux.Write(_waker, &one, sizeof(ulong));
            }
            catch (ObjectDisposedException)
            {
                // The loop has ended, so nothing waits.
            }
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _waker?.Dispose();
        _epoll.Dispose();
    }

    private EpollEvent* Events => (EpollEvent*)Unsafe.AsPointer(ref _events[0]);

    private int WaitForEvents(TimeSpan longest)
    {
        if (!_isCoarse)
        {
            var timeout = new Linux.TimeSpec
            {
                Seconds = longest.Ticks / TimeSpan.TicksPerSecond,
                Nanoseconds = longest.Ticks % TimeSpan.TicksPerSecond * 100,
            };
            int count = Linux.WaitEpoll(_epoll, Events, MaxEvents, &timeout, null);
            if (count >= 0 || Linux.Error != Linux.NotImplemented)
            {
                return count;
            }

            _isCoarse = true;
        }

        return Linux.WaitEpoll(_epoll, Events, MaxEvents, (int)Math.Ceiling(longest.TotalMilliseconds));
    }

    private bool Register(Descriptor fd, long data, uint events)
    {
        var interest = new EpollEvent { Events = events, Data = data };
        return Linux.ControlEpoll(_epoll, Linux.Add, fd, &interest) == 0;
    }

    private static Descriptor Checked(Descriptor descriptor) => descriptor.IsInvalid ? throw Refused() : descriptor;

    private static IOException Refused() => new($"The system could not register a descriptor (error {Linux.Error}).");

    private readonly record struct Place(IPolled? Polled, int Generation);
}

/// <summary>Someone to whom things happen.</summary>
internal interface IPolled
{
    /// <summary>Where the poller keeps it.</summary>
    int Place { get; set; }

    /// <summary>Something happened: a combination of <see cref="Linux.In"/>, <see cref="Linux.Out"/> and the others.</summary>
    void OnEvents(uint events);
}
