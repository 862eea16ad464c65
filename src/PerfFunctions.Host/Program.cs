using Microsoft.Extensions.Configuration;
using PerfFunctions.Host;
using PerfFunctions.Host.Hosting;

if (args is not [{ } path, .. string[] options] || !File.Exists(path))
{
    await Console.Error.WriteLineAsync(
        "usage: PerfFunctions.Host APP.dll [--urls ADDRESS] [--SETTING VALUE]\nAPP.dll is the program of an isolated worker function app.");
    return 2;
}

var settings = new HostSettings(path, new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(options).Build());
using var stop = new StopSignal(settings.Configuration.GetValue("Host:EndWithInput", false));
try
{
    await using FunctionsHost host = await FunctionsHost.ListenAsync(settings);
    WorkerHttp.Current = host;
    WorkerEnvironment.Set(host.WorkerSettings, settings.AppFolder);
    Task app = App.RunAsync(settings.App);
    Task running = Task.Run(async () =>
    {
        await host.StartAsync(app, CancellationToken.None);
        await app;
    });
    if (await Task.WhenAny(stop.Asked, running) == running)
    {
        await running;
        throw new InvalidOperationException("The app ended unexpectedly.");
    }

    await host.StopAsync(app);
    return 0;
}
catch (Exception problem)
{
    await Console.Error.WriteLineAsync(StartFailure.Text(problem));
    return 1;
}
