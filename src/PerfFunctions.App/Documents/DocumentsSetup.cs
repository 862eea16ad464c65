using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace PerfFunctions.App.Documents;

/// <summary>Puts documents and capacity questions together.</summary>
internal static class DocumentsSetup
{
    /// <summary>Adds them, with their prices.</summary>
    public static IServiceCollection AddDocuments(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<PriceOptions>().Bind(configuration.GetSection(PriceOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<PriceOptions>, PriceOptionsValidator>();
        return services.AddSingleton<DocumentSources>().AddSingleton<CapacityMemory>();
    }
}
