namespace PerfFunctions.Browser.Recording.Trace;

/// <summary>
/// The threads of service workers and shared workers. They serve all pages of a site, so the browser reports their requests to no
/// page, and Playwright does not report those of shared workers at all; a trace has them all.
/// </summary>
internal sealed class WorkerThreads
{
    private const string Service = "ServiceWorker thread";
    private const string Shared = "SharedWorker thread";

    private readonly HashSet<(long Process, long Thread)> _threads;
    private readonly Dictionary<(long Process, long Thread), string?> _scripts;

    /// <summary>Finds them in a trace.</summary>
    public WorkerThreads(TraceLog trace)
    {
        ILookup<string, (long, long)> named = trace.Events.Where(e => e.Name == "thread_name").ToLookup(
            e => e.Args.Find("name").AsText(), e => e.Thread);
        _threads = [.. named[Service], .. named[Shared]];
        HashSet<(long, long)> service = [.. named[Service]];
        _scripts = trace.Events.Where(e => e.Name == "TracingSessionIdForWorker" && service.Contains(e.Thread))
            .GroupBy(e => e.Thread).ToDictionary(started => started.Key, started => started.Last().Text("url"));
    }

    /// <summary>Whether a thread is one of them.</summary>
    public bool Contains((long Process, long Thread) thread) => _threads.Contains(thread);

    /// <summary>
    /// Address of the script that a service worker runs; null for another worker. A shared worker's script is a request of the page
    /// that started it.
    /// </summary>
    public string? ScriptOf((long Process, long Thread) thread) => _scripts.GetValueOrDefault(thread);
}
