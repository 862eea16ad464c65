using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;
using PerfFunctions.LocalHost.Setup;

// For the test that kills the parent of an emulator.
if (args is ["azurite"])
{
    await using AzuriteProcess azurite = await AzuriteProcess.StartAsync(
        AzuriteConfig.Load(), new() { FreePorts = true, InMemory = true }, TimeProvider.System);
    Console.WriteLine(azurite.ProcessId);
    await Task.Delay(Timeout.Infinite);
}

FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder(args).ConfigureFunctionsWebApplication();
builder.Build().Run();
