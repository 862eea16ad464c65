using System.Security.Authentication;

namespace PerfFunctions.Engine.Network;

/// <summary>A server's certificate is not believed.</summary>
/// <param name="reason">Why, to follow "certificate not trusted:".</param>
public sealed class CertificateRefusedException(string reason) : AuthenticationException($"certificate not trusted: {reason}");
