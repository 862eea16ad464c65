using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace PerfFunctions.Host.Http;

/// <summary>Marks what the host answers itself: at once, before the worker would wait for an invocation.</summary>
internal sealed class HostEndpoint
{
    private static readonly HostEndpoint Mark = new();

    private HostEndpoint()
    {
    }

    /// <summary>Answers where no function does, and where one does not have the method: 404 for both, as on the real host.</summary>
    public static Endpoint NotFound { get; } = OfStatus(StatusCodes.Status404NotFound);

    /// <summary>Answers a request without the key that its function asks for.</summary>
    public static Endpoint Unauthorized { get; } = OfStatus(StatusCodes.Status401Unauthorized);

    /// <summary>Whether an endpoint is one of the host's.</summary>
    public static bool Is(Endpoint endpoint) => endpoint.Metadata.GetMetadata<HostEndpoint>() is not null;

    /// <summary>Makes an endpoint one of the host's.</summary>
    public static void Make(IEndpointConventionBuilder endpoint)
    {
        endpoint.ShortCircuit();
        endpoint.Add(builder => builder.Metadata.Add(Mark));
    }

    private static Endpoint OfStatus(int status)
    {
        var builder = new RouteEndpointBuilder(
            context =>
            {
                context.Response.StatusCode = status;
                return Task.CompletedTask;
            },
            RoutePatternFactory.Parse("{*path}"),
            int.MaxValue);
        Make(new Conventions(builder));
        return builder.Build();
    }

    private sealed class Conventions(EndpointBuilder endpoint) : IEndpointConventionBuilder
    {
        public void Add(Action<EndpointBuilder> convention) => convention(endpoint);
    }
}
