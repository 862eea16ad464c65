using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using PerfFunctions.Api;
using PerfFunctions.App.Access;
using PerfFunctions.App.Tests.Parts;

namespace PerfFunctions.App.Tests.Access;

/// <summary>Requests as they reach the app on loopback, and who is found to send them.</summary>
internal static class Requests
{
    public const string ReadKey = "read-0123456789-0123456789-0123456789";
    public const string StartKey = "start-0123456789-0123456789-0123456789";
    public const string AdministerKey = "administer-0123456789-0123456789-0123";

    /// <summary>Settings with a key of each role.</summary>
    public static string[] Keys { get; } = [.. Key("viewer", ReadKey, "read"), .. Key("pipeline", StartKey, "Start"), .. Key("owner", AdministerKey, "administer")];

    public static string[] Key(string name, string secret, string role) => [$"Perf:Access:Keys:{name}:Secret={secret}", $"Perf:Access:Keys:{name}:Role={role}"];

    public static HttpRequest With(params (string Name, string Value)[] headers)
    {
        var context = new DefaultHttpContext();
        context.Connection.LocalIpAddress = IPAddress.Loopback;
        context.Request.Scheme = "http";
        context.Request.Host = new HostString("127.0.0.1", 7071);
        foreach ((string name, string value) in headers)
        {
            context.Request.Headers[name] = value;
        }

        return context.Request;
    }

    public static string Principal(string provider, params (string Type, string Value)[] claims)
    {
        string list = string.Join(',', claims.Select(c => $$"""{"typ":"{{c.Type}}","val":"{{c.Value}}"}"""));
        return Convert.ToBase64String(Encoding.UTF8.GetBytes($$"""{"auth_typ":"{{provider}}","name_typ":"name","role_typ":"roles","claims":[{{list}}]}"""));
    }

    /// <summary>Who is found; null for nobody.</summary>
    public static async Task<Caller?> WhoAsync(this HttpRequest request, TimeProvider? time, params string[] settings)
    {
        await using Bench bench = Bench.Create(Unreachable.Storage, time, settings);
        return await request.WhoAsync(bench);
    }

    public static async Task<Caller?> WhoAsync(this HttpRequest request, Bench bench) =>
        (await bench.Get<CallerFinder>().FindAsync(request, TestContext.Current.CancellationToken)).Caller;
}
