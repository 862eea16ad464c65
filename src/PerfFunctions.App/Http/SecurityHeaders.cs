using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace PerfFunctions.App.Http;

/// <summary>Puts on every answer, errors included, what keeps a browser from using it in another way than it is meant.</summary>
internal static class SecurityHeaders
{
    // Pages of the dashboard have set a policy of their own. Reports have theirs in themselves, so that it holds for a stored file, too;
    // browsers hold to both.
    private const string PagePolicy = "frame-ancestors 'none'; object-src 'none'; base-uri 'none'; form-action 'none'";
    private const string DataPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    /// <summary>Adds it, before everything else that answers.</summary>
    public static IServiceCollection AddSecurityHeaders(this IServiceCollection services) => services.AddTransient<IStartupFilter, Filter>();

    private static Task SetAsync(HttpResponse response)
    {
        IHeaderDictionary headers = response.Headers;
        bool isPage = response.ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) == true;
        headers.TryAdd(HeaderNames.ContentSecurityPolicy, isPage ? PagePolicy : DataPolicy);
        headers.TryAdd(HeaderNames.XContentTypeOptions, "nosniff");
        headers.TryAdd("Referrer-Policy", "no-referrer");
        headers.TryAdd("Cross-Origin-Opener-Policy", "same-origin");

        // What may be kept says so itself.
        headers.TryAdd(HeaderNames.CacheControl, "no-store");
        return Task.CompletedTask;
    }

    private sealed class Filter : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, rest) =>
            {
                // At the start of the answer: one that failed is cleared and begun anew.
                context.Response.OnStarting(() => SetAsync(context.Response));
                return rest(context);
            });
            next(app);
        };
    }
}
