using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;

namespace PerfFunctions.LocalHost.Http;

/// <summary>Checks the key of a request. Without any configured key the host answers on loopback only, to everybody there.</summary>
internal sealed class FunctionKeys(IConfiguration configuration)
{
    private const string FunctionKeySetting = "LocalHost:Keys:Function";
    private const string AdminKeySetting = "LocalHost:Keys:Admin";

    // The app may be a door of its own, and cannot see where the host listens.
    private const string OpenSetting = "LocalHost:Open";

    private readonly string? _function = NotEmpty(configuration[FunctionKeySetting]);
    private readonly string? _admin = NotEmpty(configuration[AdminKeySetting]);

    /// <summary>Refuses to be reachable from outside without keys, and tells the app whether the host is open to everybody on loopback.</summary>
    /// <exception cref="InvalidOperationException">The host would be reachable.</exception>
    public static void RefuseOpenDoor(IConfiguration configuration)
    {
        bool keyed = NotEmpty(configuration[FunctionKeySetting]) is not null || NotEmpty(configuration[AdminKeySetting]) is not null;
        if (!keyed && ListenAddresses.AreBeyondLoopback(configuration))
        {
            throw new InvalidOperationException(
                $"The host would listen beyond this machine without a key: set {AdminKeySetting} and the keys of the app, or listen on 127.0.0.1.");
        }

        configuration[OpenSetting] = keyed ? "false" : "true";
    }

    public bool Allow(HttpContext request, AuthorizationLevel level)
    {
        if (level == AuthorizationLevel.Anonymous)
        {
            return true;
        }

        if (_function is null && _admin is null)
        {
            return request.Connection.LocalIpAddress is { } local && IPAddress.IsLoopback(local);
        }

        string? shown = NotEmpty(request.Request.Headers["x-functions-key"].ToString()) ?? NotEmpty(request.Request.Query["code"].ToString());
        bool admin = Same(shown, _admin);
        bool function = Same(shown, _function);
        return level is AuthorizationLevel.Function or AuthorizationLevel.User ? admin | function : admin;
    }

    // Hashes are of one length, so the comparison tells nothing of the key's.
    private static bool Same(string? shown, string? key) =>
        shown is not null && key is not null && CryptographicOperations.FixedTimeEquals(Hash(shown), Hash(key));

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    private static string? NotEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
