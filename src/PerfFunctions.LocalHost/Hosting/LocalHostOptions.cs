using System.Reflection;

namespace PerfFunctions.LocalHost.Hosting;

/// <summary>What only this host knows; an app has no need of it, a test may.</summary>
public sealed class LocalHostOptions
{
    /// <summary>Where the functions are; the entry assembly if null.</summary>
    public Assembly? FunctionsAssembly { get; set; }

    /// <summary>Which of the assembly's types count; all by default.</summary>
    public Predicate<Type> FunctionTypes { get; set; } = static _ => true;

    /// <summary>The folder of host.json; the app's base directory by default.</summary>
    public string BaseDirectory { get; set; } = AppContext.BaseDirectory;
}
