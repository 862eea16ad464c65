using System.CommandLine;
using PerfFunctions.Benchmarks.Peers;
using PerfFunctions.Browser.Setup;

namespace PerfFunctions.Benchmarks.Pages;

/// <summary>Compares our page audits with Lighthouse. It measures: numbers out of bounds are an error only where that is asked for.</summary>
internal static class PagesCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var rounds = new Option<int>("--rounds") { Description = "How often each page is loaded by each.", DefaultValueFactory = _ => 5 };
        rounds.Validators.Add(result => BenchmarkOptions.Within(result, 1, 100));
        var check = new Option<bool>("--check") { Description = "Exit with 1 where a median is out of its bound, our spread over all pages is wider for sure, or a load gave nothing." };
        var command = new Command("pages", "Compares our page audits with Lighthouse, in the same browser, over pages with known answers.") { rounds, check };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(rounds), parsed.GetValue(check), new StandardError(), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        int rounds, bool check, IProgress<string> progress, CancellationToken cancellationToken)
    {
        string browser = ChromiumFinder.Find(null, null) ?? throw new BenchmarkException(ChromiumFinder.NoneFound);
        if (await NodeTools.MissingAsync(Lighthouse.Folder, progress, cancellationToken) is { } missing)
        {
            throw new BenchmarkException($"Lighthouse is {missing}");
        }

        await using var ours = new OwnAudits(browser);
        await using PageSite site = await PageSite.StartAsync(cancellationToken);
        var comparison = new PageComparison(site.Address, ours, new Lighthouse(browser), progress);
        PageComparisonResult result = await comparison.RunAsync(rounds, cancellationToken);
        Console.Out.Write(PageTable.Of(result));
        bool missed = result.Problems.Count > 0 || result.Rows.Any(row => row.MedianHolds == false)
            || result.Spreads.Any(spread => spread.Verdict == SpreadVerdict.Wider);
        return check && missed ? 1 : 0;
    }
}
