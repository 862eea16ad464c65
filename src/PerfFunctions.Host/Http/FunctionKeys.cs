using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace PerfFunctions.Host.Http;

/// <summary>
/// Checks the key of a request against <c>Host:Keys:Function</c> and <c>Host:Keys:Admin</c>. Without any key the host listens
/// on loopback alone, and lets in everybody there.
/// </summary>
internal sealed class FunctionKeys
{
    private const string AdminSetting = "Host:Keys:Admin";

    private readonly string? _function;
    private readonly string? _admin;

    /// <summary>Reads the keys.</summary>
    /// <exception cref="InvalidOperationException">There is none, and other machines could reach the host.</exception>
    public FunctionKeys(IConfiguration configuration)
    {
        _function = NotEmpty(configuration["Host:Keys:Function"]);
        _admin = NotEmpty(configuration[AdminSetting]);
        if (IsOpen && ListenAddresses.AreBeyondLoopback(configuration))
        {
            throw new InvalidOperationException(
                $"The host would listen beyond this machine without a key: set {AdminSetting} and the keys of the app, or listen on 127.0.0.1.");
        }
    }

    /// <summary>Whether only clients on this machine have access.</summary>
    public bool IsOpen => _function is null && _admin is null;

    /// <summary>Whether a request may call a function of a level: <c>anonymous</c>, <c>function</c> or <c>admin</c>.</summary>
    public bool Allow(HttpContext request, string? level)
    {
        if (string.Equals(level, "anonymous", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        if (IsOpen)
        {
            return request.Connection.LocalIpAddress is { } local && IPAddress.IsLoopback(local);
        }

        string? shown = NotEmpty(request.Request.Headers["x-functions-key"].ToString()) ?? NotEmpty(request.Request.Query["code"].ToString());
        bool admin = Same(shown, _admin);
        bool function = Same(shown, _function);
        return string.Equals(level, "admin", StringComparison.OrdinalIgnoreCase) ? admin : admin | function;
    }

    // Hashes are of one length, so the comparison shows nothing of the key's.
    private static bool Same(string? shown, string? key) =>
        shown is not null && key is not null && CryptographicOperations.FixedTimeEquals(Hash(shown), Hash(key));

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    private static string? NotEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
