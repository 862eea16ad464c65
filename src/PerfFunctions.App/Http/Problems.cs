using Microsoft.AspNetCore.Http;
using PerfFunctions.Api;
using PerfFunctions.Engine.Plans.Documents;

namespace PerfFunctions.App.Http;

/// <summary>
/// Error responses as RFC 9457 problem details. The title is fixed for each type; the detail describes the instance. All
/// mistakes of an input are reported at once.
/// </summary>
public static class Problems
{
    /// <summary>400: the plan has mistakes.</summary>
    public static IResult Plan(IReadOnlyList<PlanProblem> problems) => Problem(
        400, "plan", "The plan is not valid", string.Join('\n', problems), ("errors", problems));

    /// <summary>400: fields of a request have mistakes.</summary>
    public static IResult Fields(IReadOnlyList<FieldProblem> problems) => Problem(
        400,
        "request",
        "The request is not valid",
        string.Join('\n', problems.Select(p => $"{p.Field}: {p.Message} (got '{p.Value}'); allowed: {p.Allowed}")),
        ("errors", problems));

    /// <summary>
    /// 401: a webhook's signature or password is not valid. The response gives no detail, which would help an attacker.
    /// </summary>
    public static IResult Unauthorized() => Problem(401, "unauthorized", NotAuthenticated, null);

    /// <summary>401: the caller is not authenticated.</summary>
    /// <param name="detail">How to authenticate.</param>
    /// <param name="signIn">Where people sign in; null for nowhere.</param>
    public static IResult Unauthenticated(string detail, string? signIn) =>
        signIn is null
            ? Problem(401, "unauthorized", NotAuthenticated, detail)
            : Problem(401, "unauthorized", NotAuthenticated, detail, ("signIn", signIn));

    /// <summary>403: the caller lacks the required role.</summary>
    public static IResult Forbidden(Caller caller, Role required) => Problem(
        403,
        "forbidden",
        "The caller lacks the required role",
        $"This requires the role {Name(required)}; {caller.Name} has {(caller.Role == Role.None ? "none" : Name(caller.Role))}.",
        ("requiredRole", Name(required)));

    /// <summary>403: quotas, the kill switch or target verification refuse the run.</summary>
    public static IResult Refused(IReadOnlyList<PlanProblem> problems) => Problem(
        403, "refused", "The run is refused", string.Join('\n', problems), ("errors", problems));

    /// <summary>503: storage has not accepted a halt.</summary>
    public static IResult HaltNotStored() => Problem(
        503,
        "halt-not-stored",
        "The halt is not stored yet",
        "Storage does not respond. This instance has ended what it ran, and stores the halt as soon as storage responds. Other " +
            "instances keep running until then: to end them now, stop the app (az functionapp stop), or each 'perf up' with Ctrl+C.");

    /// <summary>403: pages of this origin may not send.</summary>
    public static IResult OriginRefused() => Problem(
        403, "origin", "The origin is refused", "The request needs an Origin header with one of the origins in 'rum.origins' of the plan.");

    /// <summary>429: more of something than is taken at once.</summary>
    public static IResult TooMany(string what) => new RetryLater(Problem(
        429, "too-many", "Too many requests", $"There are too many {what} at once. Try again in {RetryLater.Seconds} s."));

    /// <summary>404: the resource does not exist.</summary>
    public static IResult NotFound(string what) => Problem(404, "not-found", "Not found", $"There is no {what}.");

    /// <summary>409: the state of the resource does not allow it.</summary>
    public static IResult Conflict(string detail) => Problem(409, "conflict", "The current state does not allow this", detail);

    /// <summary>503: this part of the service is not available.</summary>
    public static IResult Unavailable(
        string detail) => Problem(503, "unavailable", "This part of the service is not available", detail);

    /// <summary>413: the body is too large.</summary>
    public static IResult TooLarge(int limit) => Problem(
        413, "too-large", "The request body is too large", $"The limit is {limit} bytes.");

    /// <summary>408: the body did not arrive in time.</summary>
    public static IResult TooSlow(TimeSpan limit) => Problem(
        408, "too-slow", "The request body arrived too slowly", $"The body must arrive within {limit.TotalSeconds:F0} s.");

    /// <summary>400, 408 or 413: the body ended before its length, arrived too slowly for the server, or is not valid HTTP.</summary>
    public static IResult Incomplete(int status) => Problem(
        status, "incomplete", "The request body is incomplete", "The connection ended before the whole body arrived.");

    /// <summary>503: the service is at capacity.</summary>
    public static IResult Busy(string detail) => new RetryLater(Problem(
        503, "busy", "The service is at capacity", $"{detail} Try again in {RetryLater.Seconds} s."));

    private const string NotAuthenticated = "The request is not authenticated";

    private static IResult Problem(
        int status, string type, string title, string? detail, params (string Name, object? Value)[] extensions) =>
        Results.Problem(
            title: title,
            detail: detail,
            statusCode: status,
            type: $"urn:perffunctions:{type}",
            extensions: extensions.ToDictionary(e => e.Name, e => e.Value));

    private static string Name(Role role) => role.ToString().ToLowerInvariant();
}

/// <summary>A mistake in one field of a request.</summary>
/// <param name="Field">Name of the field.</param>
/// <param name="Value">The value that was sent; null if it is missing.</param>
/// <param name="Message">What is wrong with it.</param>
/// <param name="Allowed">What is allowed.</param>
public sealed record FieldProblem(string Field, string? Value, string Message, string Allowed);

/// <summary>A response with a <c>Retry-After</c> header.</summary>
internal sealed class RetryLater(IResult answer) : IResult
{
    /// <summary>Seconds until the retry.</summary>
    public const int Seconds = 5;

    /// <inheritdoc />
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers.RetryAfter = $"{Seconds}";
        return answer.ExecuteAsync(httpContext);
    }
}
