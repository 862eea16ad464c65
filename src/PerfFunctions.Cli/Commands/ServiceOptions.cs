using System.CommandLine;
using PerfFunctions.Cli.Output;
using PerfFunctions.Cli.Service;

namespace PerfFunctions.Cli.Commands;

/// <summary>The options of all commands that speak to a service.</summary>
internal sealed class ServiceOptions
{
    private readonly Option<string?> _server = new("--server") { Description = "Address of the service; PERF_SERVER by default, else a service on this machine, which is started if necessary." };
    private readonly Option<string?> _key =
        new("--key") { Description = "Key of the service; PERF_KEY by default, or an access token in PERF_TOKEN." };
    private readonly Option<int> _port =
        new("--port") { Description = "Port of the service on this machine.", DefaultValueFactory = _ => Settings.DefaultPort };
    private readonly Option<string?> _state = new("--state")
    {
        Description = "Folder for data and log of a service started on this machine, with storage of its own; PERF_STATE by default.",
    };

    private readonly Option<bool> _json =
        new("--json") { Description = "Write the result as JSON to standard output and everything else to standard error." };

    /// <summary>Adds them to a command.</summary>
    public static ServiceOptions AddTo(Command command)
    {
        var options = new ServiceOptions();
        options._port.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > ushort.MaxValue)
            {
                result.AddError($"--port must be 1 to {ushort.MaxValue}.");
            }
        });
        command.Add(options._server);
        command.Add(options._key);
        command.Add(options._port);
        command.Add(options._state);
        command.Add(options._json);
        return options;
    }

    /// <summary>Whether the result is for a program.</summary>
    public bool Json(ParseResult parsed) => parsed.GetValue(_json);

    /// <summary>Which service to speak to.</summary>
    /// <exception cref="CliException">What was given for the service is not an address.</exception>
    public Settings Of(ParseResult parsed) => new(
        parsed.GetValue(_server) is { } given
            ? Address("--server", given)
            : Address("PERF_SERVER", Environment.GetEnvironmentVariable("PERF_SERVER")),
        parsed.GetValue(_key) ?? Environment.GetEnvironmentVariable("PERF_KEY"),
        parsed.GetValue(_port))
    {
        State = parsed.GetValue(_state) ?? Given("PERF_STATE"),
        Token = Given("PERF_TOKEN"),
    };

    private static string? Given(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;

    // With a slash at its end, so that what is asked for lies below a path in the address and does not replace it.
    private static Uri? Address(string source, string? text) =>
        string.IsNullOrEmpty(text)
            ? null
            : Uri.TryCreate($"{text.TrimEnd('/')}/", UriKind.Absolute, out Uri? address)
                && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
                ? address
                : throw new CliException($"{source} is '{text}'; it must be an absolute http or https address such as https://perf.example.");
}
