using System.Net;
using System.Text;

namespace PerfFunctions.Load.SocketsHttp;

/// <summary>A proxy that every request goes through, also one to the machine itself.</summary>
/// <param name="address">Its address.</param>
/// <param name="credentials">User and password; null for none.</param>
internal sealed class FixedProxy(Uri address, NetworkCredential? credentials) : IWebProxy
{
    /// <summary>
    /// The header that spares each plain request a first try without it; null for none. Requests in a tunnel go to the target,
    /// which must not see it.
    /// </summary>
    public string? Authorization { get; } = credentials is null
        ? null
        : $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{credentials.UserName}:{credentials.Password}"))}";

    /// <inheritdoc />
    public ICredentials? Credentials { get; set; } = credentials;

    /// <inheritdoc />
    public Uri GetProxy(Uri destination) => address;

    /// <inheritdoc />
    public bool IsBypassed(Uri host) => false;
}
