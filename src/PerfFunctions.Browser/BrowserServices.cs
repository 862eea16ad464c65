using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PerfFunctions.Browser.Launch;
using PerfFunctions.Engine.Audits;
using PerfFunctions.Engine.Browsing;

namespace PerfFunctions.Browser;

/// <summary>Registers page audits in a real browser.</summary>
public static class BrowserServices
{
    /// <summary>
    /// Adds <see cref="IPageAuditor"/>, <see cref="IPagePrinter"/> and <see cref="IScriptBrowsers"/>. Reads <see cref="BrowserOptions"/> from the section <c>Browser</c>, then applies
    /// <paramref name="configure"/>; values out of range stop the start. Needs a registered <see cref="TimeProvider"/>.
    /// </summary>
    public static IServiceCollection AddBrowserAudits(this IServiceCollection services, Action<BrowserOptions>? configure = null)
    {
        services.AddOptions<BrowserOptions>()
            .Configure<IServiceProvider>((options, provider) =>
            {
                provider.GetService<IConfiguration>()?.GetSection("Browser").Bind(options);
                configure?.Invoke(options);
            })
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddLogging();
        services.AddSingleton<IPageAuditor, PlaywrightPageAuditor>();
        services.AddSingleton<IPagePrinter, PlaywrightPagePrinter>();
        services.AddSingleton<IScriptBrowsers, PlaywrightScriptBrowsers>();
        return services;
    }
}
