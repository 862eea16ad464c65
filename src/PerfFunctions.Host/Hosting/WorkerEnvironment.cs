namespace PerfFunctions.Host.Hosting;

/// <summary>What a worker looks for in its environment.</summary>
internal static class WorkerEnvironment
{
    private const string HostingStartups = "ASPNETCORE_HOSTINGSTARTUPASSEMBLIES";

    /// <summary>The settings by which a worker finds its host, as configuration keys.</summary>
    /// <param name="endpoint">Address of the host's gRPC server.</param>
    /// <param name="workerId">What the worker says hello with.</param>
    /// <param name="isOpen">Whether only clients on this machine can reach the app, which cannot detect this itself.</param>
    public static Dictionary<string, string?> Of(Uri endpoint, string workerId, bool isOpen) => new()
    {
        ["Functions:Worker:HostEndpoint"] = endpoint.ToString(),
        ["Functions:Worker:WorkerId"] = workerId,
        ["Functions:Worker:RequestId"] = workerId,
        ["Functions:Worker:GrpcMaxMessageLength"] = $"{int.MaxValue}",
        ["Host:Open"] = isOpen ? "true" : "false",
    };

    /// <summary>Lets no other web application of this process be joined: the Durable extension has one, too.</summary>
    public static void EndHostingStartup() => Environment.SetEnvironmentVariable(HostingStartups, null);

    /// <summary>Sets them in the environment of this process, for an app that is called in it.</summary>
    public static void Set(IReadOnlyDictionary<string, string?> settings, string appFolder)
    {
        foreach ((string key, string? value) in settings)
        {
            Environment.SetEnvironmentVariable(key.Replace(":", "__", StringComparison.Ordinal), value);
        }

        Environment.SetEnvironmentVariable("FUNCTIONS_APPLICATION_DIRECTORY", appFolder);
        Environment.SetEnvironmentVariable(HostingStartups, typeof(WorkerEnvironment).Assembly.GetName().Name);
    }
}
