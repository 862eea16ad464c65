using Microsoft.Extensions.Logging;

namespace PerfFunctions.App.CodeHosts.GitHub.Webhooks;

internal static partial class WebhookLog
{
    [LoggerMessage(1, LogLevel.Information, "Delivery {Delivery} ({Event}) requests run {RunId}.")]
    public static partial void Started(ILogger logger, string delivery, string @event, string runId);

    [LoggerMessage(2, LogLevel.Information, "Delivery {Delivery} ({Event}) started no run: {Reason}.")]
    public static partial void Ignored(ILogger logger, string delivery, string @event, string reason);

    [LoggerMessage(3, LogLevel.Warning, "A webhook delivery was rejected: its signature is missing or not valid.")]
    public static partial void Unsigned(ILogger logger);

    [LoggerMessage(4, LogLevel.Information, "Delivery {Delivery} ({Event}) requests {Command}, by {Sender}.")]
    public static partial void Asked(ILogger logger, string delivery, string @event, CommandKind command, string sender);
}
