using PerfFunctions.Load.EventLoops;

namespace PerfFunctions.Load.Flows;

/// <summary>Lets so many requests in progress at once; the others wait in order. Belongs to the loop's thread.</summary>
internal sealed class RequestGate(EventLoop loop, int most)
{
    private readonly Queue<LoopDelay> _waiting = new();
    private int _inside;

    /// <summary>Waits for a place.</summary>
    public ValueTask EnterAsync()
    {
        if (_inside < most)
        {
            _inside++;
            return ValueTask.CompletedTask;
        }

        LoopDelay place = loop.Wait();
        _waiting.Enqueue(place);
        return place.Task;
    }

    /// <summary>Gives the place to the next one.</summary>
    public void Leave()
    {
        if (_waiting.TryDequeue(out LoopDelay? next))
        {
            loop.Resume(next);
        }
        else
        {
            _inside--;
        }
    }

    /// <summary>Lets everyone in who waits: they find the run stopped.</summary>
    public void Open()
    {
        while (_waiting.TryDequeue(out LoopDelay? next))
        {
            _inside++;
            loop.Resume(next);
        }
    }
}
