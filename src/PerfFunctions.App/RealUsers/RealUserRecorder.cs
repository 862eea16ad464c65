using Microsoft.Extensions.Options;
using PerfFunctions.Engine.RealUsers;

namespace PerfFunctions.App.RealUsers;

/// <summary>Counts page views in memory, by plan, page and day, until they are written.</summary>
public sealed class RealUserRecorder(IOptions<RealUserOptions> options, TimeProvider time)
{
    private readonly Lock _lock = new();
    private Dictionary<RealUserCell, RealUserViews> _cells = [];

    /// <summary>Counts a page view; false where there are too many pages.</summary>
    public bool TryAdd(string plan, string page, RealUserView view)
    {
        RealUserCell cell = new(plan, page, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
        lock (_lock)
        {
            if (!_cells.TryGetValue(cell, out RealUserViews? views))
            {
                if (_cells.Count >= options.Value.MaxPages)
                {
                    return false;
                }

                _cells.Add(cell, views = new RealUserViews());
            }

            views.Add(view);
            return true;
        }
    }

    /// <summary>Gives what was counted since this was last called.</summary>
    public IReadOnlyDictionary<RealUserCell, RealUserViews> Take()
    {
        lock (_lock)
        {
            Dictionary<RealUserCell, RealUserViews> taken = _cells;
            _cells = [];
            return taken;
        }
    }
}
