using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PerfFunctions.App.Access.Entra;

namespace PerfFunctions.App.Access;

/// <summary>Puts together what says who may do what.</summary>
internal static class AccessSetup
{
    /// <summary>Adds it; the app's builder must use <see cref="AccessMiddleware"/> besides, which the start checks.</summary>
    public static IServiceCollection AddAccess(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AccessOptions>().Bind(configuration.GetSection(AccessOptions.Section)).ValidateOnStart();
        services.AddOptions<EntraOptions>().Bind(configuration.GetSection(EntraOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AccessOptions>, AccessOptionsValidator>()
            .AddSingleton<IValidateOptions<EntraOptions>, EntraOptionsValidator>();
        services.AddSingleton(_ => new AccessRules()).AddSingleton<AccessState>().AddSingleton<LocalMode>();
        services.AddSingleton<AccessKeys>().AddSingleton<EntraKeys>().AddSingleton<EntraTokens>().AddSingleton<PlatformSignIn>();
        services.AddSingleton<Sessions>().AddSingleton<CallerFinder>().AddSingleton<Refusals>();
        return services.AddHostedService<AccessCheck>();
    }
}
