using Grpc.Core;
using Grpc.Net.Client;
using PerfFunctions.Load.Calls;
using PerfFunctions.Load.Streams;

namespace PerfFunctions.Load.Grpc;

/// <summary>Channels of a scenario on one loop, one for each host and port, over connections to verified addresses.</summary>
/// <param name="client">Makes the connections.</param>
internal sealed class GrpcChannels(StreamClient client) : IDisposable
{
    private readonly Dictionary<string, GrpcChannel> _channels = [];

    /// <summary>The channel for an address. Loop thread only.</summary>
    public GrpcChannel Of(Uri address)
    {
        string authority = address.GetLeftPart(UriPartial.Authority);
        if (!_channels.TryGetValue(authority, out GrpcChannel? channel))
        {
            channel = GrpcChannel.ForAddress(authority, new GrpcChannelOptions
            {
                HttpHandler = client.Handler,
                DisposeHttpClient = false,
                MaxReceiveMessageSize = MessageStream.MaxMessage,
                MaxSendMessageSize = null,
                MaxRetryAttempts = null,
            });
            _channels.Add(authority, channel);
        }

        return channel;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (GrpcChannel channel in _channels.Values)
        {
            channel.Dispose();
        }
    }
}

/// <summary>Names statuses as the protocol does.</summary>
internal static class GrpcStatus
{
    /// <summary>The name of a status: <c>NOT_FOUND</c>.</summary>
    public static string NameOf(StatusCode code) => code == StatusCode.OK ? "OK" : string.Concat(
        code.ToString()
            .Select((letter, i) => char.IsUpper(letter) && i > 0 ? $"_{letter}" : char.ToUpperInvariant(letter).ToString()));
}
