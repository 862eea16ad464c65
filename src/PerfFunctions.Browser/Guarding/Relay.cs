using System.Buffers;
using System.Net.Sockets;

namespace PerfFunctions.Browser.Guarding;

/// <summary>Hands bytes on between two sockets, each way until its end.</summary>
internal static class Relay
{
    private const int BufferSize = 64 * 1024;

    /// <summary>Runs until both ways have ended, or one is broken.</summary>
    public static async Task RunAsync(Socket one, Socket other, CancellationToken cancellationToken)
    {
        using CancellationTokenSource broken = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAll(PassAsync(one, other, broken), PassAsync(other, one, broken));
    }

    private static async Task PassAsync(Socket from, Socket to, CancellationTokenSource broken)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            int read;
            while ((read = await from.ReceiveAsync(buffer, broken.Token)) > 0)
            {
                for (int sent = 0; sent < read;)
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent, read - sent), broken.Token);
                }
            }
            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            await broken.CancelAsync();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
