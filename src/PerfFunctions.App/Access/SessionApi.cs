using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PerfFunctions.Api;
using PerfFunctions.App.Access.Callers;
using PerfFunctions.App.Http;
using PerfFunctions.Engine.Text;

namespace PerfFunctions.App.Access;

/// <summary>Signs people in at the dashboard, and out.</summary>
public sealed class SessionApi(Sessions sessions)
{
    /// <summary>Begins a session of who shows a key or a token: a cookie by which a browser may read. The answer says who that is.</summary>
    [Function("SignIn")]
    [RequireRole(Role.Read)]
    [Answers(typeof(SessionView))]
    public IResult Begin([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/session")] HttpRequest request)
    {
        Caller caller = request.Caller();
        bool hasBegun = sessions.Begin(request, caller);
        return Results.Json(new SessionView(caller.Name, caller.Role, hasBegun), PerfJson.Options);
    }

    /// <summary>Ends the session.</summary>
    [Function("SignOut")]
    [RequireRole(Role.None)]
    [Answers(null, 204)]
    public IResult End([HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/session")] HttpRequest request)
    {
        sessions.End(request);
        return Results.NoContent();
    }
}

/// <summary>Answer of <c>POST api/session</c>.</summary>
/// <param name="Name">Who is known.</param>
/// <param name="Role">What they may do with what they have shown; the session itself is worth reading.</param>
/// <param name="Session">Whether there is a session; not where none is needed, and not where a token is too long for one.</param>
public sealed record SessionView(string Name, Role Role, bool Session);
