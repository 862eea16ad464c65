using System.Security.Authentication;

namespace PerfFunctions.Engine.Load;

/// <summary>A server's certificate is not believed.</summary>
/// <param name="reason">Why, to follow "certificate not trusted:".</param>
internal sealed class CertificateRefusedException(string reason) : AuthenticationException($"certificate not trusted: {reason}");
