using PerfFunctions.Azurite;

// Starts an emulator and waits, for the test that kills the process which has started one.
await using AzuriteProcess azurite = await AzuriteProcess.StartAsync(
    AzuriteConfig.Load(), new() { FreePorts = true, InMemory = true }, TimeProvider.System);
Console.WriteLine(azurite.ProcessId);
await Task.Delay(Timeout.Infinite);
