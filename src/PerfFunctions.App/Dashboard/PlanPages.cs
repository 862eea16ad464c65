using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PerfFunctions.Api;
using PerfFunctions.App.Access.Callers;

namespace PerfFunctions.App.Dashboard;

/// <summary>Pages of the dashboard that list, write and try plans.</summary>
public static class PlanPages
{
    /// <summary>The page of stored plans, at <c>/plans</c>.</summary>
    [Function("PlansPage")]
    [RequireRole(Role.None)]
    public static IResult GetPlans([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "plans")] HttpRequest request) =>
        PageAnswers.Page(request.HttpContext.Response, DashboardPage.Plans);

    /// <summary>The editor with a new plan, at <c>/plans/new</c>.</summary>
    [Function("NewPlanPage")]
    [RequireRole(Role.None)]
    public static IResult GetNewPlan([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "plans/new")] HttpRequest request) =>
        PageAnswers.Page(request.HttpContext.Response, DashboardPage.Editor);

    /// <summary>The editor with a stored plan, at <c>/plans/{name}/edit</c>.</summary>
    [Function("EditPlanPage")]
    [RequireRole(Role.None)]
    public static IResult GetEditor([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "plans/{name}/edit")] HttpRequest request) =>
        PageAnswers.Page(request.HttpContext.Response, DashboardPage.Editor);

    /// <summary>The page that starts a test from an address, at <c>/new</c>.</summary>
    [Function("NewTestPage")]
    [RequireRole(Role.None)]
    public static IResult GetNewTest([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "new")] HttpRequest request) =>
        PageAnswers.Page(request.HttpContext.Response, DashboardPage.NewTest);
}
