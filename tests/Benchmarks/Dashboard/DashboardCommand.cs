using System.CommandLine;
using PerfFunctions.Benchmarks.Pages;
using PerfFunctions.Browser.Setup;

namespace PerfFunctions.Benchmarks.Dashboard;

/// <summary><c>dashboard</c>: how quickly the pages of the dashboard open with many runs and a long one, by our own page audits.</summary>
internal static class DashboardCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var runs = new Option<int>("--runs") { Description = "Runs that are stored.", DefaultValueFactory = _ => 10_000 };
        runs.Validators.Add(result => BenchmarkOptions.Within(result, 1, 100_000));
        var rounds = new Option<int>("--rounds") { Description = "How often each page is loaded.", DefaultValueFactory = _ => 5 };
        rounds.Validators.Add(result => BenchmarkOptions.Within(result, 1, 100));
        var serve = new Option<bool>("--serve") { Description = "Measures nothing, and keeps the service until Ctrl+C." };
        var command = new Command("dashboard", "Measure the pages of the dashboard with many stored runs and one of an hour on 1,000 shards.") { runs, rounds, serve };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            string browser = ChromiumFinder.Find(null, null) ?? throw new BenchmarkException(ChromiumFinder.NoneFound);
            var progress = new StandardError();
            await using SeededService service = await SeededService.StartAsync(parsed.GetValue(runs), progress, cancellationToken);
            if (parsed.GetValue(serve))
            {
                Console.Out.WriteLine($"{service.Address}runs/{service.LongRun}");
                await service.Ended.WaitAsync(cancellationToken);
                return;
            }

            await MeasureAsync(service, browser, parsed.GetValue(rounds), progress, cancellationToken);
        });
        return command;
    }

    private static async Task MeasureAsync(
        SeededService service, string browser, int rounds, IProgress<string> progress, CancellationToken cancellationToken)
    {
        await using (var audits = new OwnAudits(browser))
        {
            Console.Out.WriteLine($"{"page",-12}{"LCP",9}{"CLS",8}{"TBT",9}{"script",10}");
            foreach ((string name, string path) in PagesOf(service))
            {
                progress.Report($"Loading {path} …");
                var readings = new List<PageReading>();
                for (int round = 0; round < rounds; round++)
                {
                    readings.Add(await audits.MeasureAsync(new Uri(service.Address, path), cancellationToken));
                }

                Console.Out.WriteLine(DashboardRow.Of(name, readings));
            }
        }

        progress.Report("Zooming the long run …");
        Console.Out.WriteLine(await ZoomBenchmark.RunAsync(browser, new Uri(service.Address, $"runs/{service.LongRun}"), rounds, cancellationToken));
    }

    private static (string Name, string Path)[] PagesOf(SeededService service) =>
    [
        ("overview", ""),
        ("runs", "runs"),
        ("one plan's", $"runs?plan={ManyRuns.RarePlan}"),
        ("long run", $"runs/{service.LongRun}"),
        ("compare", $"compare?base={service.EarlierRun}&head={service.LongRun}"),
        ("trends", $"trends/{ManyRuns.BusyPlan}"),
        ("plans", "plans"),
        ("editor", $"plans/{ManyRuns.RarePlan}/edit"),
        ("new test", "new"),
        ("settings", "settings"),
    ];
}
