using Microsoft.AspNetCore.Http;
using PerfFunctions.Api;

namespace PerfFunctions.App.Access.Callers;

/// <summary>The caller that was found for a request.</summary>
public static class CallerOfRequest
{
    private static readonly object Key = new();

    /// <summary>Who sent it.</summary>
    public static Caller Caller(this HttpRequest request) =>
        request.HttpContext.Items.TryGetValue(Key, out object? caller) ? (Caller)caller! : Api.Caller.Anonymous;

    /// <summary>Keeps who sent it.</summary>
    public static void SetCaller(this HttpContext context, Caller caller) => context.Items[Key] = caller;
}
