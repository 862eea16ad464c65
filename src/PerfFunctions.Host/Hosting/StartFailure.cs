using System.Net.Sockets;
using Azure;
using Microsoft.Extensions.Options;

namespace PerfFunctions.Host.Hosting;

/// <summary>Says why the host ends.</summary>
internal static class StartFailure
{
    /// <summary>One message for what its operator can fix; anything else with its place in the code.</summary>
    public static string Text(Exception problem) => problem switch
    {
        InvalidOperationException or OptionsValidationException => problem.Message,
        // Kestrel names the address: another program, or another service, listens there.
        IOException { InnerException: { } inner } when inner.GetBaseException() is SocketException => problem.Message,
        AggregateException { InnerExceptions: [RequestFailedException first, ..] } => Storage(first),
        RequestFailedException refused => Storage(refused),
        _ => problem.ToString(),
    };

    private static string Storage(RequestFailedException refused) =>
        $"The storage account of AzureWebJobsStorage cannot be used: {refused.Message.Split('\n', 2)[0].TrimEnd('.', '\r')}.";
}
