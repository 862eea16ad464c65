using Microsoft.Extensions.Time.Testing;
using PerfFunctions.Api;
using PerfFunctions.Cli.Output;
using PerfFunctions.Cli.Tests.Parts;
using PerfFunctions.Engine.Budgets;
using PerfFunctions.Engine.Verdicts;
using Spectre.Console;

namespace PerfFunctions.Cli.Tests.Output;

public sealed class OutputTests : IDisposable
{
    private readonly StringWriter _text = new();

    public void Dispose() => _text.Dispose();

    [Fact]
    public void A_verdict_shows_every_rule_with_its_number_and_reason_as_they_are_written()
    {
        string text = Verdict(Samples.Ended(
            RunOutcome.Failed, Samples.Rule("browse.latency.p95 < 300ms", RuleStatus.Fail), Samples.Rule("home[0].lcp < 2.5s", RuleStatus.NoData)));
        Assert.All(
            ["browse.latency.p95 < 300ms", "home[0].lcp < 2.5s", "[412 ms]", "112 ms over (people leave)", "✗ fail", "? no data", "Shard 1 was lost [really]", "FAILED", "the [red]headline[/]", "http://s/report.html"],
            part => Assert.Contains(part, text, StringComparison.Ordinal));
    }

    [Fact]
    public void A_broken_rule_shows_its_causes_below_its_reason()
    {
        RuleResult rule = Samples.Rule("home.lcp < 2.5s", RuleStatus.Fail) with { Causes = ["The LCP element is img[2].", "More bytes."] };
        string[] lines = Verdict(Samples.Ended(RunOutcome.Failed, rule)).Split('\n');
        int reason = Array.FindIndex(lines, line => line.Contains("112 ms over", StringComparison.Ordinal));
        Assert.Contains("The LCP element is img[2].", lines[reason + 1], StringComparison.Ordinal);
        Assert.Contains("More bytes.", lines[reason + 2], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(RunOutcome.NoData, "NO DATA")]
    [InlineData(RunOutcome.TimedOut, "TIMED OUT")]
    [InlineData(RunOutcome.InternalError, "INTERNAL ERROR")]
    public void A_run_without_rules_shows_its_outcome_in_words(RunOutcome outcome, string words) =>
        Assert.Contains(words, Verdict(Samples.Ended(outcome)), StringComparison.Ordinal);

    [Fact]
    public void Every_outcome_has_a_colour_and_only_a_pass_is_green() =>
        Assert.Equal([RunOutcome.Passed], Enum.GetValues<RunOutcome>().Where(o => VerdictView.Colour(o) == "green"));

    [Fact]
    public async Task Without_a_terminal_each_stage_is_a_line_and_load_one_every_five_seconds()
    {
        var time = new FakeTimeProvider();
        var live = new LiveLoad(3, 10, [new LiveScenario("browse", 120, 1, 2, 40.4, null, 12.6)]);
        RunView end = Samples.Ended(RunOutcome.Passed);
        RunView seen = await new PlainProgress(_text, time).WatchAsync(show =>
        {
            show(Samples.Running("plan"));
            show(Samples.Running("plan"));
            show(Samples.Running("load", live));
            time.Advance(TimeSpan.FromSeconds(4));
            show(Samples.Running("load", live));
            time.Advance(TimeSpan.FromSeconds(1));
            show(Samples.Running("load", live with { ElapsedSeconds = -1 }));
            show(end);
            return Task.FromResult(end);
        });
        Assert.Same(end, seen);
        Assert.Equal(
            ["Reading the plan", "Running load", "     3 s  browse: 40 req/s, p50 –, p95 13 ms, 120 sent, 1 failed, 2 dropped", "     0 s  browse: 40 req/s, p50 –, p95 13 ms, 120 sent, 1 failed, 2 dropped", "Done"],
            _text.ToString().ReplaceLineEndings("\n").TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Without_a_terminal_each_stream_is_a_line_of_its_own()
    {
        await new PlainProgress(_text, new FakeTimeProvider()).WatchAsync(Watch);
        Assert.EndsWith(
            "          chat [1]: 900 messages sent (30/s), 12345 received (412/s)\n",
            _text.ToString().ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_terminal_shows_streams_in_a_table_of_their_own()
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(_text),
        });
        console.Profile.Width = 100;
        await new LiveProgress(console).WatchAsync(Watch);
        string text = string.Join(' ', _text.ToString().Split([' ', '│', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("stream opened sent/s received/s sent received", text, StringComparison.Ordinal);
        Assert.Contains("members chat [1] 50 30 412 900 12,345", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_history_shows_every_measured_number_with_its_course_and_its_changes()
    {
        TrendTable.Write(Console(), Samples.Trends);
        string text = _text.ToString();
        Assert.All(
            ["shop  3 runs, 1970-01-01 to 1970-01-03, cores 2", "home.lcp.p50", "▁ █", "1.1 s", "1.05 s", "+10 % 1970-01-03, c000000..c200000", "--conditions 000000000000 (cores 4)"],
            part => Assert.Contains(part, text, StringComparison.Ordinal));
        Assert.DoesNotContain("home.inp", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("0 0 0", "▁▁▁")]
    [InlineData("100 101 100", "▄▅▄")]
    [InlineData("1 2 3 4 5 6 7 8", "▁▃▆█")]
    public void A_sparkline_keeps_noise_flat_and_fits(string values, string expected) =>
        Assert.Equal(expected, Sparkline.Of([.. values.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(v => (double?)double.Parse(v, System.Globalization.CultureInfo.InvariantCulture))], 4));

    private static Task<RunView> Watch(Action<RunView> show)
    {
        RunView running = Samples.Running("load", new LiveLoad(3, 10,
        [
            new LiveScenario("members", 120, 0, 0, 40, null, null) { Streams = [new LiveStream("chat [1]", 50, 900, 12_345, 30.2, 411.6)] },
        ]));
        show(running);
        return Task.FromResult(running);
    }

    private string Verdict(RunView run)
    {
        VerdictView.Write(Console(), run);
        return _text.ToString();
    }

    private IAnsiConsole Console()
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(_text) });
        console.Profile.Width = 160;
        return console;
    }
}
