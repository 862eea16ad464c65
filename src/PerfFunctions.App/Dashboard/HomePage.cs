using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PerfFunctions.Api;
using PerfFunctions.App.Access.Callers;

namespace PerfFunctions.App.Dashboard;

/// <summary>The dashboard.</summary>
public static class HomePage
{
    /// <summary>The start page, at <c>/</c> and <c>/index.html</c>.</summary>
    [Function("Home")]
    [RequireRole(Role.None)]
    public static IResult Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = @"{file:regex(^(index\.html)?$)?}")] HttpRequest request) =>
        PageAnswers.Page(request.HttpContext.Response, DashboardPage.Overview);

    /// <summary>Health, limits and connections of the service, at <c>/settings</c>.</summary>
    [Function("SettingsPage")]
    [RequireRole(Role.None)]
    public static IResult GetSettings([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "settings")] HttpRequest request) =>
        PageAnswers.Page(request.HttpContext.Response, DashboardPage.Settings);

    /// <summary>The page of recent runs, at <c>/runs</c>.</summary>
    [Function("RunsPage")]
    [RequireRole(Role.None)]
    public static IResult GetRuns([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "runs")] HttpRequest request) =>
        PageAnswers.Page(request.HttpContext.Response, DashboardPage.Runs);

    /// <summary>The page of one run, at <c>/runs/{id}</c>.</summary>
    [Function("RunPage")]
    [RequireRole(Role.None)]
    public static IResult GetRun([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "runs/{id}")] HttpRequest request) =>
        PageAnswers.Page(request.HttpContext.Response, DashboardPage.Run);

    /// <summary>The page of a plan's history, at <c>/trends/{plan}</c>.</summary>
    [Function("TrendsPage")]
    [RequireRole(Role.None)]
    public static IResult GetTrends([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "trends/{plan}")] HttpRequest request) =>
        PageAnswers.Page(request.HttpContext.Response, DashboardPage.Trends);

    /// <summary>The page of a plan's capacity, at <c>/capacity/{plan}</c>.</summary>
    [Function("CapacityPage")]
    [RequireRole(Role.None)]
    public static IResult GetCapacity([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "capacity/{plan}")] HttpRequest request) =>
        PageAnswers.Page(request.HttpContext.Response, DashboardPage.Capacity);

    /// <summary>The page of two runs side by side, at <c>/compare?base=RUN&amp;head=RUN</c>.</summary>
    [Function("ComparePage")]
    [RequireRole(Role.None)]
    public static IResult GetCompare([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "compare")] HttpRequest request) =>
        PageAnswers.Page(request.HttpContext.Response, DashboardPage.Compare);
}
