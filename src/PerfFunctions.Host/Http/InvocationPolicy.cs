using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;
using PerfFunctions.Host.Protocol;

namespace PerfFunctions.Host.Http;

/// <summary>
/// Starts an invocation for each request that the worker's routing gives to a function. Routing is the one moment between
/// knowing the function and the worker's waiting for its invocation.
/// </summary>
internal sealed class InvocationPolicy(HttpFunctions functions, FunctionKeys keys) : MatcherPolicy, IEndpointSelectorPolicy
{
    /// <summary>After all others: what is left is what will be called.</summary>
    public override int Order => int.MaxValue;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) => true;

    public async Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        for (int i = 0; i < candidates.Count; i++)
        {
            if (!candidates.IsValidCandidate(i))
            {
                continue;
            }

            if (!HostEndpoint.Is(candidates[i].Endpoint))
            {
                await ChooseAsync(httpContext, candidates[i]);
            }

            return;
        }
    }

    private async Task ChooseAsync(HttpContext context, CandidateState candidate)
    {
        Dictionary<string, AppFunction> all = await functions.ByNameAsync();
        if (candidate.Endpoint.DisplayName is not { } name || !all.TryGetValue(name, out AppFunction? function))
        {
            context.SetEndpoint(HostEndpoint.NotFound);
            return;
        }

        if (!keys.Allow(context, function.Trigger.Text("authLevel")))
        {
            context.SetEndpoint(HostEndpoint.Unauthorized);
            return;
        }

        context.Request.RouteValues = candidate.Values ?? [];
        context.SetEndpoint(candidate.Endpoint);
        functions.Start(context, function);
    }
}
