using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PerfFunctions.App.ActivityLogs;
using PerfFunctions.App.KillSwitch;
using PerfFunctions.App.Quotas;

namespace PerfFunctions.App;

/// <summary>Puts the guard rails together.</summary>
internal static class AdmissionSetup
{
    /// <summary>Adds quotas, admission, costs, the kill switch and the activity log.</summary>
    public static IServiceCollection AddGuardRails(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<QuotaOptions>().Bind(configuration.GetSection(QuotaOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<CostOptions>().Bind(configuration.GetSection(CostOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<CostStore>().AddSingleton<RunCosts>().AddSingleton<QuotaUsage>();
        services.AddSingleton<LeaseStore>().AddSingleton<Admission>().AddSingleton<KillSwitchStore>().AddSingleton<HaltedNow>().AddSingleton<ActivityLog>();
        return services.AddSingleton<IAdmissionCheck, QuotaCheck>().AddSingleton<IAdmissionCheck, HaltCheck>().AddSingleton<IAdmissionCheck>(
            s => s.GetRequiredService<Admission>());
    }
}
