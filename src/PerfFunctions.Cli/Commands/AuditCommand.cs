using System.CommandLine;
using PerfFunctions.Cli.Output;
using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Cli.Commands;

/// <summary><c>perf audit URL</c></summary>
internal static class AuditCommand
{
    public static Command Create(TimeProvider time)
    {
        var address = new Argument<string>("URL") { Description = "Address of the page to audit." };
        var runs = new Option<int>("--runs")
        {
            Description = "Number of measured page loads, 1 to 50.",
            DefaultValueFactory = _ => 5,
        };
        var most =
            new Option<int?>("--max-runs") { Description = "Maximum number of page loads if their spread is too wide; twice --runs by default." };
        Option<string> device = Choice("--device", "Device to emulate.", [.. DeviceProfile.Named.Select(d => d.Name)]);
        Option<string> browser = Choice("--browser", "Browser to use.", ["chromium", "firefox", "webkit"]);
        Option<string> network = Choice("--network", "Network throttling.", [.. NetworkProfile.Named.Reverse().Select(n => n.Name)]);
        var cpu = new Option<string>("--cpu") { Description = "CPU throttling factor, such as 4x.", DefaultValueFactory = _ => "1x" };
        Option<string> cache = Choice("--cache", "warm adds a second load with a warm cache to each load.", ["cold", "warm"]);
        var against = new Option<string?>("--against") { Description = "Base address to compare with; the same path is loaded there alternately." };
        var command = new Command("audit", "Audit a page in a real browser against the Core Web Vitals.")
        {
            address, runs, most, device, browser, network, cpu, cache, against,
        };
        ServiceOptions options = ServiceOptions.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            string plan = AuditPlan.Of(AddressOf(parsed.GetValue(address)!), new AuditSettings(parsed.GetValue(runs), parsed.GetValue(device)!)
            {
                MaxRuns = parsed.GetValue(most),
                Browser = parsed.GetValue(browser)!,
                Network = parsed.GetValue(network)!,
                Cpu = parsed.GetValue(cpu)!,
                Cache = parsed.GetValue(cache)!,
                Against = parsed.GetValue(against),
            });
            return RunSteps.RunAsync(
                options.Of(parsed), browser: true, options.Json(parsed), time, client => client.StartAsync(plan, null, cancellationToken),
                cancellationToken);
        });
        return command;
    }

    private static Option<string> Choice(string name, string description, string[] choices)
    {
        var option = new Option<string>(name) { Description = description, DefaultValueFactory = _ => choices[0] };
        option.AcceptOnlyFromAmong(choices);
        return option;
    }

    private static Uri AddressOf(string text) =>
        Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out Uri? address)
            ? address
            : throw new CliException($"'{text}' is not an address of a page.");
}
