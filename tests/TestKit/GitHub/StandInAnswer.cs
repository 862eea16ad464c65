using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace PerfFunctions.TestKit.GitHub;

/// <summary>What the stand-in answers.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">JSON, or the bytes of a raw file.</param>
internal sealed record StandInAnswer(int Status, object Body)
{
    /// <summary>Where the next page is, from the base address; null for the last.</summary>
    public string? Next { get; init; }

    /// <summary>Headers by name.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Sends it.</summary>
    public Task WriteAsync(HttpContext context)
    {
        context.Response.StatusCode = Status;
        foreach ((string name, string value) in Headers)
        {
            context.Response.Headers[name] = value;
        }

        if (Next is not null)
        {
            context.Response.Headers.Link = $"<http://{context.Request.Host}/{Next}>; rel=\"next\"";
        }

        // GitHub calls a raw file by the media type that it was asked for with.
        context.Response.ContentType = $"{(Body is JsonNode ? "application/json" : context.Request.Headers.Accept.ToString())}; charset=utf-8";
        byte[] bytes = Body is JsonNode json ? Encoding.UTF8.GetBytes(json.ToJsonString()) : (byte[])Body;
        return context.Response.Body.WriteAsync(bytes, 0, bytes.Length, context.RequestAborted);
    }
}
