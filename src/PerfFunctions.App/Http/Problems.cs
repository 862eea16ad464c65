using Microsoft.AspNetCore.Http;
using PerfFunctions.App.Access.Callers;
using PerfFunctions.Engine.Plans.Documents;

namespace PerfFunctions.App.Http;

/// <summary>Refusals as RFC 9457 problem details, every error of the input at once.</summary>
public static class Problems
{
    /// <summary>400: the plan has mistakes.</summary>
    public static IResult Plan(IReadOnlyList<PlanProblem> problems) => Results.Problem(
        title: $"The plan has {problems.Count} mistake{(problems.Count == 1 ? "" : "s")}.",
        detail: string.Join('\n', problems),
        statusCode: StatusCodes.Status400BadRequest,
        type: "urn:perffunctions:plan",
        extensions: new Dictionary<string, object?> { ["errors"] = problems });

    /// <summary>400: fields of a request have mistakes.</summary>
    public static IResult Fields(IReadOnlyList<FieldProblem> problems) => Results.Problem(
        title: $"The request has {problems.Count} mistake{(problems.Count == 1 ? "" : "s")}.",
        detail: string.Join('\n', problems.Select(p => $"{p.Field}: {p.Message} (got '{p.Value}'); allowed: {p.Allowed}")),
        statusCode: StatusCodes.Status400BadRequest,
        type: "urn:perffunctions:request",
        extensions: new Dictionary<string, object?> { ["errors"] = problems });

    /// <summary>401: the request is not from whom it should be; no more is said.</summary>
    public static IResult Unauthorized() => Results.Problem(
        title: "The request is not signed as it must be.",
        statusCode: StatusCodes.Status401Unauthorized, type: "urn:perffunctions:unauthorized");

    /// <summary>401: nobody is proven to ask.</summary>
    /// <param name="detail">What would prove it.</param>
    /// <param name="signIn">Where people sign in; null for nowhere.</param>
    public static IResult Unknown(string detail, string? signIn) => Results.Problem(
        title: "The service does not know who asks.",
        detail: detail,
        statusCode: StatusCodes.Status401Unauthorized,
        type: "urn:perffunctions:unauthorized",
        extensions: signIn is null ? null : new Dictionary<string, object?> { ["signIn"] = signIn });

    /// <summary>403: the caller is known, and may not do this.</summary>
    public static IResult Forbidden(Caller caller, Role needed) => Results.Problem(
        title: $"This needs the role {Name(needed)}; {caller.Name} has {(caller.Role == Role.None ? "none" : $"{Name(caller.Role)} here")}.",
        statusCode: StatusCodes.Status403Forbidden,
        type: "urn:perffunctions:forbidden",
        extensions: new Dictionary<string, object?> { ["needed"] = Name(needed) });

    /// <summary>403: the guard rails stand against the run.</summary>
    public static IResult Refused(IReadOnlyList<PlanProblem> problems) => Results.Problem(
        title: $"The run is refused for {problems.Count} reason{(problems.Count == 1 ? "" : "s")}.",
        detail: string.Join('\n', problems),
        statusCode: StatusCodes.Status403Forbidden,
        type: "urn:perffunctions:refused",
        extensions: new Dictionary<string, object?> { ["errors"] = problems });

    /// <summary>503: storage has not taken a stop.</summary>
    public static IResult StopUnwritten() => Results.Problem(
        title: "Storage does not answer, so the stop is not written yet.",
        detail: "The instance that answers has ended what it ran, and writes the stop as soon as storage answers. Other instances go on until then: " +
            "to end them now, stop the app (az functionapp stop), or each 'perf up' with Ctrl+C.",
        statusCode: StatusCodes.Status503ServiceUnavailable,
        type: "urn:perffunctions:stop-unwritten");

    /// <summary>404: nothing of this name.</summary>
    public static IResult NotFound(string what) =>
        Results.Problem(title: $"There is no {what}.", statusCode: StatusCodes.Status404NotFound, type: "urn:perffunctions:not-found");

    /// <summary>409: not in this state.</summary>
    public static IResult Conflict(string why) =>
        Results.Problem(title: why, statusCode: StatusCodes.Status409Conflict, type: "urn:perffunctions:conflict");

    /// <summary>503: this part of the service is not set up.</summary>
    public static IResult Unavailable(string why) =>
        Results.Problem(title: why, statusCode: StatusCodes.Status503ServiceUnavailable, type: "urn:perffunctions:unavailable");

    /// <summary>413: the body is too large.</summary>
    public static IResult TooLarge(int limit) => Results.Problem(
        title: $"The body is too large: at most {limit} bytes are read.",
        statusCode: StatusCodes.Status413PayloadTooLarge, type: "urn:perffunctions:too-large");

    /// <summary>408: the body does not come.</summary>
    public static IResult TooSlow(TimeSpan limit) => Results.Problem(
        title: $"The body came too slowly: at most {limit.TotalSeconds:F0} s are waited for it.",
        statusCode: StatusCodes.Status408RequestTimeout, type: "urn:perffunctions:too-slow");

    /// <summary>400, 408 or 413: the body ended before its length, came too slowly for the server, or cannot be read as HTTP.</summary>
    public static IResult BrokenOff(int status) => Results.Problem(
        title: "The body did not come whole.", statusCode: status, type: "urn:perffunctions:broken-off");

    /// <summary>503: there is no room now.</summary>
    public static IResult Busy(string why) => new RetryLater(Results.Problem(
        title: $"{why} Try again in {RetryLater.Seconds} s.",
        statusCode: StatusCodes.Status503ServiceUnavailable, type: "urn:perffunctions:busy"));

    private static string Name(Role role) => role.ToString().ToLowerInvariant();
}

/// <summary>A mistake in one field of a request.</summary>
/// <param name="Field">Which.</param>
/// <param name="Value">As it came; null where it is missing.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Allowed">What would be right.</param>
public sealed record FieldProblem(string Field, string? Value, string Message, string Allowed);

/// <summary>An answer that says when to try again.</summary>
internal sealed class RetryLater(IResult answer) : IResult
{
    /// <summary>When.</summary>
    public const int Seconds = 5;

    /// <inheritdoc />
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers.RetryAfter = $"{Seconds}";
        return answer.ExecuteAsync(httpContext);
    }
}
