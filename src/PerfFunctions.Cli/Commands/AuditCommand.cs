using System.CommandLine;
using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Cli.Commands;

/// <summary><c>perf audit URL</c></summary>
internal static class AuditCommand
{
    public static Command Create(TimeProvider time)
    {
        var address = new Argument<string>("URL") { Description = "Page to load." };
        var runs = new Option<int>("--runs") { Description = "Number of measured loads, 1 to 50.", DefaultValueFactory = _ => 5 };
        var most = new Option<int?>("--max-runs") { Description = "Loads when their spread asks for more; twice --runs unless given." };
        Option<string> device = Choice("--device", "Screen.", [.. DeviceProfile.Named.Select(d => d.Name)]);
        Option<string> browser = Choice("--browser", "Browser.", ["chromium", "firefox", "webkit"]);
        Option<string> network = Choice("--network", "How slow the network is made.", [.. NetworkProfile.Named.Reverse().Select(n => n.Name)]);
        var cpu = new Option<string>("--cpu") { Description = "How many times slower the processor is made, such as 4x.", DefaultValueFactory = _ => "1x" };
        Option<string> cache = Choice("--cache", "warm adds a second load from the cache to each.", ["cold", "warm"]);
        var against = new Option<string?>("--against") { Description = "Base address where the same path is loaded in turns, to compare with." };
        var command = new Command("audit", "Load a page in a real browser and judge it by the Core Web Vitals.")
        {
            address, runs, most, device, browser, network, cpu, cache, against,
        };
        ServiceOptions options = ServiceOptions.AddTo(command);
        command.SetAction((parsed, cancellation) =>
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
                options.Of(parsed), browser: true, options.Json(parsed), time, client => client.StartAsync(plan, null, cancellation), cancellation);
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
        Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out Uri? address) ? address : throw new CliException($"'{text}' is no page to load.");
}
