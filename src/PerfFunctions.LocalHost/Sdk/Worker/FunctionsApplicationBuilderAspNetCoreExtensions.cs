namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Gives a function app HTTP with the types of ASP.NET Core.</summary>
public static class FunctionsApplicationBuilderAspNetCoreExtensions
{
    /// <summary>Gives the app HTTP with the types of ASP.NET Core, which this host always has.</summary>
    /// <param name="builder">The app.</param>
    public static FunctionsApplicationBuilder ConfigureFunctionsWebApplication(this FunctionsApplicationBuilder builder) => builder;
}
