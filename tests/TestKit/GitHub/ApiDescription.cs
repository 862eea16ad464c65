using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace PerfFunctions.TestKit.GitHub;

/// <summary>GitHub's description of the part of its API that is used; requests and answers are checked against it.</summary>
internal sealed class ApiDescription
{
    // Schemas take a second to read and never change, so all stand-ins of a process share them.
    private static readonly Lazy<Task<ApiDescription>> Shared = new(LoadAsync);

    private readonly List<ApiOperation> _operations;

    private ApiDescription(List<ApiOperation> operations) => _operations = operations;

    /// <summary>The description; the first time on a machine this fetches it.</summary>
    public static Task<ApiDescription> GetAsync(CancellationToken cancellationToken) => Shared.Value.WaitAsync(cancellationToken);

    /// <summary>The operation that a request calls, with the values in its path; null when it calls none that is known.</summary>
    public ApiCall? Match(HttpRequest request) =>
        _operations.Select(operation => operation.Match(request.Method, request.Path)).FirstOrDefault(call => call is not null);

    private static async Task<ApiDescription> LoadAsync()
    {
        byte[] extract = await NpmFile.ReadAsync(
            "@octokit/openapi", "generated/api.github.com.json", "operations-4.json", ApiExtract.Reduce, CancellationToken.None);
        using var json = JsonDocument.Parse(extract);
        List<ApiOperation> operations = [];
        foreach (JsonProperty operation in json.RootElement.EnumerateObject())
        {
            operations.Add(await ApiOperation.ReadAsync(operation.Name, operation.Value));
        }

        return new ApiDescription(operations);
    }
}
