using System.Text;
using Microsoft.AspNetCore.Http;

namespace PerfFunctions.Browser.Tests;

/// <summary>What test servers send.</summary>
internal static class Answers
{
    public static Task HtmlAsync(this HttpContext context, string html) => context.BytesAsync("text/html", Encoding.UTF8.GetBytes(html));

    public static Task BytesAsync(this HttpContext context, string type, byte[] body)
    {
        context.Response.ContentType = type;
        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body).AsTask();
    }

    public static Task StatusAsync(this HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    /// <summary>Answers nothing until the browser gives up.</summary>
    public static Task NeverAsync(this HttpContext context) => Task.Delay(Timeout.Infinite, context.RequestAborted);
}
