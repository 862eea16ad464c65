using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.DependencyInjection;

namespace PerfFunctions.App.Http;

/// <summary>Sends pages, reports and data compressed to who can read that.</summary>
internal static class CompressedAnswers
{
    /// <summary>Adds it. By a filter of the start, as the Functions worker gives no other way to the middle of its server.</summary>
    public static IServiceCollection AddCompressedAnswers(this IServiceCollection services) => services
        .AddResponseCompression(options =>
        {
            // Its known risk over TLS needs a secret in the body, and no answer holds one.
            options.EnableForHttps = true;
            options.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "application/problem+json", "application/schema+json", "application/yaml", "text/markdown"];
        })
        .AddTransient<IStartupFilter, Filter>();

    private sealed class Filter : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.UseResponseCompression();
            next(app);
        };
    }
}
