using System.Text.Json;
using PerfFunctions.Api;
using PerfFunctions.App.Runs;
using PerfFunctions.App.Tests.Parts;
using PerfFunctions.App.Tests.Triggers;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.App.Tests.Runs;

public sealed class LiveLogTests(ServiceFixture fixture) : IClassFixture<ServiceFixture>
{
    private LiveLog Log => fixture.Service.Get<LiveLog>();

    [Fact]
    public async Task Seconds_are_read_in_order_from_any_line_on()
    {
        string run = Samples.Run(Samples.Now, "log").RunId;
        Assert.Empty(await Log.ReadAsync(run, 0, default));
        await Log.AppendAsync(run, [Second(0), Second(1)], default);
        await Log.AppendAsync(run, [], default);
        await Log.AppendAsync(run, [Second(2)], default);

        IReadOnlyList<LiveLine> all = await Log.ReadAsync(run, 0, default);
        Assert.Equal([0, 1, 2], all.Select(SecondOf));
        Assert.Equal([2], (await Log.ReadAsync(run, all[1].Next, default)).Select(SecondOf));
        Assert.Empty(await Log.ReadAsync(run, all[2].Next, default));
    }

    [Fact]
    public async Task A_log_longer_than_one_read_comes_in_parts_of_whole_lines()
    {
        string run = Samples.Run(Samples.Now, "long").RunId;
        LivePoint[] many = [.. Enumerable.Range(0, 100).Select(i => new LivePoint($"scenario-{i}", 1, 1, 0, 0, 1.5, 2.5, 3.5))];
        await Log.AppendAsync(run, [.. Enumerable.Range(0, 150).Select(s => new LiveSecond(s, many))], default);

        List<int> seconds = [];
        int reads = 0;
        for (long next = 0; await Log.ReadAsync(run, next, default) is { Count: > 0 } lines; next = lines[^1].Next, reads++)
        {
            seconds.AddRange(lines.Select(SecondOf));
        }

        Assert.Equal(Enumerable.Range(0, 150), seconds);
        Assert.True(reads > 1);
    }

    private static LiveSecond Second(int second) => new(second, [new LivePoint("browse", 10, 10, 1, 0, 20, 30, null)]);

    private static int SecondOf(LiveLine line) => JsonSerializer.Deserialize<LiveSecond>(line.Json, PerfJson.Options)!.Second;
}
