using System.Net;
using DnsClient;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PerfFunctions.App.Quotas;
using PerfFunctions.Engine.Network;

namespace PerfFunctions.App.Targets;

/// <summary>Registers what keeps runs from what they must not test.</summary>
public static class TargetSetup
{
    /// <summary>Adds the guard and what it looks with.</summary>
    public static IServiceCollection AddTargets(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TargetOptions>().Bind(configuration.GetSection(TargetOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TargetOptions>, TargetOptionsValidator>();
        services.AddSingleton<NameLookup>(Dns.GetHostAddressesAsync);
        services.AddSingleton(new Lazy<ILookupClient>(
            () => new LookupClient(TokenRecord.WithTimeout(new LookupClientOptions())), LazyThreadSafetyMode.PublicationOnly));
        services.AddSingleton<TargetPolicies>().AddSingleton<TargetTokens>().AddSingleton<TokenFile>().AddSingleton<TokenRecord>();
        return services.AddSingleton<TargetVerifier>().AddSingleton<IAdmissionCheck, TargetCheck>();
    }
}
