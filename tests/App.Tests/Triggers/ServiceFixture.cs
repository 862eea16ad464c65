using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using PerfFunctions.App.Tests.Parts;
using PerfFunctions.TestKit;

namespace PerfFunctions.App.Tests.Triggers;

/// <summary>One running service for the tests of a class.</summary>
public sealed class ServiceFixture(AzuriteFixture azurite) : IAsyncLifetime
{
    internal Service Service { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Service = await Service.StartAsync(azurite);

    public ValueTask DisposeAsync() => Service.DisposeAsync();

    /// <summary>Sends a request; the answer's status, media type and JSON (undefined for another body).</summary>
    internal async Task<Answer> SendAsync(string method, string path, string? body = null, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(new(method), path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = new MediaTypeHeaderValue("application/yaml") } };
        }

        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        return await SendAsync(request);
    }

    /// <inheritdoc cref="SendAsync(string, string, string?, string?)" />
    internal async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        using HttpResponseMessage response = await Service.Http.SendAsync(request);
        string text = await response.Content.ReadAsStringAsync();
        string? type = response.Content.Headers.ContentType?.MediaType;
        return new((int)response.StatusCode, type, text, type?.EndsWith("json", StringComparison.Ordinal) == true ? JsonDocument.Parse(text).RootElement : default);
    }
}

/// <summary>What came back.</summary>
internal sealed record Answer(int Status, string? Type, string Text, JsonElement Json)
{
    /// <summary>The errors of a problem document, which it has to be.</summary>
    public JsonElement[] Errors(int status = 400)
    {
        Assert.Equal((status, "application/problem+json"), (Status, Type));
        return [.. Json.GetProperty("errors").EnumerateArray()];
    }

    /// <summary>Holds that this is a problem document without a list of errors.</summary>
    public void IsProblem(int status)
    {
        Assert.Equal((status, "application/problem+json"), (Status, Type));
        Assert.NotEmpty(Json.GetProperty("title").GetString()!);
    }
}
