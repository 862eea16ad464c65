using System.CommandLine;
using System.Globalization;

namespace PerfFunctions.Cli.Commands;

/// <summary><c>perf audit URL</c></summary>
internal static class AuditCommand
{
    public static Command Create(TimeProvider time)
    {
        var address = new Argument<string>("URL") { Description = "Page to load." };
        var runs = new Option<int>("--runs") { Description = "Number of measured loads, 1 to 50.", DefaultValueFactory = _ => 5 };
        var device = new Option<string>("--device") { Description = "mobile or desktop.", DefaultValueFactory = _ => "mobile" };
        device.AcceptOnlyFromAmong("mobile", "desktop");
        var command = new Command("audit", "Load a page in a real browser and judge it by the Core Web Vitals.") { address, runs, device };
        ServiceOptions options = ServiceOptions.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            string plan = Plan(AddressOf(parsed.GetValue(address)!), parsed.GetValue(runs), parsed.GetValue(device)!);
            return RunSteps.RunAsync(
                options.Of(parsed), browser: true, options.Json(parsed), time, client => client.StartAsync(plan, null, cancellation), cancellation);
        });
        return command;
    }

    private static Uri AddressOf(string text) =>
        Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out Uri? address) ? address : throw new CliException($"'{text}' is no page to load.");

    /// <summary>The plan of an audit. Its limits are those that Google calls good at the 75th percentile.</summary>
    internal static string Plan(Uri address, int runs, string device) =>
        !address.IsAbsoluteUri || address.Scheme is not ("http" or "https")
            ? throw new CliException($"'{address}' is no page to load: give an absolute http or https address.")
            : string.Create(CultureInfo.InvariantCulture, $$"""
                version: 1
                name: audit
                target: {{address.GetLeftPart(UriPartial.Authority)}}
                pages:
                  page: { path: '{{address.PathAndQuery.Replace("'", "''", StringComparison.Ordinal)}}', device: {{device}}, runs: {{runs}} }
                budgets:
                  - page.lcp.p75 < 2.5s
                  - page.cls.p75 < 0.1
                  - page.fcp.p75 < 1.8s
                  - page.ttfb.p75 < 800ms
                """);
}
