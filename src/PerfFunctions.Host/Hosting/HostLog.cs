using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace PerfFunctions.Host.Hosting;

/// <summary>What the host and the app write to the console.</summary>
internal static class HostLog
{
    /// <summary>The category of what starts and ends the app.</summary>
    public const string AppStart = "Microsoft.Extensions.Hosting.Internal.Host";

    // Their information is one line or more for each invocation and each poll; of a failure, the worker has written already.
    private static readonly Dictionary<string, LogLevel> Levels = new()
    {
        ["Azure"] = LogLevel.Warning,
        ["Azure.Core"] = LogLevel.Error,
        ["DurableTask"] = LogLevel.Warning,
        ["Function"] = LogLevel.None,
        ["Grpc"] = LogLevel.Warning,
        ["Host"] = LogLevel.Warning,
        ["Host.Results"] = LogLevel.None,
        ["Host.Triggers.DurableTask"] = LogLevel.Error,
        ["Microsoft"] = LogLevel.Warning,
        // A failed start is the message that the host ends with; below that there is a service's end, which is critical as well.
        [AppStart] = LogLevel.Critical,
    };

    /// <summary>Makes loggers with the levels of <c>logging:logLevel</c> in host.json.</summary>
    public static ILoggerFactory Create(IConfiguration hostJson) => LoggerFactory.Create(logging =>
    {
        foreach ((string category, LogLevel level) in Levels)
        {
            logging.AddFilter(category, level);
        }

        logging.AddConfiguration(hostJson.GetSection("logging"));
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss.fff ";
        });
    });
}
