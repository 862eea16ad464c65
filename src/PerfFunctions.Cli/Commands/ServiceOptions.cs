using System.CommandLine;
using PerfFunctions.Cli.Service;

namespace PerfFunctions.Cli.Commands;

/// <summary>The options of all commands that speak to a service.</summary>
internal sealed class ServiceOptions
{
    private readonly Option<Uri?> _server = new("--server") { Description = "Address of the service; else PERF_SERVER, else the one on this machine, started if need be." };
    private readonly Option<string?> _key = new("--key") { Description = "Function key of the service; else PERF_KEY." };
    private readonly Option<int> _port = new("--port") { Description = "Port of the service on this machine.", DefaultValueFactory = _ => Settings.DefaultPort };
    private readonly Option<bool> _json = new("--json") { Description = "Write the result as JSON to standard output, everything else to standard error." };

    /// <summary>Adds them to a command.</summary>
    public static ServiceOptions AddTo(Command command)
    {
        var options = new ServiceOptions();
        command.Add(options._server);
        command.Add(options._key);
        command.Add(options._port);
        command.Add(options._json);
        return options;
    }

    /// <summary>Whether the result is for a program.</summary>
    public bool Json(ParseResult parsed) => parsed.GetValue(_json);

    /// <summary>Which service to speak to.</summary>
    /// <exception cref="CliException">PERF_SERVER is no address.</exception>
    public Settings Of(ParseResult parsed) => new(
        parsed.GetValue(_server) ?? FromEnvironment(),
        parsed.GetValue(_key) ?? Environment.GetEnvironmentVariable("PERF_KEY"),
        parsed.GetValue(_port));

    private static Uri? FromEnvironment()
    {
        string? text = Environment.GetEnvironmentVariable("PERF_SERVER");
        return string.IsNullOrEmpty(text)
            ? null
            : Uri.TryCreate(text, UriKind.Absolute, out Uri? address)
                ? address
                : throw new CliException($"PERF_SERVER is '{text}'; it must be an absolute address such as https://perf.example.");
    }
}
