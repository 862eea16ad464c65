namespace PerfFunctions.Load.Tests.K6;

/// <summary>Timers of scripts, as a server sees what they lead to.</summary>
public sealed class K6TimerTests
{
    private const string Once = "users: { count: 1, iterations: 1, for: 30s }";

    [Fact]
    public async Task An_iteration_lasts_until_its_timers_have_ended_and_they_ring_in_their_order()
    {
        K6Outcome result = await K6Driver.RunAsync(
            """
            import http from 'k6/http';
            import { setTimeout, clearTimeout, setInterval, clearInterval } from 'k6/timers';
            const send = (what) => http.get(`${__ENV.BASE_URL}/ok?${what}`);
            export default function () {
              setTimeout(() => { send('third'); send('fourth'); }, 30);
              setTimeout(send, 10, 'second');
              const none = setTimeout(() => send('never'), 20);
              clearTimeout(none);
              let count = 0;
              const every = setInterval(() => { if (++count === 3) clearInterval(every); send(`every${count}`); }, 40);
              send('first');
            }
            """,
            "users: { count: 1, iterations: 2, for: 30s }");
        Assert.Empty(result.Errors("iterations"));
        string[] once = ["first", "second", "third", "fourth", "every1", "every2", "every3"];
        Assert.Equal([.. once, .. once], result.Received.Select(r => r.Path["/ok?".Length..]));
        Assert.Equal((2, 0), result.Counts("iterations"));
    }

    [Fact]
    public async Task A_script_awaits_a_timer_and_sets_them_by_the_global_functions_and_by_the_module_as_a_whole()
    {
        K6Outcome result = await K6Driver.RunAsync(
            """
            import http from 'k6/http';
            import timers from 'k6/timers';
            const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
            export default async function () {
              const from = Date.now();
              await pause(60);
              await new Promise((resolve) => timers.setTimeout((a, b) => resolve(a + b), 5, 1, 2)).then((sum) => { if (sum !== 3) throw new Error('sum'); });
              http.get(`${__ENV.BASE_URL}/ok?${Date.now() - from >= 60}`);
              if (globalThis.setInterval !== timers.setInterval) throw new Error('not the same');
            }
            """,
            Once);
        Assert.Empty(result.Errors("iterations"));
        Assert.Equal(["/ok?true"], result.Received.Select(r => r.Path));
    }

    [Fact]
    public async Task A_call_that_looks_synchronous_keeps_timers_waiting_and_an_asynchronous_one_does_not()
    {
        K6Outcome result = await K6Driver.RunAsync(
            """
            import http from 'k6/http';
            import { sleep } from 'k6';
            export default async function () {
              const seen = [];
              setTimeout(() => seen.push('a'), 1);
              sleep(0.05);
              http.get(`${__ENV.BASE_URL}/slow/20`);
              seen.push('b');
              await http.asyncRequest('GET', `${__ENV.BASE_URL}/slow/50`);
              http.get(`${__ENV.BASE_URL}/ok?${seen.join('')}`);
            }
            """,
            Once);
        Assert.Empty(result.Errors("iterations"));
        Assert.Equal("/ok?ba", result.Received[^1].Path);
    }

    [Fact]
    public async Task The_first_request_after_a_timer_is_due_when_it_is_sent()
    {
        K6Outcome result = await K6Driver.RunAsync(
            """
            import http from 'k6/http';
            export default async function () {
              await new Promise((resolve) => setTimeout(resolve, 700));
              http.get(`${__ENV.BASE_URL}/ok`);
            }
            """,
            Once);
        Assert.InRange(result.Result.Only.Series.Single(s => s.Key == "iterations").Counts.Completed, 1, 1);
        Assert.InRange(PerfFunctions.Engine.Histograms.LatencyHistogram.Decode(result.Result.Only.Response).MaxMs, 0, 600);
    }

    [Theory]
    [InlineData("setTimeout(() => { throw new Error('late'); }, 5);", "script.js line 3: Error: late", 0)]
    [InlineData("setTimeout(() => { http.get(`${__ENV.BASE_URL}/ok?in`); none.at; }, 5); http.get(`${__ENV.BASE_URL}/ok?main`); await new Promise((r) => setTimeout(r, 5000));", "script.js line 3: ReferenceError: none is not defined", 2)]
    [InlineData("setTimeout(() => http.get(`${__ENV.BASE_URL}/ok?never`), 50); throw new Error('main');", "script.js line 3: Error: main", 0)]
    [InlineData("setInterval(() => { for (;;); }, 5);", "script.js: (runs|takes) .*", 0)]
    [InlineData("setTimeout(() => new Promise(() => {}), 5);", "script.js: waits for what never comes", 0)]
    [InlineData("for (;;) setTimeout(() => {}, 1e9);", "script.js: sets more than 1,000 timers", 0)]
    [InlineData("setTimeout('code', 5);", "script.js line 3: TypeError: setTimeout takes a function", 0)]
    public async Task A_callback_that_fails_fails_its_iteration_and_the_next_one_runs(string body, string failure, int sent)
    {
        K6Outcome result = await K6Driver.RunAsync(
            $$"""
            import http from 'k6/http';
            export default async function () {
              if (__ITER === 0) { {{body}} }
              else http.get(`${__ENV.BASE_URL}/ok?after`);
            }
            """,
            "users: { count: 1, iterations: 2, for: 30s }");
        Assert.Matches(failure, Assert.Single(result.Errors("iterations")).Key);
        Assert.Equal((2, 1), result.Counts("iterations"));
        Assert.Equal(sent + 1, result.Received.Count);
        Assert.Equal("/ok?after", result.Received[^1].Path);
    }

    [Fact]
    public async Task Timers_that_are_cleared_or_never_end_are_bounded_and_end_with_the_load()
    {
        K6Outcome result = await K6Driver.RunAsync(
            """
            import http from 'k6/http';
            export default async function () {
              let ticks = 0;
              for (let i = 0; i < 5000; i++) clearTimeout(setTimeout(() => {}, 60000 - i));
              setInterval(() => { if (++ticks === 3) http.get(`${__ENV.BASE_URL}/ok?ticks`); }, 0);
            }
            """,
            "users: { count: 2, for: 1s }");
        Assert.Equal(["/ok?ticks", "/ok?ticks"], result.Received.Select(r => r.Path));
        Assert.True(result.Result.Only.Series.Single(s => s.Key == "iterations").Counts.Failed == 0 ||
            result.Errors("iterations").Keys.All(k => k.Contains("cut off", StringComparison.Ordinal)), string.Join(' ', result.Errors("iterations").Keys));
    }

    [Fact]
    public async Task A_timer_while_the_script_is_read_is_refused()
    {
        K6Outcome result = await K6Driver.RunAsync("setTimeout(() => {}, 1); export default function () {}", Once);
        Assert.Equal("script.js: sets a timer outside of an iteration", Assert.Single(result.Errors("iterations")).Key);
    }
}
