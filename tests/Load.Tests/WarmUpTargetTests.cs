namespace PerfFunctions.Load.Tests;

public sealed class WarmUpTargetTests
{
    // What accepts connections is somewhere in its loop when it is ended: waiting, or on its way to wait for the next.
    [Fact]
    public async Task It_ends_wherever_it_is_when_the_last_connection_has_just_come()
    {
        for (int i = 0; i < 200; i++)
        {
            var target = new WarmUpTarget(isSecure: false, TimeProvider.System.GetUtcNow());
            using (System.Net.Sockets.TcpClient client = new())
            {
                await client.ConnectAsync(target.Address.Host, target.Address.Port, TestContext.Current.CancellationToken);
            }

            await target.DisposeAsync();
        }
    }
}
