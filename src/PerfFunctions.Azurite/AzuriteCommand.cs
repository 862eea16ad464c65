using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace PerfFunctions.Azurite;

/// <summary>Starts the emulator's process.</summary>
internal static class AzuriteCommand
{
    // The emulator holds on to our pipe: when we are gone, its standard input ends, and it closes its files and goes.
    // Ctrl+C reaches all processes of a terminal at once; the emulator must outlive the service, which still has
    // to write to it, so here its SIGINT is a name for the end of the input and the signal itself does nothing.
    private const string Script = """
        process.on('SIGINT', () => {});
        const once = process.once;
        process.once = (name, ...rest) => once.call(process, name === 'SIGINT' ? 'inputEnded' : name, ...rest);
        process.argv.splice(1, 0, 'azurite');
        process.stdin.on('end', () => { process.emit('inputEnded'); setTimeout(() => process.exit(0), 2000); }).resume();
        require(process.env.PERFFUNCTIONS_AZURITE);
        """;

    /// <summary>Starts it.</summary>
    /// <param name="config">Location and options.</param>
    /// <param name="options">Whether data lives in memory.</param>
    /// <param name="ports">Ports to listen on.</param>
    /// <param name="script">The emulator's script.</param>
    /// <param name="errors">Receives what it writes to its standard error.</param>
    /// <exception cref="LocalSetupException">Node.js is not installed.</exception>
    public static Process Start(
        AzuriteConfig config, AzuriteOptions options, AzuritePorts ports, string script, ConcurrentQueue<string> errors)
    {
        var start = new ProcessStartInfo("node", ["-e", Script, "--", .. Arguments(config, options, ports)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PERFFUNCTIONS_AZURITE"] = script;
        Process process = Npm.Start(start);
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, line) => errors.Enqueue(line.Data ?? string.Empty);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static IEnumerable<string> Arguments(AzuriteConfig config, AzuriteOptions options, AzuritePorts ports)
    {
        string Number(int port) => port.ToString(CultureInfo.InvariantCulture);
        IEnumerable<string> where = options.InMemory ? ["--inMemoryPersistence"] : ["--location", config.Location];
        IEnumerable<string> listen =
        [
            "--blobHost", config.Host, "--blobPort", Number(ports.Blob),
            "--queueHost", config.Host, "--queuePort", Number(ports.Queue),
            "--tableHost", config.Host, "--tablePort", Number(ports.Table),
        ];
        IEnumerable<string> Flag(bool set, string name) => set ? [name] : [];
        return [
            .. where, .. listen, .. Flag(config.SkipApiVersionCheck, "--skipApiVersionCheck"),
            .. Flag(config.DisableTelemetry, "--disableTelemetry"), .. Flag(config.Silent, "--silent"),
        ];
    }
}
