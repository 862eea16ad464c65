using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace PerfFunctions.App.RealUsers;

/// <summary>Adds what counts page views of real users.</summary>
internal static class RealUserSetup
{
    /// <summary>Adds it.</summary>
    public static IServiceCollection AddRealUsers(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<RealUserOptions>().Bind(configuration.GetSection(RealUserOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<RealUserPlans>().AddSingleton<RealUserStore>().AddSingleton<RealUserRecorder>().AddSingleton<BeaconRate>();
        services.AddSingleton<RealUserFlush>();
        return services.AddHostedService(provider => provider.GetRequiredService<RealUserFlush>());
    }
}
