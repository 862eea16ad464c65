using PerfFunctions.Load.Flows;
using PerfFunctions.Load.Http;

namespace PerfFunctions.Load.Resources;

/// <summary>
/// Loads what one page embeds: each address once, up to six at once from a host, in the order of the page. Belongs to the
/// loop's thread, so that nothing in it needs a lock.
/// </summary>
internal sealed class PageLoad
{
    // What browsers open to a host over HTTP/1.1.
    private const int MaxPerHost = 6;

    // Past so many different ones nothing more is looked at.
    private const int MaxSeen = 5_000;

    private readonly PageCall _page;
    private readonly PageContext _context;
    private readonly Exchange _exchange;
    private readonly RequestDraft _draft;
    private readonly Iteration _visit;
    private readonly HashSet<string> _seen = [];
    private readonly Dictionary<string, HostQueue> _hosts = [];
    private readonly List<Task> _connections = [];
    private int _loaded;
    private int _skipped;
    private bool _isIncomplete;
    private string? _failed;

    /// <summary>Begins with a page that an iteration has just got.</summary>
    public PageLoad(PageCall page, PageContext context, Iteration iteration)
    {
        _page = page;
        _context = context;
        _exchange = iteration.Exchange;
        _draft = _exchange.Draft;
        _seen.Add(_draft.SiteAddress.AbsoluteUri);

        // Chance is drawn from the iteration once, however much the page embeds: the next steps draw the same.
        _visit = iteration.Fork();
    }

    /// <summary>Loads all of it; the name of what failed, null when nothing did.</summary>
    public async ValueTask<string?> RunAsync()
    {
        Add(_page.Memory.Of(_exchange, isStyle: false));

        // A connection that ends may have found more, and opened others.
        for (int i = 0; i < _connections.Count; i++)
        {
            await _connections[i];
        }

        TimeSpan now = _context.Loop.Clock.Elapsed;
        if (_skipped > 0)
        {
            _context.Recorder.Skipped(now, _page.Resource.Series, _skipped);
        }

        if (_isIncomplete)
        {
            _context.Recorder.Cut(now, _page.Resource.Series);
        }

        return _failed;
    }

    private void Add(ReadDocument document)
    {
        _isIncomplete |= !document.IsWhole;
        List<HostQueue> hosts = [];
        foreach (EmbeddedLink link in document.Links)
        {
            if (_page.Filter.Resolve(document.Base, link.Address) is { } address && IsWanted(address))
            {
                HostQueue host = HostOf(address);
                host.Waiting.Enqueue((address, link.IsStyle));
                hosts.Add(host);
            }
        }

        foreach (HostQueue host in hosts)
        {
            if (host.Connections < MaxPerHost && host.Waiting.Count > 0)
            {
                host.Connections++;
                _connections.Add(RunConnectionAsync(host));
            }
        }
    }

    private bool IsWanted(Uri address)
    {
        if (_seen.Count >= MaxSeen)
        {
            _isIncomplete = true;
            return false;
        }

        if (!_seen.Add(address.AbsoluteUri))
        {
            return false;
        }

        if (!_page.Filter.IsVerified(_draft, address))
        {
            _skipped++;
            return false;
        }

        _isIncomplete |= _loaded >= _page.Max;
        return _loaded++ < _page.Max;
    }

    private HostQueue HostOf(Uri address)
    {
        string key = address.GetLeftPart(UriPartial.Authority);
        if (!_hosts.TryGetValue(key, out HostQueue? host))
        {
            _hosts.Add(key, host = new HostQueue());
        }

        return host;
    }

    // One request after the other, as over one connection.
    private async Task RunConnectionAsync(HostQueue host)
    {
        Iteration own = _visit.Fork();
        while (!_context.Stop.IsCut && host.Waiting.TryDequeue(out (Uri Address, bool IsStyle) next))
        {
            await LoadAsync(own, next.Address, next.IsStyle);
        }

        host.Connections--;
        own.Scope?.Close();
    }

    // It is due when it can be sent: the wait for others of the page is in the time of the page.
    private async ValueTask LoadAsync(Iteration own, Uri address, bool isStyle)
    {
        if (_context.Pacer?.Take() is { } slot)
        {
            await _context.Loop.UntilAsync(slot);
            if (_context.Stop.IsCut)
            {
                return;
            }
        }

        RequestDraft draft = _context.Drafts.Embedded(_draft, address, _page.Headers, own);
        bool isRight = await _context.Sender.SendAsync(
            isStyle ? _page.Style : _page.Resource, own, _context.Loop.Clock.Elapsed, draft);
        if (!isRight)
        {
            _failed ??= _page.Resource.Name;
        }
        else if (isStyle)
        {
            Add(_page.Memory.Of(own.Exchange, isStyle: true));
        }
    }

    private sealed class HostQueue
    {
        public Queue<(Uri Address, bool IsStyle)> Waiting { get; } = new();

        public int Connections { get; set; }
    }
}
