using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PerfFunctions.App.CodeHosts;
using PerfFunctions.App.CodeHosts.AzureDevOps;
using PerfFunctions.App.CodeHosts.GitHub;

namespace PerfFunctions.App;

/// <summary>Puts the pull-request side together.</summary>
public static class GitHubSetup
{
    /// <summary>
    /// Adds <see cref="ICodeHosts"/>. Without settings it says so when called; settings that are incomplete or
    /// unreadable stop the start with a message that names them all.
    /// </summary>
    public static IServiceCollection AddPullRequests(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<GitHubOptions>().Bind(configuration.GetSection(GitHubOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<GitHubOptions>, GitHubOptionsValidator>();
        services.AddOptions<AzureDevOpsOptions>().Bind(configuration.GetSection(AzureDevOpsOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AzureDevOpsOptions>, AzureDevOpsOptionsValidator>();
        return services.AddSingleton<ICodeHosts, CodeHostRouter>();
    }
}
