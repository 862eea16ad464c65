using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PerfFunctions.Api;
using PerfFunctions.App.Access.Callers;

namespace PerfFunctions.App.Dashboard;

/// <summary>The dashboard.</summary>
public static class HomePage
{
    /// <summary>The page of recent runs, at <c>/</c> and <c>/index.html</c>.</summary>
    [Function("Home")]
    [RequireRole(Role.None)]
    public static IResult Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = @"{file:regex(^(index\.html)?$)?}")] HttpRequest request) =>
        Results.Text(DashboardPage.Html, "text/html; charset=utf-8");

    /// <summary>The page of one run, at <c>/runs/{id}</c>.</summary>
    [Function("RunPage")]
    [RequireRole(Role.None)]
    public static IResult GetRun(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "runs/{id}")] HttpRequest request) =>
        Results.Text(DashboardPage.Run, "text/html; charset=utf-8");

    /// <summary>The page of a plan's history, at <c>/trends/{plan}</c>.</summary>
    [Function("TrendsPage")]
    [RequireRole(Role.None)]
    public static IResult GetTrends(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "trends/{plan}")] HttpRequest request) =>
        Results.Text(DashboardPage.Trends, "text/html; charset=utf-8");

    /// <summary>The page of a plan's capacity, at <c>/capacity/{plan}</c>.</summary>
    [Function("CapacityPage")]
    [RequireRole(Role.None)]
    public static IResult GetCapacity(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "capacity/{plan}")] HttpRequest request) =>
        Results.Text(DashboardPage.Capacity, "text/html; charset=utf-8");

    /// <summary>The page of two runs side by side, at <c>/compare?base=RUN&amp;head=RUN</c>.</summary>
    [Function("ComparePage")]
    [RequireRole(Role.None)]
    public static IResult GetCompare(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "compare")] HttpRequest request) =>
        Results.Text(DashboardPage.Compare, "text/html; charset=utf-8");
}
