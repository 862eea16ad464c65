using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PerfFunctions.Api;
using PerfFunctions.App.Access.Callers;

namespace PerfFunctions.App.Dashboard;

/// <summary>What pages of the dashboard load.</summary>
public static class AssetApi
{
    /// <summary>A script, a style or a picture, by its name with the hash of its content.</summary>
    [Function("Asset")]
    [RequireRole(Role.None)]
    public static IResult Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "assets/{name}")] HttpRequest request, string name) =>
        PageAnswers.Asset(request, name);

    /// <summary>The picture of the service, where browsers ask for it unless a page says otherwise.</summary>
    [Function("Favicon")]
    [RequireRole(Role.None)]
    public static IResult GetFavicon([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "favicon.ico")] HttpRequest request) =>
        Results.Text(PageSource.Read("favicon.svg"), "image/svg+xml");
}
