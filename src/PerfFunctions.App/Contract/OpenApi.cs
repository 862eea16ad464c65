using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PerfFunctions.Api;
using PerfFunctions.App.Access.Callers;
using PerfFunctions.App.Http;

namespace PerfFunctions.App.Contract;

/// <summary>Hands out the description of the API, for clients that are made of it.</summary>
public static class OpenApi
{
    private static readonly Lazy<string> Document = new(() => ApiContract.Create(
        typeof(OpenApi).Assembly.GetTypes(), typeof(OpenApi).Assembly.GetName().Version!.ToString(3)).ToJsonString());

    /// <summary>The API as an OpenAPI 3.1 document.</summary>
    [Function("GetOpenApi")]
    [RequireRole(Role.None)]
    [Answers(null, Media = "application/json")]
    public static IResult Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/openapi.json")] HttpRequest request) =>
        Results.Text(Document.Value, "application/json", Encoding.UTF8);
}
