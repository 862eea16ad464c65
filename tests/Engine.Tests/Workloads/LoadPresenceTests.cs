using PerfFunctions.Engine.Workloads;

namespace PerfFunctions.Engine.Tests.Workloads;

public class LoadPresenceTests
{
    private readonly LoadPresence _presence = new();

    [Fact]
    public void Load_that_was_in_progress_that_began_or_that_came_and_went_is_seen_and_load_of_before_is_not()
    {
        Func<bool> quiet = _presence.Watch();
        Assert.False(quiet());

        IDisposable load = _presence.Begin();
        Assert.True(quiet());
        Func<bool> during = _presence.Watch();
        load.Dispose();
        load.Dispose();
        Assert.True(during());
        Assert.True(quiet());
        Assert.False(_presence.Watch()());
    }
}
