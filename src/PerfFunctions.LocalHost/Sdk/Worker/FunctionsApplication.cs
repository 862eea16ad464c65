namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Where a function app begins.</summary>
public class FunctionsApplication
{
    /// <summary>Begins a function app.</summary>
    /// <param name="args">The command line, read as configuration.</param>
    public static FunctionsApplicationBuilder CreateBuilder(string[] args) => new(args);
}
